import NIOCore

/// How long clients may take. Each time is counted as a whole: a byte now and then wins nobody more of it.
struct Patience: Sendable {
    /// From connecting, through the TLS handshake, to the end of the first request's head.
    var beginning = TimeAmount.seconds(15)
    /// From the first byte of a further request on a connection to the end of its head.
    var head = TimeAmount.seconds(15)
    /// From the end of a request's head to the end of its body.
    var body = TimeAmount.seconds(30)
    /// For taking in what was sent last; an event stream is sent little at a time.
    var reading = TimeAmount.seconds(60)
    /// Between two requests on a connection. Proxies that keep connections do so for 60 seconds.
    var idle = TimeAmount.seconds(75)
    /// For what is under way when Quartet stops, and for an answer to who was too slow.
    var leaving = TimeAmount.seconds(4)

    /// - Parameter factor: smaller than 1 for tests, which cannot wait so long
    init(times factor: Double = 1) {
        for time in [\Self.beginning, \.head, \.body, \.reading, \.idle, \.leaving] {
            self[keyPath: time] = .nanoseconds(Int64(Double(self[keyPath: time].nanoseconds) * factor))
        }
    }
}
