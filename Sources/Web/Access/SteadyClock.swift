import Domain
import Synchronization

/// Whether the clock has gone on for half a day without a jump. Until then nothing is let go of because it is old: a clock
/// that was set wrongly, and is put right within that time, then has cost nothing.
final class SteadyClock: Sendable {
    /// In seconds.
    private static let jump: Int64 = 3600, enough: Int64 = 12 * 3600

    private struct State { var since: Instant, last: Instant }
    private let state = Mutex<State?>(nil)

    /// To be asked often, once a minute say.
    func isSteady(at now: Instant) -> Bool {
        state.withLock { state in
            let last = state?.last ?? now, passed = now.milliseconds - last.milliseconds
            let since = (0...Self.jump * 1000).contains(passed) ? state?.since ?? now : now
            state = State(since: since, last: now)
            return now.milliseconds - since.milliseconds >= Self.enough * 1000
        }
    }
}
