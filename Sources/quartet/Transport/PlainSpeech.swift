import NIOCore

/// Tells who speaks HTTP without TLS to this port that TLS is spoken here.
final class PlainSpeech: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The first byte of a TLS handshake. No method of HTTP begins with it.
    private static let handshake = UInt8(22)
    private static let answer = """
        HTTP/1.1 400 Bad Request\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Length: 52\r
        Connection: close\r
        \r
        Quartet speaks TLS only: the address is https://...\n
        """

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        guard let first = bytes.readableBytesView.first else { return context.fireChannelRead(data) }
        if first == Self.handshake {
            context.fireChannelRead(data)
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        } else {
            let channel = context.channel
            context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(string: Self.answer))).whenComplete {
                _ in
                channel.close(promise: nil)
            }
        }
    }
}
