import Domain
import Foundation
import Store
import TestSupport
import Testing

/// Promises between teams over a period, what a team has before it, and the day it is.
@Suite struct ReliabilityTests {
    private static let today = Day(2026, 11, 23)

    private func row(
        _ hub: Hub, from first: Day? = nil, to last: Day? = nil, on day: Int = 0
    ) async throws -> JSONObject {
        let json = try await hub.ask(as: hub.leader, at: Hub.now.adding(days: day)) {
            try $0.reliability(from: first, to: last)
        }
        let rows = json.list("rows")
        #expect(rows.count <= 1)
        return rows.first ?? [:]
    }
    /// A promise of Marketing's to Sales.
    private func promise(
        _ hub: Hub, _ day: Day, answeredAfter wait: Int = 0, _ edit: Patch = [:]
    ) async throws -> ID<PlanTask> {
        let task = try await hub.write(as: hub.manager) { tx in
            try tx.insert(
                PlanTask(tx.newID()) { ($0.plan, $0.team, $0.title, $0.due) = (hub.plan, hub.teams[1], "Write", day) })
        }
        let at = Hub.now.adding(seconds: wait)
        _ = try await hub.write(as: hub.contributor, at: at) {
            try $0.answerTask(task.id, .accepted, day: nil, reason: nil)
        }
        if !edit.members.isEmpty {
            _ = try await hub.write(as: hub.contributor, at: at) { try $0.edit(task.id, edit) }
        }
        return task.id
    }

    @Test func periodsLongerAndShorterThanTheWindowOfTheScore() async throws {
        let hub = try await Hub(), today = Self.today
        for (days, status) in [(-300, "doing"), (-90, "doing"), (-5, "todo"), (0, "done"), (20, "todo")] {
            _ = try await promise(hub, today + days, ["status": .text(status)])
        }
        func figures(_ first: Day?, _ last: Day?) async throws -> [Int] {
            let one = try await row(hub, from: first, to: last)
            return ["made", "due", "kept"].map { one[$0] as? Int ?? 0 }
        }
        #expect(try await figures(nil, nil) == [3, 3, 1], "the last 90 days where none are named")
        #expect(try await figures(today + -365, today) == [4, 4, 1])
        #expect(try await figures(today + -365, today + 365) == [5, 4, 1], "what is not due yet is made all the same")
        #expect(try await figures(today + -7, today) == [2, 2, 1])
        #expect(try await figures(today + -299, today + -91) == [0, 0, 0])
        #expect(try await figures(today + 1, today + 30) == [1, 0, 0])
        #expect(try await row(hub, from: today + -299, to: today + -91).isEmpty, "of nothing there is no row")
        let week = try await row(hub, from: today + -7, to: today)
        #expect(week.text("from") == hub.teams[0].text && week.text("to") == hub.teams[1].text)
        #expect(week.number("share") == 0.5)
        #expect(try await row(hub, from: today + 1, to: today + 30)["share"] is NSNull)
    }

    @Test func missesCountBesideWhatBecameOfThem() async throws {
        let hub = try await Hub(), task = try await promise(hub, Self.today + -3)
        _ = try await hub.write(as: hub.contributor) { try $0.edit(task, ["due": .text("2026-11-30")]) }
        _ = try await hub.write(as: hub.manager) { try $0.answerTask(task, .accepted, day: nil, reason: nil) }
        _ = try await hub.write(as: hub.contributor, at: Hub.now.adding(days: 5)) {
            try $0.edit(task, ["status": .text("done")])
        }
        let row = try await row(hub, on: 10)
        #expect(row["made"] as? Int == 2 && row["due"] as? Int == 2 && row["kept"] as? Int == 1)
    }

    /// Whenever it was promised, and for whenever: what is dropped is missed on the day.
    @Test func whatWasDroppedCountsAtOnce() async throws {
        let hub = try await Hub()
        _ = try await promise(hub, Self.today + 400, ["status": .text("dropped")])
        let plan = try await hub.alignment(at: Hub.now.adding(days: 120)).list("promises").first
        #expect(plan?["due"] as? Int == 1 && plan?["kept"] as? Int == 0)
        let row = try await row(hub, on: 120)
        #expect(row["due"] as? Int == 1 && row["kept"] as? Int == 0, "as in the score of the plan")
    }

    @Test func waitingIsNeverNegative() async throws {
        let hub = try await Hub(), day = 86_400
        _ = try await promise(hub, Self.today, answeredAfter: -day)
        #expect(try await row(hub).number("medianDays") == 0, "the clock had jumped back")
        _ = try await promise(hub, Self.today, answeredAfter: 3 * day)
        #expect(try await row(hub, to: Self.today + 30).number("medianDays") == 1.5, "between two the middle")
        _ = try await promise(hub, Self.today, answeredAfter: day)
        #expect(try await row(hub, to: Self.today + 30).number("medianDays") == 1)
        #expect(try await row(hub, from: Self.today + 3, to: Self.today + 3).number("medianDays") == 3)
    }

