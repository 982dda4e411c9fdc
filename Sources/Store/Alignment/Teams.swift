public import Domain
import JSON

extension Reader {
    private static let open = "status IN ('todo', 'doing', 'blocked')"

    /// One team over all accounts: what waits for its answer, what it promised, and its load by week.
    /// - Parameter weeks: 1…26, from this one on
    /// - Throws: `NotFound`, `Forbidden` for guests
    public func board(of team: ID<Team>, weeks: Int) throws -> [UInt8] {
        guard try find(team) != nil else { throw NotFound(kind: Team.kind.name) }
        if !caller.isStaff { throw Forbidden("What a team does over all accounts is not for guests.") }
        let id = Value.id(team.raw), monday = scope.today.monday
        func current(_ table: String) -> SQL {
            SQL("EXISTS (SELECT 1 FROM plan WHERE plan.id = \(table).plan AND plan.state = 'active')")
        }
        let waiting = SQL("team = ? AND handshake = 'requested' AND \(Self.open) AND ", id) + current("task")
        let promises =
            SQL("team = ? AND promised IS NOT NULL AND NOT released AND \(Self.open) AND ", id) + current("task")
        let asked = SQL("team = ? AND state = 'asked' AND ", id) + current("\"commitment\"")
        let commitments = SQL("team = ? AND state <> 'asked' AND ", id) + current("\"commitment\"")
        var json = JSONWriter(capacity: 32 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.members(["seq": .int(try seq()), "team": id])
        var plans: Set<Identifier> = [], objectives: Set<Identifier> = []
        json.key("requests")
        try write(PlanTask.self, waiting, "due IS NULL, due, id LIMIT 200", to: &json) { plans.insert($0.id(0)) }
        json.key("promises")
        try write(PlanTask.self, promises, "promised, id LIMIT 200", to: &json) { plans.insert($0.id(0)) }
        for (name, condition, order) in [
            ("asked", asked, "asked_at, id LIMIT 200"), ("commitments", commitments, "plan, id LIMIT 500"),
        ] {
            json.key(name)
            try write(Commitment.self, condition, order, to: &json, also: "objective") { row in
                plans.insert(row.id(0))
                objectives.insert(row.id(1))
            }
        }
        // Of what these stand on no more than they name, however many plans there are.
        json.key("plans")
        try write(Plan.self, where: .among("plan.id", plans.sorted()) + SQL(" ORDER BY id"), to: &json)
        json.key("accounts")
        let accounts =
            SQL("id IN (SELECT account FROM plan WHERE ") + .among("plan.id", plans.sorted()) + SQL(") ORDER BY id")
        try write(Account.self, where: accounts, to: &json)
        json.key("objectives")
        try write(Objective.self, where: .among("id", objectives.sorted()) + SQL(" ORDER BY plan, id"), to: &json)
        json.key("load")
        try json.list(Array(0..<weeks)) { json, week in
            try self.writeLoad(of: team, week: monday + 7 * week, isFirst: week == 0, to: &json)
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// The rows of a kind as a list in JSON; `named` gets each one's plan, and its `also`, afterwards.
    private func write<R: Record>(
        _: R.Type, _ condition: SQL, _ order: String, to json: inout JSONWriter, also column: String = "id",
        named: (Row) throws -> Void
    ) throws {
        let rows = condition + SQL(" ORDER BY \(order)")
        try write(R.self, where: rows, to: &json)
        let table = schema[R.self]
        try connection.each(
            SQL("SELECT plan, \(column) FROM \(table.name) WHERE ") + scope.condition(table) + SQL(" AND ") + rows,
            row: named)
    }

    /// Open tasks by the week in which they are due; what is overdue stands in the first one.
    private func writeLoad(of team: ID<Team>, week: Day, isFirst: Bool, to json: inout JSONWriter) throws {
        let sql =
            SQL(
                """
                SELECT count(*) FILTER (WHERE \(Self.open) AND promised IS NOT NULL AND due >= ?),
                    count(*) FILTER (WHERE \(Self.open) AND promised IS NULL AND due >= ?),
                    count(*) FILTER (WHERE \(Self.open) AND due < ?),
                    count(*) FILTER (WHERE status = 'done' AND due >= ?)
                FROM task WHERE team = ? AND due < ? AND due >= ? AND
                """ + " ", .day(week), .day(week), .day(week), .day(week), .id(team.raw), .day(week + 7),
                .day(isFirst ? week + -365 : week)) + scope.condition(schema[PlanTask.self])
        _ = try connection.first(sql) { row in
            json.object([
                "week": .day(week), "promised": .int(row.int(0)), "other": .int(row.int(1)),
                "overdue": .int(row.int(2)), "done": .int(row.int(3)),
            ])
        }
    }
}
