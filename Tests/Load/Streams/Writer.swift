import NIOCore
import NIOPosix
import NIOSSL

/// One connection that changes the notes of one task, one request after the other.
struct Writer {
    private let channel: any Channel, head: String

    init(port: Int, task: String, cookie: String) throws {
        let tls = try clientTLS()
        head = """
            PATCH /api/tasks/\(task) HTTP/1.1\r
            Host: localhost:\(port)\r
            Origin: https://localhost:\(port)\r
            Cookie: \(cookie)\r
            Content-Type: application/json\r

            """
        channel = try ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        NIOSSLClientHandler(context: tls, serverHostname: nil), Answers(),
                    ])
                }
            }.connect(host: "127.0.0.1", port: port).wait()
    }

    /// Returns once it is durable.
    /// - Parameter text: plain words, without quotes
    func note(_ text: String) async throws {
        let body = "{\"notes\":\"\(text)\"}"
        let request = ByteBuffer(string: head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body)
        let answered = channel.eventLoop.makePromise(of: Void.self)
        channel.writeAndFlush(Asking(request: request, answered: answered)).cascadeFailure(to: answered)
        try await answered.futureResult.get()
    }
}

private struct Asking: Sendable { let request: ByteBuffer, answered: EventLoopPromise<Void> }
private enum WriterError: Error { case refused(String), closed }

private final class Answers: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Asking
    typealias OutboundOut = ByteBuffer
    private var waiting: EventLoopPromise<Void>?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let asking = unwrapOutboundIn(data)
        waiting = asking.answered
        context.write(wrapOutboundOut(asking.request), promise: promise)
    }
    /// An answer begins with its status; the rest of it may come in pieces, and is not looked at.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let text = String(buffer: unwrapInboundIn(data))
        guard text.hasPrefix("HTTP/1.1 ") else { return }
        if text.hasPrefix("HTTP/1.1 200 ") { waiting?.succeed() } else { waiting?.fail(WriterError.refused(text)) }
        waiting = nil
    }
    func channelInactive(context: ChannelHandlerContext) { waiting?.fail(WriterError.closed) }
}
