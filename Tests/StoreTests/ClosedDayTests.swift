import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// The closing of days, and the history of the score that it leaves.
@Suite struct ClosedDayTests {
    private func day(_ n: Int) -> Instant { Hub.now.adding(days: n) }
    /// `23` is 23 November.
    private func history(_ hub: Hub, on n: Int) async throws -> [(day: String, score: Double)] {
        let json = try await hub.ask(as: hub.admin, at: day(n)) { try $0.alignmentHistory(of: hub.plan) }
        return json.list("items").map { ($0.text("day") ?? "", $0.number("score") ?? -1) }
    }
    private func score(_ hub: Hub, on n: Int) async throws -> Double {
        try #require(try await hub.alignment(at: day(n)).number("score"))
    }
    private func item(_ hub: Hub, on n: Int) async throws -> JSONObject {
        try #require(try await hub.portfolio(as: hub.leader, at: day(n)).list("items").first)
    }
    /// From the day that is so many days after the first on.
    private func days(_ range: ClosedRange<Int>) -> [String] { range.map { (Day(2026, 11, 23) + $0).text } }

    @Test func aDayIsClosedOnce() async throws {
        let hub = try await Hub()
        try await hub.sign()
        try await hub.store.closeDay(at: day(0))
        let before = hub.store.commits, moved = hub.log.scores.count
        try await hub.store.closeDay(at: day(0).adding(seconds: 3600))
        #expect(
            hub.store.commits.writes == before.writes + 1, "it asks whether there is anything to do, and there is not")
        #expect(hub.log.scores.count == moved && hub.log.changes.allSatisfy { $0.at == Hub.now })
        try await hub.store.closeDay(at: day(1))
        #expect(hub.store.commits.writes > before.writes + 2)
        #expect(try await history(hub, on: 1).map(\.day) == days(0...1))
    }

    @Test func daysThatWereMissedGetTheScoreThatStoodThen() async throws {
        let hub = try await Hub()
        // Promised for 1 December, which is day 8; it is then not kept.
        _ = try await hub.write(as: hub.contributor) { try $0.answerTask(hub.task, .accepted, day: nil, reason: nil) }
        try await hub.sign()
        try await hub.store.closeDay(at: day(0))
        let stood = try await score(hub, on: 0)
        try await hub.store.closeDay(at: day(11))
        let now = try await score(hub, on: 11), told = try await history(hub, on: 11)
        #expect(now < stood && told.map(\.day) == days(0...11))
        #expect(told.dropLast().allSatisfy { $0.score == stood } && told.last?.score == now)
        #expect(try await item(hub, on: 11).number("score") == now, "the day alone moved it")
    }

    @Test func onlyActivePlansHaveAHistory() async throws {
        let hub = try await Hub()
        try await hub.store.closeDay(at: day(0))
        let draft = try await hub.ask(as: hub.admin) { try $0.alignmentHistory(of: hub.restricted) }
        #expect(draft.list("items").isEmpty)
        try await hub.edit(hub.plan, ["state": .text("closed")])
        try await hub.store.closeDay(at: day(3))
        #expect(try await history(hub, on: 3).map(\.day) == days(0...0), "a closed plan keeps what it has")
    }

    /// Between its steps others write; what was filled before it was interrupted stays as it is.
    @Test func whereItWasInterruptedItGoesOn() async throws {
        let hub = try await Hub()
        try await hub.store.closeDay(at: day(0))
        let stood = try await score(hub, on: 0)
        try await hub.store.closeDay(at: day(4))
        try await hub.write(as: hub.admin) { tx in
            try tx.connection.run("UPDATE setting SET value = '2026-11-23' WHERE name = 'scored'")
            try tx.connection.run("DELETE FROM alignment_day WHERE day = '2026-11-27'")
        }
        try await hub.sign(at: day(4))
        try await hub.store.closeDay(at: day(4))
        let told = try await history(hub, on: 4), now = try await score(hub, on: 4)
        #expect(told.map(\.day) == days(0...4) && now > stood)
        #expect(told.map(\.score) == [stood, stood, stood, stood, now])
        let before = hub.store.commits.writes
        try await hub.store.closeDay(at: day(4))
        #expect(hub.store.commits.writes == before + 1)
    }

    @Test func twoAtOnceDoNoHarm() async throws {
        let hub = try await Hub()
        try await hub.store.closeDay(at: day(0))
        try await hub.sign()
        let stood = try await score(hub, on: 0)
        async let first: Void = hub.store.closeDay(at: day(3))
        async let second: Void = hub.store.closeDay(at: day(3))
        _ = try await (first, second)
        let told = try await history(hub, on: 3)
        #expect(told.map(\.day) == days(0...3) && told.allSatisfy { $0.score == stood })
    }

    @Test func aClockThatJumpsBackLeavesWhatIsWritten() async throws {
        let hub = try await Hub()
        for n in [0, 1, 4] { try await hub.store.closeDay(at: day(n)) }
        let whole = try await history(hub, on: 4)
        try await hub.store.closeDay(at: day(2))
        #expect(try await history(hub, on: 2).map(\.day) == days(0...2), "no day is told that has not come")
        try await hub.store.closeDay(at: day(-400))
        #expect(try await history(hub, on: 4).map(\.day) == days(-400 ... -400) + days(0...4))
        for n in [2, 3, 4, 5] { try await hub.store.closeDay(at: day(n)) }
        let told = try await history(hub, on: 5)
        #expect(told.suffix(6).map(\.day) == days(0...5))
        #expect(told.suffix(6).dropLast().map(\.score) == whole.map(\.score))
    }

    @Test func whatAClockWroteAheadOfItsTimeIsWrittenAnew() async throws {
        let hub = try await Hub()
        try await hub.store.closeDay(at: day(0))
        let early = try await score(hub, on: 0)
        try await hub.store.closeDay(at: day(10))
        try await hub.store.closeDay(at: day(0))
        try await hub.sign()
        let signed = try await score(hub, on: 0)
        #expect(signed > early)
        for n in 1...3 { try await hub.store.closeDay(at: day(n)) }
        #expect(try await history(hub, on: 3).map(\.score) == [signed, signed, signed, signed])
    }

    @Test func aClockYearsAheadIsBounded() async throws {
        let hub = try await Hub()
        try await hub.store.closeDay(at: day(0))
        try await hub.store.closeDay(at: day(20 * 365))
        let ahead = try await history(hub, on: 20 * 365)
        #expect(ahead.count == 730 && ahead.last?.day == (Day(2026, 11, 23) + 20 * 365).text)
        for n in [0, 1] { try await hub.store.closeDay(at: day(n)) }
        #expect(try await history(hub, on: 1).map(\.day) == days(0...1))
        #expect(try await item(hub, on: 1)["trend30"] is NSNull, "no score of a day to come is an earlier one")
    }

    @Test func theTrendIsSinceThirtyDaysAgo() async throws {
        let hub = try await Hub()
        func trend(_ n: Int) async throws -> Double? { try await item(hub, on: n).number("trend30") }
        func isNear(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 0.05 } ?? false }
        try await hub.store.closeDay(at: day(0))
        let first = try await score(hub, on: 0)
        try await hub.sign(at: day(10))
        try await hub.store.closeDay(at: day(29))
        #expect(try await trend(29) == nil, "there is no score of thirty days ago yet")
        try await hub.store.closeDay(at: day(30))
        let signed = try await score(hub, on: 30)
        #expect(signed > first)
        #expect(isNear(try await trend(30), signed - first))
        // It moves with each commit,
        try await hub.sign(.disagreed, "Not ours", at: day(30))
        let now = try await score(hub, on: 30)
        #expect(now < signed)
        #expect(isNear(try await trend(30), now - first))
        // and with the day that it looks back to.
        try await hub.store.closeDay(at: day(40))
        #expect(isNear(try await trend(40), now - signed))
        let spark = try await item(hub, on: 40)["spark"] as? [Double]
        #expect(try await history(hub, on: 40).suffix(30).map(\.score) == spark)
    }
}
