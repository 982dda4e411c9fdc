import Domain
import Live
import Synchronization
import Testing

import struct TestSupport.SeededGenerator

/// A journal that publishes as the store does: numbered and handed on one after the other, whoever writes.
private final class Journal: Sendable {
    private let entries = Mutex<[Entry]>([])
    let hub: Hub
    init(_ hub: Hub) { self.hub = hub }

    /// What everybody in these tests gets, and nobody gets anything after it.
    static let last = ID<Plan>(Identifier(high: 9, low: 9))

    var seq: Int64 { entries.withLock { $0.last?.seq ?? 0 } }
    /// The `seq` of the last change of all, once it is written.
    var end: Int64? {
        entries.withLock { $0.last.flatMap { $0.changes.last?.audience == .plan(Self.last) ? $0.seq : nil } }
    }

    func write(_ audiences: [Audience]) {
        entries.withLock { entries in
            let number = (entries.last?.seq ?? 0) + 1
            let changes = audiences.enumerated().map { Made.change(number + Int64($0), entry: number, $1) }
            let entry = Entry(number: number, at: Instant(milliseconds: 0), actor: Made.actor, changes: changes)
            entries.append(entry)
            hub.publish([entry])
        }
    }

    /// What they may see after `seq`, and how far that reaches.
    func after(_ seq: Int64, for grant: Grant) -> (changes: [Int64], seq: Int64) {
        entries.withLock { entries in
            let missed = entries.filter { $0.seq > seq }.flatMap(\.changes)
            return (missed.filter { grant.sees($0.audience) }.map(\.seq), entries.last?.seq ?? 0)
        }
    }

    /// Reads a stream to the end; returns all changes that it brought, in order.
    func read(_ stream: EventStream, as grant: Grant, slowness: Int = 0) async -> [Int64] {
        var seen: [Int64] = []
        while end == nil || seen.last != end {
            switch await stream.next() {
            case .send(let bytes):
                seen += Event.all(in: bytes).filter { $0.name == "entry" }.flatMap(\.changes)
                for _ in 0..<slowness { await Task.yield() }
            case .behind(let since):
                let (missed, seq) = after(since, for: grant)
                seen += missed
                stream.caughtUp(
                    to: seq, Grant(member: grant.member, isStaff: grant.isStaff, plans: grant.plans, seq: seq))
            case .recheck, .end: return seen
            }
        }
        return seen
    }
}

@Suite struct ConcurrencyTests {
    @Test(arguments: [UInt64(1), 2, 3]) func nothingIsLostOrDoubled(seed: UInt64) async throws {
        var limits = Hub.Limits()
        (limits.entries, limits.step) = (40, 2000)
        let hub = Hub(epoch: "e", after: 0, limits: limits), journal = Journal(hub)
        let (writers, entries, readers) = (4, 80, 24)
        try await withThrowingTaskGroup(of: Bool.self) { reading in
            for reader in 0..<readers {
                reading.addTask {
                    var dice = SeededGenerator(seed: seed &* 7777 &+ UInt64(reader))
                    for _ in 0..<Int.random(in: 0..<400, using: &dice) { await Task.yield() }
                    let seq = journal.seq, since = Int64.random(in: 0...seq, using: &dice)
                    let plans = Set((1...6).filter { _ in Bool.random(using: &dice) }.map(Made.plan)).union([
                        Journal.last
                    ])
                    let grant = Grant(member: Made.member(reader % 8), isStaff: reader % 3 > 0, plans: plans, seq: seq)
                    let stream = try hub.open(session: "\(reader)", grant, asked: [], since: since)
                    defer { stream.close() }
                    let seen = await journal.read(stream, as: grant, slowness: reader % 4 * 20)
                    return seen == journal.after(since, for: grant).changes
                }
            }
            await withTaskGroup(of: Void.self) { writing in
                for writer in 0..<writers {
                    writing.addTask {
                        var dice = SeededGenerator(seed: seed &* 1000 &+ UInt64(writer))
                        for _ in 0..<entries {
                            journal.write((0..<Int.random(in: 1...4, using: &dice)).map { _ in Self.audience(&dice) })
                            await Task.yield()
                        }
                    }
                }
            }
            journal.write([.plan(Journal.last)])
            var right = 0
            for try await isRight in reading where isRight { right += 1 }
            #expect(right == readers)
        }
        #expect(hub.figures.streams == 0)
    }

    private static func audience(_ dice: inout SeededGenerator) -> Audience {
        switch Int.random(in: 0..<10, using: &dice) {
        case 0: .everyone
        case 1: .staff
        case 2: .member(Made.member(Int.random(in: 0..<8, using: &dice)))
        default: .plan(Made.plan(Int.random(in: 1...6, using: &dice)))
        }
    }

    @Test func aThousandStreamsHearEverything() async throws {
        let hub = Hub(epoch: "e", after: 0), journal = Journal(hub)
        let plans = Set([Made.plan(1), Journal.last])
        await withTaskGroup(of: [Int64].self) { reading in
            for number in 0..<1000 {
                let grant = Grant(member: Made.member(number), isStaff: true, plans: plans, seq: 0)
                reading.addTask {
                    guard let stream = try? hub.open(session: "s", grant, asked: [Made.plan(1)], since: 0) else {
                        return []
                    }
                    defer { stream.close() }
                    return await journal.read(stream, as: grant)
                }
            }
            for _ in 0..<20 {
                journal.write([.plan(Made.plan(1))])
                await Task.yield()
            }
            journal.write([.plan(Journal.last)])
            for await seen in reading { #expect(seen == Array(1...21)) }
        }
    }
}
