public import Domain
import JSON

extension Reader {
    private static let open = "status IN ('todo', 'doing', 'blocked')"

    /// `{"seq", "plans", "accounts", "tasks", "commitments", "objectives", "activity", "notifications", "unread",
    /// "requests", "lost", "pulse"}`: the plans I work on, my open tasks, what waits for my answer or that of a team that I represent, what others
    /// have changed, which of my team's agreements are lost, and the pulse that I am asked for.
    public func home() throws -> [UInt8] {
        let me = Value.id(caller.member.raw)
        let mine = try plans(
            where: SQL("plan.state <> 'closed' AND plan.id IN (SELECT plan FROM plan_member WHERE member = ?)", me))
        let tasks = SQL("assignee = ? AND \(Self.open)", me)
        let asked = SQL(
            """
            state = 'asked' AND EXISTS (SELECT 1 FROM plan_member WHERE plan_member.plan = "commitment".plan
                AND plan_member.team = "commitment".team AND member = ? AND duty IS NOT NULL)
            AND EXISTS (SELECT 1 FROM plan WHERE plan.id = "commitment".plan AND plan.state <> 'closed')
            """, me)
        let objectives =
            SQL("(id IN (SELECT objective FROM task WHERE ") + tasks
            + SQL(") OR id IN (SELECT objective FROM \"commitment\" WHERE ") + asked + SQL("))")
        var json = try screen(
            plans: mine, tasks: tasks + SQL(" ORDER BY due IS NULL, due, id LIMIT 200"), of: tasks, objectives)
        json.key("commitments")
        try write(Commitment.self, where: asked + SQL(" ORDER BY asked_at, id LIMIT 100"), to: &json)
        json.key("activity")
        try writeActivity(of: Array(mine.prefix(50)), limit: 30, byOthers: true, to: &json)
        try writeNews(to: &json)
        try writeAgreement(of: mine, to: &json)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// `{"seq", "tasks", "plans", "accounts", "objectives"}`: my tasks over all accounts, open or done of late.
    public func work(at now: Instant) throws -> [UInt8] {
        let of = SQL(
            "assignee = ? AND (\(Self.open) OR done_at > ?)", .id(caller.member.raw),
            .instant(now.adding(seconds: -14 * 86_400)))
        let objectives = SQL("id IN (SELECT objective FROM task WHERE ") + of + SQL(")")
        var json = try screen(
            plans: [], tasks: of + SQL(" ORDER BY due IS NULL, due, id LIMIT 1000"), of: of, objectives)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// The members `"plans"`, `"accounts"` and `"planMembers"`: these plans, their accounts, and what the caller is on them.
    /// - Parameter others: further accounts
    func writePlans(_ plans: [Identifier], andAccounts others: [Identifier] = [], to json: inout JSONWriter) throws {
        json.key("plans")
        try write(Plan.self, where: .among("plan.id", plans) + SQL(" ORDER BY plan.id"), to: &json)
        json.key("accounts")
        let accounts = SQL("(id IN (SELECT account FROM plan WHERE ") + .among("plan.id", plans) + SQL(") OR ")
        try write(
            Account.self, where: accounts + .among("id", others) + SQL(") ORDER BY id"), to: &json)
        json.key("planMembers")
        let mine = SQL("member = ? AND ", .id(caller.member.raw)) + .among("plan", plans)
        try write(PlanMember.self, where: mine, to: &json)
    }

    /// The members that both have in common; the object stays open.
    private func screen(plans: [Identifier], tasks: SQL, of: SQL, _ objectives: SQL) throws -> JSONWriter {
        let shown = try self.plans(
            where: SQL("(") + .among("plan.id", plans) + SQL(" OR plan.id IN (SELECT plan FROM task WHERE ") + of
                + SQL("))"))
        var json = JSONWriter(capacity: 32 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.key("seq")
        json.int(try seq())
        try writePlans(shown, to: &json)
        json.key("tasks")
        try write(PlanTask.self, where: tasks, to: &json)
        json.key("objectives")
        try write(Objective.self, where: objectives, to: &json)
        return json
    }
}
