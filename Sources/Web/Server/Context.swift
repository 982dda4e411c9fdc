import Domain
public import Hummingbird
import Logging
import NIOCore
import Synchronization

/// What is known of a request before anybody has looked into it.
public struct Context: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Where it came from, as an IP address; empty when that is unknown.
    public internal(set) var address: String
    /// Names the request in the answer, in problems and in the log.
    public let requestID: String
    let trace = Trace()
    /// Done when the client has gone, or has reset this request.
    let gone: EventLoopFuture<Void>

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? ""
        gone = source.channel.closeFuture
        requestID = String(UInt64.random(in: .min ... .max), radix: 36)
        logger = source.logger
        logger[metadataKey: "hb.request.id"] = nil
        logger[metadataKey: "request"] = .string(requestID)
    }
}

/// What the log wants to know and only the route finds out.
final class Trace: Sendable {
    private let state = Mutex<(member: ID<Member>?, reason: String?)>((nil, nil))
    var member: ID<Member>? {
        get { state.withLock { $0.member } }
        set { state.withLock { $0.member = newValue } }
    }
    /// Why the server could not do what was asked.
    var reason: String? {
        get { state.withLock { $0.reason } }
        set { state.withLock { $0.reason = newValue } }
    }
}
