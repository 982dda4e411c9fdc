import Domain
import Foundation
import JSON
import Store
import TestSupport
import Testing

/// Until its week closes nobody gets another's pulse, or anything from which it could be told.
@Suite struct BlindnessTests {
    private static let secret = "Whose budget is it"
    private func day(_ n: Int) -> Instant { Hub.now.adding(days: n) }

    /// Every way out for one member: its name, and what comes.
    private func ways(_ hub: Hub, _ member: Member, at now: Instant) async throws -> [String: String] {
        try await hub.store.read(as: Caller(member), at: now) { reader in
            let ways = Ways(reader: reader)
            ways.takeAll(of: hub, author: hub.contributor.id)
            return ways.told
        }
    }

    /// A house in which last week's pulses are told and this week's are given; only one of these is another.
    private func house(_ levels: [Int], _ note: String?) async throws -> Hub {
        let hub = try await Hub()
        for (member, level) in [(hub.manager, 4), (hub.contributor, 2), (hub.viewer, 5)] {
            try await hub.pulse(by: member, level, note: "Last week", at: day(-7))
        }
        try await hub.sign()
        try await hub.store.closeDay(at: day(0))
        try await hub.pulse(by: hub.viewer, 3)
        for all in [levels, Array(levels.reversed())] {
            _ = try await hub.write(as: hub.contributor, at: day(1)) {
                try $0.givePulse(
                    on: hub.plan, week: nil, clarity: all[0], agreement: all[1], confidence: all[2], note: note)
            }
        }
        try await hub.edit(hub.objective, ["target": .int(60)], at: day(2))
        try await hub.store.closeDay(at: day(3))
        try await hub.sign(.concerns, "Since when?", at: day(3))
        return hub
    }

