import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL

/// HTTP over TLS for clients that get on with it. Whoever has not sent a byte of a request soon after connecting is cut
/// off, and so is who neither reads nor writes for long: what the framework's own timeouts do not see.
struct PatientChannel: ServerChildChannel {
    typealias Value = HTTP2UpgradeChannel.Value
    /// How long a client may take for the handshake and its first byte.
    private static let beginning = TimeAmount.seconds(15)
    /// Longer than any silence of ours: an open stream says something every 20 seconds.
    private static let silence = TimeAmount.seconds(150)
    private let inner: HTTP2UpgradeChannel

    static func builder(_ tls: TLSConfiguration, _ configuration: HTTP2ChannelConfiguration) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            PatientChannel(
                inner: try HTTP2UpgradeChannel(
                    tlsConfiguration: tls, configuration: configuration, responder: responder))
        }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        inner.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let idle = IdleStateHandler(allTimeout: Self.silence)
            try pipeline.addHandler(idle, position: .after(pipeline.handler(type: NIOSSLServerHandler.self)))
            try pipeline.addHandler(Patience(Self.beginning), position: .after(idle))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async { await inner.handle(value: value, logger: logger) }
}

/// Stands behind TLS and closes the connection of who does not begin, or falls silent.
private final class Patience: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    private let beginning: TimeAmount
    private var deadline: Scheduled<Void>?

    init(_ beginning: TimeAmount) { self.beginning = beginning }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: beginning) { channel.close(promise: nil) }
    }
    func handlerRemoved(context: ChannelHandlerContext) { deadline?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        deadline?.cancel()
        deadline = nil
        context.fireChannelRead(data)
    }
    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}
