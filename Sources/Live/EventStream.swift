/// One open stream, for one reader that takes step after step. It keeps a cursor and no queue: a slow reader costs
/// nobody anything, and finds what came in the meantime in the tail or else in the journal.
public final class EventStream: Sendable {
    /// What the reader has to do next.
    public enum Step: Sendable, Equatable {
        /// Send these bytes: one or more whole events.
        case send([UInt8])
        /// The tail no longer reaches back to the cursor: send what the journal has after this `seq`, then say
        /// `caughtUp`, or `restart`.
        case behind(since: Int64)
        /// Somebody's rights changed: read the caller's anew, then say `renew`. Nothing later is given out before.
        case recheck
        case end(Ending)
    }
    public enum Ending: Sendable, Equatable {
        /// Signed out, revoked or archived.
        case revoked
        /// It was open long enough; the client comes again.
        case lifetime
        /// Quartet shuts down.
        case shutdown
        /// The reader's own task was cancelled: its client has gone.
        case cancelled
    }

    private let hub: Hub, number: Int, wakes: AsyncStream<Void>

    init(_ hub: Hub, _ number: Int, _ wakes: AsyncStream<Void>) {
        (self.hub, self.number, self.wakes) = (hub, number, wakes)
    }

    deinit { hub.close(number) }

    /// Waits until there is something to do. After `.end` there is nothing more.
    public func next() async -> Step {
        while true {
            if let step = hub.take(number) { return step }
            var waiting = wakes.makeAsyncIterator()
            if await waiting.next(isolation: nil) == nil { return .end(.cancelled) }
        }
    }

    /// After `.recheck`: what the caller may see now. Plans that they asked for and no longer see are told `gone`.
    public func renew(_ grant: Grant) { hub.renew(number, grant) }

    /// After `.behind`: everything up to `seq` has been sent, as `grant`, read in the same moment, allows.
    public func caughtUp(to seq: Int64, _ grant: Grant) { hub.move(number, to: seq, grant, isReset: false) }

    /// Instead of catching up: the client is told to read anew, and the stream goes on from the grant's `seq`.
    public func restart(_ grant: Grant) { hub.move(number, to: grant.seq, grant, isReset: true) }

    /// Ends it for its reader: what is already taken is sent, nothing more is given out.
    public func end(_ why: Ending) { hub.end(number, why) }

    /// The reader has gone. Whoever forgets the stream closes it too.
    public func close() { hub.close(number) }
}
