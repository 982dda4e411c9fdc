import Domain
import Store
import TestSupport
import Testing

/// Where agreement was lost within a week: by what, since when, and when no more.
@Suite struct LostTests {
    private func day(_ n: Int) -> Instant { Hub.now.adding(days: n) }
    private func lost(_ hub: Hub, on n: Int, as member: Member? = nil) async throws -> [JSONObject] {
        let json = try await hub.portfolio(as: member ?? hub.leader, at: day(n))
        let lost = json.list("lost")
        #expect((json["sums"] as? JSONObject)?["lost"] as? Int == lost.count)
        return lost
    }
    private func decline(_ hub: Hub, on n: Int) async throws {
        _ = try await hub.write(as: hub.contributor, at: day(n)) {
            try $0.answerCommitment(hub.commitment, .declined, promise: nil, reason: "No time")
        }
    }

    @Test func byDrift() async throws {
        let hub = try await Hub()
        try await hub.sign(.concerns, "Who owns it?")
        try await hub.store.closeDay(at: day(0))
        #expect(try await lost(hub, on: 0).isEmpty, "concerns are agreement")
        let before = try await hub.alignment().number("score")
        try await hub.edit(hub.objective, ["target": .int(60)], at: day(2))
        try await hub.edit(hub.objective, ["target": .int(70)], at: day(3))
        let all = try await lost(hub, on: 3), one = try #require(all.first)
        #expect(all.count == 1 && one.text("team") == hub.teams[1].text && one.text("plan") == hub.plan.text)
        #expect(one.text("reason") == "stale" && one.text("day") == "2026-11-25", "since the first of the changes")
        #expect(one.number("from") == before && one.number("to") ?? 100 < before ?? 0)
        #expect(one.text("accountName") == "Velmora Rail" && one.text("account") == hub.account.text)
        // Changed back, it is found again.
        try await hub.edit(hub.objective, ["target": .int(40)], at: day(4))
        #expect(try await lost(hub, on: 4).isEmpty)
    }

    @Test func aWeekLaterItIsNoNews() async throws {
        let hub = try await Hub()
        try await hub.sign(at: day(0))
        try await hub.edit(hub.objective, ["target": .int(60)], at: day(1))
        #expect(try await lost(hub, on: 8).count == 1)
        #expect(try await lost(hub, on: 9).isEmpty)
    }

    @Test func byDisagreementAndToSayItAgainIsNoNewLoss() async throws {
        let hub = try await Hub()
        try await hub.sign(.disagreed, "Not ours to give", at: day(1))
        try await hub.sign(.disagreed, "Still not ours", at: day(3))
        try await hub.edit(hub.objective, ["target": .int(60)], at: day(4))
        var one = try #require(try await lost(hub, on: 5).first)
        #expect(one.text("reason") == "disagreed" && one.text("day") == "2026-11-24")
        try await hub.sign(at: day(5))
        #expect(try await lost(hub, on: 5).isEmpty, "what is healed is not lost")
        try await hub.sign(.disagreed, "Not after all", at: day(6))
        one = try #require(try await lost(hub, on: 6).first)
        #expect(one.text("day") == "2026-11-29", "a new loss")
    }

    @Test func byADeclineUntilItIsSettledOrAskedAgain() async throws {
        let hub = try await Hub()
        try await decline(hub, on: 1)
        var one = try #require(try await lost(hub, on: 2).first)
        #expect(one.text("reason") == "declined" && one.text("day") == "2026-11-24")
        _ = try await hub.write(as: hub.manager, at: day(2)) { try $0.settleDecline(hub.commitment, note: "So be it") }
        #expect(try await lost(hub, on: 2).isEmpty)
        _ = try await hub.write(as: hub.manager, at: day(3)) { try $0.askCommitmentAgain(hub.commitment, ask: nil) }
        try await decline(hub, on: 4)
        one = try #require(try await lost(hub, on: 4).first)
        #expect(one.text("day") == "2026-11-27", "and declined again it is lost again")
        _ = try await hub.write(as: hub.manager, at: day(5)) { try $0.askCommitmentAgain(hub.commitment, ask: nil) }
        #expect(try await lost(hub, on: 5).isEmpty)
    }

    @Test func ofSeveralTheOneThatCameLastIsTold() async throws {
        let hub = try await Hub()
        try await hub.sign(at: day(0))
        try await hub.edit(hub.objective, ["target": .int(60)], at: day(1))
        try await decline(hub, on: 2)
        #expect(try await lost(hub, on: 2).map { $0.text("reason") } == ["declined"])
        try await hub.sign(at: day(3))
        #expect(try await lost(hub, on: 3).map { $0.text("reason") } == ["declined"], "to agree settles nothing")
        try await hub.edit(hub.objective, ["target": .int(70)], at: day(4))
        let all = try await lost(hub, on: 4)
        #expect(all.map { $0.text("reason") } == ["stale"] && all.first?.text("day") == "2026-11-27")
        try await hub.sign(.disagreed, "Enough", at: day(5))
        #expect(try await lost(hub, on: 5).map { $0.text("reason") } == ["disagreed"])
    }

    @Test func aTeamThatLeftAndAPlanThatIsOverLoseNothing() async throws {
        let hub = try await Hub()
        try await hub.sign(.disagreed, "Not ours", at: day(1))
        let rest = [0, 2, 3].map { Value.id(hub.teams[$0].raw) }
        try await hub.edit(hub.plan, ["teams": .list(rest)], at: day(2))
        #expect(try await lost(hub, on: 2).isEmpty)
        try await hub.edit(hub.plan, ["teams": .list(hub.teams.map { .id($0.raw) })], at: day(3))
        #expect(try await lost(hub, on: 3).count == 1, "its word was kept")
        try await hub.edit(hub.plan, ["state": .text("closed")], at: day(4))
        #expect(try await lost(hub, on: 4).isEmpty)
    }

    @Test func theDayIsTheWorkspaces() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.admin) { try $0.edit(hub.workspace, ["timeZone": .text("Pacific/Auckland")]) }
        try await hub.sign()
        // 12:00 in UTC, and there 01:00 on the 24th.
        try await hub.edit(hub.objective, ["target": .int(60)], at: Hub.now.adding(seconds: 3 * 3600))
        #expect(try await lost(hub, on: 1).first?.text("day") == "2026-11-24")
    }
}
