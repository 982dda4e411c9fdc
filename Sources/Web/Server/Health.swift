import Domain
import HTTPTypes
import Hummingbird
import Store
import Synchronization

/// Whether Quartet can do its work: read and write. Asked as often as anybody likes, looked at once a second.
final class Health: Sendable {
    private let store: Store
    private let last = Mutex<(at: ContinuousClock.Instant, isWell: Bool)?>(nil)

    init(_ store: Store) { self.store = store }

    var routes: [Route] {
        [
            Route(
                .get, "/healthz", "200 when Quartet can read and write, else 503", for: .everybody,
                output: .json(.object(["status": .words(["ok"])])), refusals: [.unavailable], answer)
        ]
    }

    private func answer(_ call: Call) async throws -> Response {
        let known = last.withLock {
            $0.flatMap { ContinuousClock.now - $0.at < .seconds(1) ? $0.isWell : nil }
        }
        let isWell: Bool
        if let known {
            isWell = known
        } else {
            isWell = await look(at: call.now)
            last.withLock { $0 = (.now, isWell) }
        }
        guard isWell else { throw Failure(unavailable: "Quartet cannot write at the moment.") }
        return call.json(Array(#"{"status":"ok"}"#.utf8))
    }

    private func look(at now: Instant) async -> Bool {
        do {
            try await store.write(as: .quartet, at: now) { try $0.markAlive() }
            return true
        } catch { return false }
    }
}
