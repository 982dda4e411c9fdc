import Domain
import Store
import Synchronization

/// Snapshots as bytes, plain and compressed, the least recently used forgotten first. Access is checked before anybody
/// looks here.
final class SnapshotCache: Sendable {
    struct Snapshot: Sendable {
        let plain: [UInt8], gzipped: [UInt8]?
        var size: Int { plain.count + (gzipped?.count ?? 0) }
    }
    /// Where an answer came from.
    enum Source: String, CaseIterable { case built, memory, unchanged }
    private struct State {
        var snapshots: [SnapshotVersion: (snapshot: Snapshot, use: Int)] = [:]
        var answers: [Source: Int] = [:]
        var size = 0, uses = 0

        mutating func forget(_ version: SnapshotVersion) {
            size -= snapshots.removeValue(forKey: version)?.snapshot.size ?? 0
        }
    }
    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: in bytes
    init(limit: Int = 256 << 20) { self.limit = limit }

    subscript(version: SnapshotVersion) -> Snapshot? {
        state.withLock { state in
            guard let found = state.snapshots[version] else { return nil }
            state.uses += 1
            state.snapshots[version]?.use = state.uses
            return found.snapshot
        }
    }

    /// Keeps a snapshot; older ones of the same plan are of no more use.
    func keep(_ plain: [UInt8], as version: SnapshotVersion) -> Snapshot {
        let snapshot = Snapshot(plain: plain, gzipped: Gzip.compress(plain, .fast))
        state.withLock { state in
            let older = state.snapshots.keys.filter {
                $0.plan == version.plan && $0.isForStaff == version.isForStaff && $0.seq <= version.seq
            }
            for old in older { state.forget(old) }
            state.uses += 1
            state.snapshots[version] = (snapshot, state.uses)
            state.size += snapshot.size
            while state.size > limit, let oldest = state.snapshots.min(by: { $0.value.use < $1.value.use })?.key {
                state.forget(oldest)
            }
        }
        return snapshot
    }

    func count(_ source: Source) { state.withLock { $0.answers[source, default: 0] += 1 } }
    var answers: [Source: Int] { state.withLock(\.answers) }

    var size: Int { state.withLock(\.size) }
    var count: Int { state.withLock(\.snapshots.count) }
}
