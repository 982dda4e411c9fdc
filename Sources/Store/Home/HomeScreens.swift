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
        let tasks = try tasks(SQL(Self.open), atMost: 200)
        // From the caller's duties to what is asked there; through all that is asked it would be longer with every plan.
        let asked = SQL(
            """
            id IN (SELECT asked.id FROM plan_member AS mine CROSS JOIN "commitment" AS asked
                    ON asked.plan = mine.plan AND asked.team = mine.team AND asked.state = 'asked'
                    CROSS JOIN plan ON plan.id = mine.plan AND plan.state <> 'closed'
                WHERE mine.member = ? AND mine.duty IS NOT NULL)
            """, me)
        let objectives = SQL("SELECT objective FROM \"commitment\" WHERE ") + asked
        var json = try screen(plans: mine, tasks, objectives)
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
        let lately = Value.instant(now.adding(seconds: -14 * 86_400))
        let tasks = try tasks(SQL("(\(Self.open) OR done_at > ?)", lately), atMost: 1000)
        let objectives = SQL("SELECT id FROM objective WHERE ") + .among("id", tasks.objectives)
        var json = try screen(plans: [], tasks, objectives)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// Tasks that are listed, and what they stand on: that of no others, however many there are.
    private struct Listed { var tasks: [Identifier] = [], plans: Set<Identifier> = [], objectives: [Identifier] = [] }

    /// The caller's, those first that are due first.
    private func tasks(_ condition: SQL, atMost limit: Int) throws -> Listed {
        var listed = Listed()
        let sql =
            SQL("SELECT id, plan, objective FROM task WHERE assignee = ? AND ", .id(caller.member.raw)) + condition
            + SQL(" AND ") + scope.condition(schema[PlanTask.self])
            + SQL(" ORDER BY due IS NULL, due, id LIMIT ?", .int(Int64(limit)))
        try connection.each(sql) { row in
            listed.tasks.append(row.id(0))
            listed.plans.insert(row.id(1))
            if let objective = row.maybe(2, row.id) { listed.objectives.append(objective) }
        }
        return listed
    }

    /// The members `"plans"`, `"accounts"` and `"planMembers"`: these plans, their accounts, and what the caller is on them.
    /// - Parameter others: further accounts
    func writePlans(_ plans: [Identifier], andAccounts others: [Identifier] = [], to json: inout JSONWriter) throws {
        json.key("plans")
        try write(Plan.self, where: .among("plan.id", plans) + SQL(" ORDER BY plan.id"), to: &json)
        json.key("accounts")
        // Not as an alternative: an empty list beside another has all there are looked through.
        let named = SQL(" UNION ALL SELECT id FROM account WHERE ") + .among("id", others)
        let accounts = SQL("id IN (SELECT account FROM plan WHERE ") + .among("plan.id", plans) + named
        try write(Account.self, where: accounts + SQL(") ORDER BY id"), to: &json)
        json.key("planMembers")
        let mine = SQL("member = ? AND ", .id(caller.member.raw)) + .among("plan", plans)
        try write(PlanMember.self, where: mine, to: &json)
    }

    /// The members that both have in common; the object stays open.
    /// - Parameter objectives: a question for their ids
    private func screen(plans: [Identifier], _ tasks: Listed, _ objectives: SQL) throws -> JSONWriter {
        let shown = try self.plans(where: .among("plan.id", tasks.plans.union(plans).sorted()))
        var json = JSONWriter(capacity: 32 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.key("seq")
        json.int(try seq())
        try writePlans(shown, to: &json)
        json.key("tasks")
        try write(
            PlanTask.self, where: .among("id", tasks.tasks) + SQL(" ORDER BY due IS NULL, due, id"), to: &json)
        json.key("objectives")
        try write(Objective.self, where: SQL("id IN (") + objectives + SQL(")"), to: &json)
        return json
    }
}
