import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Of whom the pulse is asked, and when.
@Suite struct PulseTests {
    private func card(_ hub: Hub, _ member: Member, at now: Instant) async throws -> JSONObject {
        try #require(try await hub.ask(as: member, at: now) { try $0.home() }["pulse"] as? JSONObject)
    }
    /// The plans of the card, those that were answered first.
    private func asked(_ card: JSONObject) -> (answered: [String], waiting: [String]) {
        let plans = card.list("plans")
        return (
            plans.filter { $0["answered"] is JSONObject }.compactMap { $0.text("plan") },
            plans.filter { $0["answered"] is NSNull }.compactMap { $0.text("plan") }
        )
    }

    @Test func nobodyIsAskedMoreThanThreeAWeek() async throws {
        let company = try await Company(), hub = company.hub, me = hub.contributor
        var card = try await card(hub, me, at: Hub.now)
        #expect(card.text("week") == "2026-11-23" && card.text("closes") == "2026-11-29")
        #expect(asked(card).answered.isEmpty && asked(card).waiting.count == 3)
        var given: [String] = []
        for n in 1...3 {
            let next = try #require(asked(card).waiting.first.flatMap { Identifier($0) })
            try await hub.pulse(by: me, n, on: ID(next), note: "Week \(n)")
            given.append(next.text)
            card = try await self.card(hub, me, at: Hub.now.adding(days: 6))
            #expect(Set(asked(card).answered) == Set(given), "what was answered stays, so that it can be changed")
            #expect(asked(card).waiting.count == 3 - n && Set(asked(card).waiting).isDisjoint(with: given))
        }
        let third = card.list("plans").first { $0.text("plan") == given[2] }?["answered"] as? JSONObject
        #expect(third?["clarity"] as? Int == 3 && third?.text("note") == "Week 3")
        // A fourth that is given unasked is shown, and asks for no other.
        let fourth = try #require(company.plans.first { !given.contains($0.text) })
        try await hub.pulse(by: me, 4, on: fourth)
        card = try await self.card(hub, me, at: Hub.now)
        #expect(asked(card).answered.count == 4 && asked(card).waiting.isEmpty)
    }

    @Test func thoseComeFirstThatWereNotAnsweredForLongest() async throws {
        let company = try await Company(), hub = company.hub, me = hub.guest
        // Of a member with four plans, three are asked each week, and in turn.
        let mine = Array(company.plans.filter { !company.restricted.contains($0) }.prefix(4))
        let stranger = hub.stranger
        _ = try await hub.write(as: hub.manager) { tx in
            for plan in mine {
                try tx.insert(
                    PlanMember(tx.newID()) { ($0.plan, $0.member, $0.team) = (plan, stranger.id, stranger.team) })
            }
        }
        var last: [String: Int] = [:]
        for week in 0..<6 {
            let now = Hub.now.adding(days: 7 * week), waiting = asked(try await card(hub, stranger, at: now)).waiting
            let wanted = mine.map(\.text).sorted { (last[$0] ?? -1, $0) < (last[$1] ?? -1, $1) }.prefix(3)
            #expect(waiting == Array(wanted), "in week \(week)")
            for id in waiting {
                try await hub.pulse(by: stranger, 4, on: ID(try #require(Identifier(id))), at: now)
                last[id] = week
            }
        }
        #expect(asked(try await card(hub, me, at: Hub.now)).waiting.isEmpty, "guests are not asked")
    }

    @Test func withinItsWeekItIsChangedAndInTheNextItIsAnother() async throws {
        let hub = try await Hub()
        func all() async throws -> [Pulse] { try await hub.write(as: hub.admin) { try $0.all(Pulse.self, where: [:]) } }
        try await hub.pulse(by: hub.viewer, 2)
        try await hub.pulse(by: hub.viewer, 5, note: "On second thoughts", at: Hub.now.adding(days: 6))
        #expect(try await all().map(\.clarity) == [5])
        try await hub.pulse(by: hub.viewer, 1, at: Hub.now.adding(days: 7))
        #expect(try await all().map(\.week) == [Day(2026, 11, 23), Day(2026, 11, 30)])
        #expect(try await hub.differences() == [])
    }

    @Test func itIsAskedOnActivePlansOnly() async throws {
        let hub = try await Hub()
        let invalid = await #expect(throws: Invalid.self) {
            try await hub.pulse(by: hub.manager, 3, on: hub.restricted)
        }
        #expect(invalid?.problems.map(\.field) == ["plan"])
        await #expect(throws: NotFound.self) { try await hub.pulse(by: hub.stranger, 3, on: hub.restricted) }
        await #expect(throws: Forbidden.self) { try await hub.pulse(by: hub.leader, 3) }
        try await hub.pulse(by: hub.manager, 3)
        try await hub.edit(hub.plan, ["state": .text("closed")])
        await #expect(throws: PlanClosed.self) { try await hub.pulse(by: hub.manager, 4) }
        #expect(try await card(hub, hub.manager, at: Hub.now).list("plans").isEmpty)
    }

    @Test func aPulseIsFromOneToFive() async throws {
        let hub = try await Hub()
        for level in [0, 6, -1] {
            let invalid = await #expect(throws: Invalid.self) { try await hub.pulse(by: hub.viewer, level) }
            #expect(invalid?.problems.map(\.field) == ["clarity", "agreement", "confidence"])
        }
        for week in [Day(2026, 11, 16), Day(2026, 11, 24), Day(2026, 11, 30)] {
            let invalid = await #expect(throws: Invalid.self) {
                try await hub.write(as: hub.viewer) {
                    try $0.givePulse(on: hub.plan, week: week, clarity: 3, agreement: 3, confidence: 3, note: nil)
                }
            }
            #expect(invalid?.problems.map(\.field) == ["week"], "\(week.text)")
        }
    }

    @Test func itCountsForThirtyDaysFromItsWeeksEnd() async throws {
        let hub = try await Hub()
        for (member, level) in [(hub.manager, 2), (hub.contributor, 4)] { try await hub.pulse(by: member, level) }
        func teams(_ day: Int) async throws -> Int {
            let pulses = try await hub.alignment(at: Hub.now.adding(days: day))["pulses"] as? JSONObject
            return pulses?.list("teams").count ?? -1
        }
        #expect(try await teams(6) == 0, "the week is open")
        #expect(try await teams(7) == 2)
        #expect(try await teams(30) == 2)
        #expect(try await teams(31) == 0)
        // Who changes the team they act for takes their word along; who leaves the plan takes it away.
        let part = try await hub.write(as: hub.admin) {
            try #require(try $0.planMember(hub.contributor.id, on: hub.plan)).id
        }
        try await hub.edit(part, ["team": .id(hub.teams[0].raw), "duty": .null])
        #expect(try await teams(7) == 1)
        try await hub.write(as: hub.manager) { try $0.remove(part) }
        #expect(try await teams(7) == 1)
    }
}
