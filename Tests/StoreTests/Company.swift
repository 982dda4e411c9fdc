import Domain
import Store
import TestSupport

/// The small workspace with twenty more accounts and an active plan for each: signed, declined, overdue and stale in
/// every mixture, some measured and some provisional, two of them restricted.
struct Company: Sendable {
    let hub: Hub
    /// All active plans, that of the small workspace first.
    let plans: [ID<Plan>]
    let restricted: [ID<Plan>]
    /// Days after the first at which it is looked at.
    static let now = Hub.now.adding(days: 3)

    init() async throws {
        let hub = try await Hub()
        self.hub = hub
        let made = try await hub.write(as: hub.manager) { tx in
            try (0..<20).map { n in
                let account = try tx.insert(
                    Account(tx.newID()) {
                        ($0.name, $0.generalManager) = ("Account \(n)", n % 3 == 0 ? hub.leader.id : hub.manager.id)
                    })
                let plan = try tx.insert(
                    Plan(tx.newID()) {
                        ($0.account, $0.title, $0.state) = (account.id, "Plan \(n)", .active)
                        ($0.access, $0.teams) = (n % 10 == 6 ? .restricted : .open, Array(hub.teams.prefix(2 + n % 3)))
                    })
                func join(_ member: Member, _ role: PlanMember.Role, _ duty: PlanMember.Duty? = nil) throws {
                    try tx.insert(
                        PlanMember(tx.newID()) {
                            ($0.plan, $0.member, $0.team) = (plan.id, member.id, member.team)
                            ($0.role, $0.duty) = (role, duty)
                        })
                }
                try join(hub.contributor, .contributor, .representative)
                if n % 4 == 1 { try join(hub.guest, .viewer) }
                let objective = try tx.insert(
                    Objective(tx.newID()) { ($0.plan, $0.title, $0.weight) = (plan.id, "Grow \(n)", 1 + n % 5) })
                let cells = try plan.teams.prefix(1 + n % 3).map { team in
                    try tx.insert(
                        Commitment(tx.newID()) { ($0.plan, $0.objective, $0.team) = (plan.id, objective.id, team) })
                }
                let task = try tx.insert(
                    PlanTask(tx.newID()) {
                        ($0.plan, $0.title, $0.team) = (plan.id, "Write \(n)", hub.teams[1])
                        $0.due = Day(2026, 11, 24)
                    })
                return (plan, objective, cells.first { $0.team == hub.teams[1] }, task)
            }
        }
        for (n, (plan, objective, cell, task)) in made.enumerated() {
            _ = try await hub.write(as: hub.contributor) { tx in
                let seq = Int(tx.seq)
                if n % 4 < 3 {
                    let verdict = Verdict.allCases[n % 4]
                    _ = try tx.signPlan(
                        plan.id, team: hub.teams[1], verdict, note: verdict == .agreed ? nil : "But", seq: seq)
                }
                if let cell, n % 2 == 0 {
                    _ = try tx.answerCommitment(
                        cell.id, n % 6 == 2 ? .declined : .committed, promise: nil, reason: "No time")
                }
                if n % 3 > 0 { _ = try tx.answerTask(task.id, .accepted, day: nil, reason: nil) }
                if n % 9 == 4 { _ = try tx.edit(task.id, ["status": .text("done")]) }
            }
            if n % 5 == 0 { try await hub.edit(objective.id, ["target": .int(60)], at: Hub.now.adding(days: 1)) }
        }
        plans = [hub.plan] + made.map(\.0.id)
        restricted = made.filter { $0.0.access == .restricted }.map(\.0.id)
        try await hub.store.closeDay(at: Self.now)
    }

    /// All pages of a question, put together.
    func pages(
        as member: Member, _ order: PortfolioQuery.Order = .score, descending: Bool = false, limit: Int,
        team: ID<Team>? = nil, generalManager: ID<Member>? = nil, only: PortfolioQuery.Only? = nil
    ) async throws -> (items: [JSONObject], first: JSONObject, pages: Int) {
        var query = PortfolioQuery()
        (query.order, query.descending, query.limit) = (order, descending, limit)
        (query.team, query.generalManager, query.only) = (team, generalManager, only)
        var items: [JSONObject] = [], first: JSONObject?, count = 0
        while true {
            let ready = query
            let page = try await hub.ask(as: member, at: Self.now) { try $0.portfolio(ready) }
            (items, first, count) = (items + page.list("items"), first ?? page, count + 1)
            query.after = page.text("next")
            if query.after == nil || count > 100 { return (items, first ?? page, count) }
        }
    }
}
