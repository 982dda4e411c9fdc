import Domain
import Store
import TestSupport
import Testing

/// What can be asked of history.
@Suite struct HistoryTests {
    private func seqs(
        _ hub: Hub, as member: Member? = nil, _ ask: @Sendable (inout HistoryQuery) -> Void
    ) async throws -> [Int64] {
        var query = HistoryQuery()
        query.limit = 200
        ask(&query)
        let ready = query
        let page = try await hub.ask(as: member ?? hub.admin) { reader in
            try Array("{\"items\":".utf8) + reader.changes(ready).items + Array("}".utf8)
        }
        return page.list("items").compactMap { $0.number("seq").map(Int64.init) }.sorted()
    }

    @Test func eachFilterFindsWhatTheLogHas() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.contributor, at: Hub.now.adding(days: 1)) {
            try $0.answerCommitment(hub.commitment, .committed, promise: "In May", reason: nil)
        }
        _ = try await hub.write(as: hub.contributor, at: Hub.now.adding(days: 2)) {
            try $0.edit(hub.task, ["title": .text("Write to them")])
        }
        let edit = hub.log.entries.last?.number ?? 0
        try await hub.write(as: hub.manager, at: Hub.now.adding(days: 2)) { try $0.undo(edit) }
        try await hub.write(as: hub.manager, at: Hub.now.adding(days: 3)) { try $0.remove(hub.task) }
        let deletion = hub.log.changes.last { $0.kind == PlanTask.kind.name }?.seq ?? 0
        _ = try await hub.write(as: hub.manager, at: Hub.now.adding(days: 4)) { try $0.restore(deletedAt: deletion) }

        let all = hub.log.changes.filter { !Kinds.unlisted.contains($0.kind) }
        func expected(_ test: (Change) -> Bool) -> [Int64] { all.filter(test).map(\.seq) }
        func check(
            _ what: String, _ ask: @Sendable (inout HistoryQuery) -> Void, _ test: (Change) -> Bool
        ) async throws {
            let found = try await seqs(hub, ask), wanted = expected(test)
            #expect(found == wanted, "\(what)")
            #expect(!wanted.isEmpty, "\(what) tries nothing")
        }
        try await check("plan", { $0.plan = hub.plan }) { $0.plan == hub.plan }
        try await check("account", { $0.account = hub.account }) { $0.account == hub.account }
        try await check("record", { ($0.plan, $0.record) = (hub.plan, hub.task.raw) }) { $0.record == hub.task.raw }
        try await check("kinds", { $0.kinds = ["task", "comment"] }) { ["task", "comment"].contains($0.kind) }
        try await check("one", { $0.actors = [hub.contributor.id] }) { $0.actor == hub.contributor.id }
        try await check("two", { $0.actors = [hub.contributor.id, hub.manager.id] }) {
            [hub.contributor.id, hub.manager.id].contains($0.actor)
        }
        try await check("between", { ($0.since, $0.until) = (20, 24) }) { (21...24).contains($0.seq) }
        try await check("created", { $0.doings = [.created] }) { $0.action == .create }
        try await check("changed", { $0.doings = [.changed] }) { $0.action == .update && $0.verb == nil }
        try await check("deleted or back", { $0.doings = [.deleted, .restored] }) {
            $0.action == .delete || $0.action == .restore
        }
        try await check("answered", { $0.doings = [.answered] }) { $0.verb == .committed }
        try await check("undone", { $0.doings = [.undone] }) { $0.verb == .undid }
        try await check("from a day", { ($0.from, $0.to) = (.day(Day(2026, 11, 24)), .day(Day(2026, 11, 25))) }) {
            $0.at > Hub.now && $0.at < Hub.now.adding(days: 3)
        }
        try await check("from a moment", { $0.from = .moment(Hub.now.adding(days: 3)) }) {
            $0.at >= Hub.now.adding(days: 3)
        }
    }

    /// Who acts for a team on a plan does so there, whatever team they are of.
    @Test func aTeamIsWhoActsForIt() async throws {
        let hub = try await Hub()
        let marketing = hub.teams[1], success = hub.teams[3]
        _ = try await hub.write(as: hub.manager) { tx in
            let parts = try tx.all(PlanMember.self, where: ["plan": .id(hub.plan.raw)])
            guard let part = parts.first(where: { $0.member == hub.contributor.id }) else { return }
            _ = try tx.edit(part.id, ["team": .id(success.raw), "duty": .null])
        }
        _ = try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["title": .text("Write to them")]) }
        let edit = hub.log.changes.last?.seq ?? 0
        #expect(try await seqs(hub) { ($0.plan, $0.team) = (hub.plan, success) } == [edit])
        #expect(try await seqs(hub) { ($0.plan, $0.team) = (hub.plan, marketing) } == [])
    }
}
