import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Web

/// Sees to it that a request's body comes to its end and that its answer is read, each in good time.
final class RequestWatch: ChannelDuplexHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let patience: Patience, connection: ConnectionWatch
    private var requests = 0, isInBody = false, isBroken = false
    private var body: Scheduled<Void>?, reading: Scheduled<Void>?

    init(_ patience: Patience, on connection: ConnectionWatch) {
        (self.patience, self.connection) = (patience, connection)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            requests += 1
            isInBody = true
            connection.requestBegan()
            // Only where it cannot land in the middle of another answer.
            if requests == 1, head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
        case .body: break
        case .end:
            isInBody = false
            body?.cancel()
            body = nil
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isInBody, body == nil {
            body = context.eventLoop.assumeIsolated().scheduleTask(in: patience.body) { [patience] in
                context.fireErrorCaught(BodyTooLate())
                // Whoever waits for the body answers that, and then it is over.
                let channel = context.channel
                context.eventLoop.scheduleTask(in: patience.leaving) { channel.close(promise: nil) }
            }
        }
        context.fireChannelReadComplete()
    }

    // What is no HTTP is answered, and read no further, however long that takes.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isBroken = true
        context.fireErrorCaught(error)
    }
    func read(context: ChannelHandlerContext) {
        if !isBroken { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data), requests > 0 {
            requests -= 1
            connection.requestEnded()
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        reading?.cancel()
        if !context.channel.isWritable {
            let channel = context.channel
            reading = context.eventLoop.scheduleTask(in: patience.reading) { channel.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        body?.cancel()
        reading?.cancel()
        for _ in 0..<requests { connection.requestEnded() }
        requests = 0
        context.fireChannelInactive()
    }
}
