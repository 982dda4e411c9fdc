import Foundation
import NIOCore
import NIOHPACK
import NIOHTTP2

/// What both protocols' listeners do with the bytes of a stream.
struct Ear: Sendable {
    let number: Int, isSlow: Bool, greeted: EventLoopPromise<Void>
    let hear: @Sendable (Int, ByteBufferView) -> Void
    private var isGreeted = false
    /// The end of the last read, in which a word may have begun.
    private var rest = ByteBuffer()

    init(
        number: Int, isSlow: Bool, greeted: EventLoopPromise<Void>,
        hear: @escaping @Sendable (Int, ByteBufferView) -> Void
    ) { (self.number, self.isSlow, self.greeted, self.hear) = (number, isSlow, greeted, hear) }

    mutating func take(_ bytes: ByteBuffer, from channel: any Channel) {
        rest.writeImmutableBuffer(bytes)
        if !isGreeted, rest.readableBytesView.contains(Array("event: hello".utf8)) {
            isGreeted = true
            if isSlow { channel.setOption(.autoRead, value: false).whenFailure { _ in } }
            greeted.succeed()
        }
        hear(number, rest.readableBytesView)
        rest.moveReaderIndex(forwardBy: max(0, rest.readableBytes - 64))
        rest.discardReadBytes()
    }

    func end() { if !isGreeted { greeted.fail(ChannelError.eof) } }
}

/// Asks for a stream on a connection of its own.
final class HTTP1Listener: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private var ear: Ear, head: String

    init(_ ear: Ear, head: String) { (self.ear, self.head) = (ear, head) }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
    }
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        ear.take(unwrapInboundIn(data), from: context.channel)
    }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    func channelInactive(context: ChannelHandlerContext) { ear.end() }
}

/// Asks for a stream as one of many of its connection.
final class HTTP2Listener: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload
    private var ear: Ear, head: [(String, String)]

    init(_ ear: Ear, head: [(String, String)]) { (self.ear, self.head) = (ear, head) }

    func channelActive(context: ChannelHandlerContext) {
        let headers = HTTP2Frame.FramePayload.Headers(headers: HPACKHeaders(head), endStream: true)
        context.writeAndFlush(wrapOutboundOut(.headers(headers)), promise: nil)
    }
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .data(let content) = unwrapInboundIn(data), case .byteBuffer(let bytes) = content.data else {
            return
        }
        ear.take(bytes, from: context.channel)
    }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    func channelInactive(context: ChannelHandlerContext) { ear.end() }
}

extension ByteBufferView {
    func contains(_ word: [UInt8]) -> Bool {
        withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, bytes.count >= word.count else { return false }
            var at = 0
            let last = bytes.count - word.count
            while at <= last, let next = memchr(start + at, Int32(word[0]), last - at + 1) {
                if memcmp(next, word, word.count) == 0 { return true }
                at = UnsafeRawPointer(next) - start + 1
            }
            return false
        }
    }
}
