import Domain
import Foundation
import Live

/// Entries made up for the tests, and helpers to read a stream as its client would.
enum Made {
    static let actor = ID<Member>(Identifier(high: 0x7000, low: 1))
    static func member(_ n: Int) -> ID<Member> { ID(Identifier(high: 0x7001, low: UInt64(n))) }
    static func plan(_ n: Int) -> ID<Plan> { ID(Identifier(high: 0x7002, low: UInt64(n))) }

    static func change(
        _ seq: Int64, entry: Int64, _ audience: Audience, kind: String = "task", record: Identifier = .none
    ) -> Change {
        var plan: ID<Plan>?
        if case .plan(let one) = audience { plan = one }
        return Change(
            seq: seq, entry: entry, at: Instant(milliseconds: 0), actor: actor, kind: kind, record: record,
            action: .update, verb: nil, plan: plan, account: nil, audience: audience,
            json: Array("{\"seq\":\(seq),\"kind\":\"\(kind)\"}".utf8))
    }

    /// One entry, a change for each audience.
    static func entry(
        _ number: Int64, _ audiences: Audience..., kind: String = "task", record: Identifier = .none
    ) -> Entry {
        let changes = audiences.enumerated().map { place, audience in
            change(number + Int64(place), entry: number, audience, kind: kind, record: record)
        }
        return Entry(number: number, at: Instant(milliseconds: 0), actor: actor, changes: changes)
    }

    /// - Parameter hidden: for a stream of everything, the plans that it is not to hear of
    static func grant(
        _ member: Int = 1, _ plans: [Int] = [1], staff: Bool = true, hidden: [Int]? = nil, seq: Int64 = 0
    ) -> Grant {
        Grant(
            member: Self.member(member), isStaff: staff, plans: Set(plans.map(plan)),
            hidden: hidden.map { Set($0.map(plan)) }, seq: seq)
    }
}

/// What a client makes of the bytes.
struct Event: Equatable {
    var id: String?, name = "", data = ""

    static func all(in bytes: [UInt8]) -> [Event] {
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n").compactMap { block in
            var event = Event()
            for line in block.split(separator: "\n") {
                if line.hasPrefix(":") { return nil }
                if line.hasPrefix("id: ") { event.id = String(line.dropFirst(4)) }
                if line.hasPrefix("event: ") { event.name = String(line.dropFirst(7)) }
                if line.hasPrefix("data: ") { event.data = String(line.dropFirst(6)) }
            }
            return event.name.isEmpty ? nil : event
        }
    }

    /// The `seq` of each change in it, in order.
    var changes: [Int64] {
        data.components(separatedBy: "{\"seq\":").dropFirst(2).compactMap { part in Int64(part.prefix { $0.isNumber }) }
    }
}

extension EventStream {
    /// The events of the next step; fails the test's expectation by being empty when the step is another.
    func events() async -> [Event] {
        guard case .send(let bytes) = await next() else { return [] }
        return Event.all(in: bytes)
    }
}