    @Test func whoeverAsksGetsTheSameWhateverTheNumbersAre() async throws {
        let (one, two) = try await (house([1, 2, 1], nil), house([5, 4, 5], Self.secret))
        #expect(one.log.changes.map(\.seq) == two.log.changes.map(\.seq), "nothing else differs")
        let others = [\Hub.admin, \.leader, \.manager, \.viewer, \.stranger, \.guest, \.outsider]
        for moment in [day(3), day(6)] {
            for other in others {
                let (first, second) = try await (
                    ways(one, one[keyPath: other], at: moment), ways(two, two[keyPath: other], at: moment)
                )
                #expect(Set(first.keys) == Set(second.keys) && first.count > 60)
                for (name, bytes) in first {
                    #expect(bytes == second[name], "\(name) for \(one[keyPath: other].name)")
                    #expect(second[name]?.contains(Self.secret) == false)
                }
            }
        }
        // The test could fail: their author gets them, and so do all of the staff when the week has closed.
        let mine = try await (ways(one, one.contributor, at: day(3)), ways(two, two.contributor, at: day(3)))
        #expect(mine.0.keys.filter { mine.0[$0] != mine.1[$0] }.count > 5)
        for other in others.dropLast(2) {
            let (first, second) = try await (
                ways(one, one[keyPath: other], at: day(7)), ways(two, two[keyPath: other], at: day(7))
            )
            let told = Set(first.keys.filter { first[$0] != second[$0] })
            #expect(told.isSuperset(of: ["list pulses", "alignment, open"]), "\(one[keyPath: other].name)")
            #expect(told.isDisjoint(with: ["changes", "changes of pulses", "version, open", "snapshot, open"]))
        }
        for guest in others.suffix(2) {
            let (first, second) = try await (
                ways(one, one[keyPath: guest], at: day(7)), ways(two, two[keyPath: guest], at: day(7))
            )
            #expect(first == second, "what our people feel is never a guest's")
        }
        for hub in [one, two] { #expect(try await hub.differences() == []) }
    }

    @Test func streamsCarryTheSameWhateverTheNumbersAre() async throws {
        let (one, two) = try await (house([1, 2, 1], nil), house([5, 4, 5], Self.secret))
        func heard(_ hub: Hub) -> [String] {
            hub.log.changes.filter { $0.audience != .member(hub.contributor.id) }
                .map { "\($0.seq) \($0.audience) " + String(decoding: $0.json, as: UTF8.self) }
        }
        #expect(heard(one) == heard(two))
        #expect(one.log.scores.map(\.json) == two.log.scores.map(\.json) && !one.log.scores.isEmpty)
        for hub in [one, two] {
            let moved = hub.log.scores.count
            try await hub.pulse(by: hub.contributor, 3, at: day(4))
            #expect(hub.log.scores.count == moved, "a pulse moves no score while its week is open")
            #expect(hub.log.changes.last?.audience == .member(hub.contributor.id))
            let journal = try await hub.read(as: hub.admin) { try $0.entries(after: 0, limit: 10_000) }
            for change in journal.flatMap(\.changes) where change.kind == "pulse" {
                #expect(change.audience == .member(change.actor), "and so says the journal")
            }
        }
    }

    /// But for how far the journal has come, not even that one was given can be told.
    @Test func thatOneWasGivenMovesNothing() async throws {
        let hub = try await house([1, 2, 1], nil)
        func told(_ member: Member) async throws -> [String: String] {
            try await ways(hub, member, at: day(4)).mapValues { $0.replacing(/"seq":[0-9]+/, with: "") }
        }
        let others = [hub.admin, hub.manager, hub.viewer, hub.stranger, hub.guest]
        var before: [ID<Member>: [String: String]] = [:]
        for member in others { before[member.id] = try await told(member) }
        try await hub.pulse(by: hub.contributor, 5, note: Self.secret, at: day(4))
        for member in others {
            let after = try await told(member)
            for (name, text) in before[member.id] ?? [:] { #expect(after[name] == text, "\(name) for \(member.name)") }
        }
    }

    @Test func theTimeZoneDoesNotOpenTheWeek() async throws {
        let hub = try await Hub(), noon = try #require(Instant("2026-11-29T12:00:00Z"))
        for (member, level) in [(hub.contributor, 5), (hub.manager, 1)] {
            try await hub.pulse(by: member, level, note: Self.secret)
        }
        func isTold(at now: Instant) async throws -> Bool {
            let told = try await ways(hub, hub.admin, at: now).values.contains { $0.contains(Self.secret) }
            let teams = try await hub.alignment(at: now)["pulses"] as? JSONObject
            #expect(told == !(teams?.list("teams").isEmpty ?? true))
            return told
        }
        func zone(_ name: String, at now: Instant) async throws {
            _ = try await hub.write(as: hub.admin, at: now) { try $0.edit(hub.workspace, ["timeZone": .text(name)]) }
        }
        // There it is Monday already.
        try await zone("Pacific/Kiritimati", at: noon)
        try await hub.store.closeDay(at: noon)
        #expect(try await !isTold(at: noon))
        #expect(try await hub.portfolio(as: hub.leader, at: noon).list("items").first?.flag("isProvisional") == true)
        // And there it is Sunday still, but the week was to close by now.
        let monday = try #require(Instant("2026-11-30T00:00:00Z"))
        try await zone("Pacific/Pago_Pago", at: noon)
        #expect(try await !isTold(at: Instant(milliseconds: monday.milliseconds - 1)))
        #expect(try await isTold(at: monday))
    }

    /// Drafts of earlier days may hold pulses; a plan goes with all that is in it.
    @Test func toDeleteAPlanDoesNotShowItsPulses() async throws {
        let hub = try await Hub(), author = hub.contributor
        _ = try await hub.write(as: hub.manager) { tx in
            try tx.insert(
                PlanMember(tx.newID()) { ($0.plan, $0.member, $0.team) = (hub.restricted, author.id, author.team) })
        }
        let pulse = try await hub.write(as: author) { tx in
            try tx.insert(
                Pulse(tx.newID()) {
                    ($0.plan, $0.member, $0.week, $0.note) = (hub.restricted, author.id, Day(2026, 11, 23), Self.secret)
                }, verb: .pulsed)
        }
        func isHidden(_ when: String) async throws {
            for member in [hub.admin, hub.leader, hub.manager] {
                let told = try await ways(hub, member, at: day(1))
                #expect(!told.values.contains { $0.contains(Self.secret) }, "from \(member.name) \(when)")
                #expect(told["changes of pulses"] == "[]")
            }
            for change in hub.log.changes where change.kind == "pulse" {
                #expect(change.audience == .member(author.id), "\(when)")
            }
        }
        try await hub.write(as: hub.admin) { try $0.remove(hub.restricted) }
        let deletion = hub.log.entries.last?.number ?? 0
        #expect(hub.log.changes.contains { $0.kind == "pulse" && $0.action == .delete })
        try await isHidden("when it is gone")
        try await hub.write(as: hub.admin) { try $0.undo(deletion) }
        try await isHidden("when it is back")
        #expect(try await hub.read(as: author) { try $0.find(pulse.id)?.note } == Self.secret, "it came back whole")
        #expect(try await hub.read(as: hub.admin) { try $0.find(pulse.id) } == nil)
        for change in hub.log.changes where change.kind == "pulse" && change.action == .create {
            await #expect(throws: NotFound.self) { try await hub.write(as: hub.admin) { try $0.undo(change.entry) } }
        }
        #expect(try await hub.differences() == [])
    }

    @Test func anAuthorKeepsTheirOwn() async throws {
        let hub = try await Hub()
        try await hub.pulse(by: hub.contributor, 4, note: Self.secret)
        let mine = try await ways(hub, hub.contributor, at: day(0))
        for name in ["list pulses", "changes of pulses", "home"] {
            #expect(mine[name]?.contains(Self.secret) == true, "\(name)")
        }
        for name in ["snapshot, open", "alignment, open", "portfolio by score"] {
            #expect(mine[name]?.contains(Self.secret) == false, "what is the same for everybody has none of it")
        }
        let part = try await hub.write(as: hub.admin) {
            try #require(try $0.planMember(hub.contributor.id, on: hub.plan)).id
        }
        try await hub.write(as: hub.manager) { try $0.remove(part) }
        #expect(try await ways(hub, hub.manager, at: day(0)).values.allSatisfy { !$0.contains(Self.secret) })
    }
}