    /// The first word counts, whatever is said later.
    @Test func waitingEndsWithTheFirstAnswer() async throws {
        let hub = try await Hub(), day = Day(2026, 12, 20)
        _ = try await hub.write(as: hub.contributor, at: Hub.now.adding(days: 2)) {
            try $0.answerTask(hub.task, .countered, day: day, reason: nil)
        }
        _ = try await hub.write(as: hub.manager, at: Hub.now.adding(days: 9)) {
            try $0.answerTask(hub.task, .accepted, day: nil, reason: nil)
        }
        #expect(try await row(hub, on: 10).number("medianDays") == 2)
    }

    @Test func itIsForLeadersAndNamesNobody() async throws {
        let hub = try await Hub()
        _ = try await promise(hub, Self.today + -1)
        for member in [hub.manager, hub.contributor, hub.viewer, hub.stranger, hub.guest] {
            await #expect(throws: Forbidden.self, "\(member.name)") {
                try await hub.ask(as: member) { try $0.reliability(from: nil, to: nil) }
            }
        }
        let bytes = try await hub.read(as: hub.admin) { try $0.reliability(from: nil, to: nil) }
        let text = String(decoding: bytes, as: UTF8.self)
        for member in [hub.manager, hub.contributor] { #expect(!text.contains(member.id.text)) }
        let invalid = await #expect(throws: Invalid.self) {
            try await row(hub, from: Self.today, to: Self.today + -1)
        }
        #expect(invalid?.problems.map(\.field) == ["to"])
    }

    // MARK: the board of a team

    @Test func aBoardHasOfPlansNoMoreThanItNames() async throws {
        let company = try await Company(), hub = company.hub
        await #expect(throws: Forbidden.self) {
            try await hub.ask(as: hub.guest) { try $0.board(of: hub.teams[0], weeks: 4) }
        }
        for member in [hub.leader, hub.stranger] {
            for team in hub.teams {
                let board = try await hub.ask(as: member, at: Company.now) { try $0.board(of: team, weeks: 4) }
                let rows = ["requests", "promises", "asked", "commitments"].flatMap(board.list)
                let named = Set(rows.compactMap { $0.text("plan") })
                #expect(Set(board.list("plans").compactMap { $0.text("id") }) == named, "\(member.name)")
                let accounts = Set(board.list("plans").compactMap { $0.text("account") })
                #expect(Set(board.list("accounts").compactMap { $0.text("id") }) == accounts)
                let cells = ["asked", "commitments"].flatMap(board.list)
                let objectives = Set(cells.compactMap { $0.text("objective") })
                #expect(Set(board.list("objectives").compactMap { $0.text("id") }) == objectives)
                #expect(rows.allSatisfy { $0.text("team") == team.text } && board.list("load").count == 4)
                if member.id != hub.leader.id { #expect(named.isDisjoint(with: company.restricted.map(\.text))) }
            }
        }
        let idle = try await hub.ask(as: hub.leader) { try $0.board(of: hub.teams[3], weeks: 1) }
        #expect(["plans", "accounts", "objectives"].allSatisfy { idle.list($0).isEmpty }, "of twenty plans none")
        let busy = try await hub.ask(as: hub.leader, at: Company.now) { try $0.board(of: hub.teams[1], weeks: 1) }
        #expect(busy.list("requests").count == 8 && busy.list("promises").count == 11)
    }

    @Test func overdueIsAsTheWorkspacesDaySays() async throws {
        let hub = try await Hub(), account = hub.account, team = hub.teams[1]
        // Due on 1 December; then it is noon, in UTC.
        let noon = try #require(Instant("2026-12-01T12:00:00Z"))
        func overdue() async throws -> [Int?] {
            let page = try await hub.ask(as: hub.viewer, at: noon) {
                try Array("{".utf8) + $0.plansOfAccounts([account.raw]) + Array("}".utf8)
            }
            let screen = try await hub.ask(as: hub.viewer, at: noon) { try $0.overview(of: account) }
            let figures = [page, screen].map { ($0["figures"] as? JSONObject)?[hub.plan.text] as? JSONObject }
            return figures.map { $0?["overdue"] as? Int }
        }
        func zone(_ name: String) async throws {
            _ = try await hub.write(as: hub.admin, at: noon) { try $0.edit(hub.workspace, ["timeZone": .text(name)]) }
        }
        #expect(try await overdue() == [0, 0])
        try await zone("Pacific/Auckland")
        #expect(try await overdue() == [1, 1], "there it is the 2nd")
        try await zone("America/Los_Angeles")
        #expect(try await overdue() == [0, 0])
        let late = try #require(Instant("2026-12-06T23:30:00Z"))
        func week() async throws -> String? {
            try await hub.ask(as: hub.viewer, at: late) { try $0.board(of: team, weeks: 1) }.list("load").first?.text(
                "week")
        }
        #expect(try await week() == "2026-11-30", "there it is Sunday")
        try await zone("Europe/Vienna")
        #expect(try await week() == "2026-12-07", "and there it is Monday")
    }
}
