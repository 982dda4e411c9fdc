import Domain
import NIOCore
import Store
import Synchronization

/// Snapshots as bytes, plain and compressed, the least recently used forgotten first. Access is checked before anybody
/// looks here.
final class SnapshotCache: Sendable {
    struct Snapshot: Sendable {
        let plain: ByteBuffer
        /// Nil until somebody takes it.
        fileprivate var gzipped: ByteBuffer?
        var size: Int { plain.readableBytes + (gzipped?.readableBytes ?? 0) }
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

        mutating func trim(to limit: Int) {
            while size > limit, let oldest = snapshots.min(by: { $0.value.use < $1.value.use })?.key {
                forget(oldest)
            }
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

    /// Forgets all of them.
    func forget() {
        state.withLock { ($0.snapshots, $0.size) = ([:], 0) }
    }

    /// Keeps a snapshot; older ones of the same plan are of no more use.
    func keep(_ plain: [UInt8], as version: SnapshotVersion) -> Snapshot {
        let snapshot = Snapshot(plain: ByteBuffer(bytes: plain))
        state.withLock { state in
            let older = state.snapshots.keys.filter {
                $0.plan == version.plan && $0.isForStaff == version.isForStaff && $0.seq <= version.seq
            }
            for old in older { state.forget(old) }
            state.uses += 1
            state.snapshots[version] = (snapshot, state.uses)
            state.size += snapshot.size
            state.trim(to: limit)
        }
        return snapshot
    }

    /// A snapshot compressed, from when somebody first asked for it so.
    func gzipped(_ snapshot: Snapshot, of version: SnapshotVersion) -> ByteBuffer? {
        if let known = snapshot.gzipped { return known }
        guard let small = Gzip.compress(Array(buffer: snapshot.plain), .fast).map({ ByteBuffer(bytes: $0) }) else {
            return nil
        }
        state.withLock { state in
            guard var kept = state.snapshots[version], kept.snapshot.gzipped == nil else { return }
            kept.snapshot.gzipped = small
            state.snapshots[version] = kept
            state.size += small.readableBytes
            state.trim(to: limit)
        }
        return small
    }

    func count(_ source: Source) { state.withLock { $0.answers[source, default: 0] += 1 } }
    var answers: [Source: Int] { state.withLock(\.answers) }

    var size: Int { state.withLock(\.size) }
    var count: Int { state.withLock(\.snapshots.count) }
}
