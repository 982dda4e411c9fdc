import NIOCore
import NIOHTTP2

/// Stands behind TLS and closes the connection of who does not come to the point: who begins no request, or does not end
/// the head of one, or has nothing to ask for long.
final class ConnectionWatch: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// HTTP/2: what comes in may belong to any of several requests, so that only whole ones count.
    var isShared = false
    private let patience: Patience
    private var context: ChannelHandlerContext?
    private var deadline: Scheduled<Void>?
    /// Requests whose head is there and whose answer is not yet.
    private var requests = 0
    private enum State { case beginning, inRequest, inHead, idle, leaving }
    private var state = State.beginning

    init(_ patience: Patience) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        wait(patience.beginning)
    }
    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
        self.context = nil
    }
    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(data)
        // The head may have been in it, and then there is a request already.
        if state == .idle, !isShared { move(to: .inHead, for: patience.head) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            if state == .beginning { return context.close(promise: nil) }
            move(to: .leaving, for: patience.leaving)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func requestBegan() {
        requests += 1
        if state == .leaving { return }
        state = .inRequest
        deadline?.cancel()
    }
    func requestEnded() {
        requests -= 1
        if requests == 0, state != .leaving { move(to: .idle, for: patience.idle) }
    }

    private func move(to next: State, for time: TimeAmount) {
        state = next
        wait(time)
    }
    private func wait(_ time: TimeAmount) {
        deadline?.cancel()
        deadline = context?.eventLoop.assumeIsolated().scheduleTask(in: time) { [self] in
            // Over HTTP/2 an idle client is told so, lest it sends a request that nobody reads.
            if state == .idle, isShared, let context {
                userInboundEventTriggered(context: context, event: ChannelShouldQuiesceEvent())
            } else {
                context?.close(promise: nil)
            }
        }
    }
}

/// Ends an HTTP/2 connection that is misused.
final class Misuse: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame

    /// A flood, a bomb, nonsense: NIOHTTP2 has said goodbye, and leaves it to us to go.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
