public import Domain
import JSON

extension Reader {
    private static let open = "status IN ('todo', 'doing', 'blocked')"

    /// One team over all accounts: what waits for its answer, what it promised, and its load by week.
    /// - Parameter weeks: 1…26, from this one on
    /// - Throws: `NotFound`
    public func board(of team: ID<Team>, weeks: Int) throws -> [UInt8] {
        guard try find(team) != nil else { throw NotFound(kind: Team.kind.name) }
        let id = Value.id(team.raw), monday = scope.today.monday
        let current = SQL("plan IN (SELECT id FROM plan WHERE state = 'active')")
        let waiting = SQL("team = ? AND handshake = 'requested' AND \(Self.open) AND ", id) + current
        let promises = SQL("team = ? AND promised IS NOT NULL AND NOT released AND \(Self.open) AND ", id) + current
        let asked = SQL("team = ? AND state = 'asked' AND ", id) + current
        let commitments = SQL("team = ? AND state <> 'asked' AND ", id) + current
        let shown =
            SQL("plan.id IN (SELECT plan FROM task WHERE ") + waiting + SQL(" UNION SELECT plan FROM task WHERE ")
            + promises + SQL(" UNION SELECT plan FROM \"commitment\" WHERE ") + asked
            + SQL(" UNION SELECT plan FROM \"commitment\" WHERE ") + commitments + SQL(")")
        let plans = try plans(where: shown)
        var json = JSONWriter(capacity: 32 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.members(["seq": .int(try seq()), "team": id])
        json.key("requests")
        try write(PlanTask.self, where: waiting + SQL(" ORDER BY due IS NULL, due, id LIMIT 200"), to: &json)
        json.key("promises")
        try write(PlanTask.self, where: promises + SQL(" ORDER BY promised, id LIMIT 200"), to: &json)
        json.key("asked")
        try write(Commitment.self, where: asked + SQL(" ORDER BY asked_at, id LIMIT 200"), to: &json)
        json.key("commitments")
        try write(Commitment.self, where: commitments + SQL(" ORDER BY plan, id LIMIT 500"), to: &json)
        json.key("plans")
        try write(Plan.self, where: .among("plan.id", plans) + SQL(" ORDER BY id"), to: &json)
        json.key("accounts")
        let accounts = SQL("id IN (SELECT account FROM plan WHERE ") + .among("plan.id", plans) + SQL(") ORDER BY id")
        try write(Account.self, where: accounts, to: &json)
        json.key("objectives")
        let objectives = SQL.among("plan", plans) + SQL(" ORDER BY plan, id")
        try write(Objective.self, where: objectives, to: &json)
        json.key("load")
        try json.list(Array(0..<weeks)) { json, week in
            try self.writeLoad(of: team, week: monday + 7 * week, isFirst: week == 0, to: &json)
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
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

    /// Between teams: rows ask, columns deliver. For learning, by team and never by person.
    /// - Throws: `Forbidden` for those who do not see every plan
    public func reliability(from: Day, to: Day) throws -> [UInt8] {
        guard caller.seesEveryPlan else { throw Forbidden("Reliability between teams is for leaders and admins.") }
        let zone = try connection.first("SELECT time_zone FROM workspace") { $0.string(0) } ?? "UTC"
        struct Pair: Hashable { let from, to: ID<Team> }
        struct Sum { var made = 0, due = 0, kept = 0, days: [Double] = [] }
        var sums: [Pair: Sum] = [:]
        let tasks = try records(
            PlanTask.self, SQL("\"from\" IS NOT NULL AND promised >= ? AND promised <= ?", .day(from), .day(to)))
        let today = min(to, scope.today)
        for task in tasks {
            guard let asking = task.from else { continue }
            let tally = task.promises(today: today, doneOn: task.doneAt.map { Day(of: $0, in: zone) })
            var sum = sums[Pair(from: asking, to: task.team)] ?? Sum()
            (sum.made, sum.due, sum.kept) = (sum.made + 1, sum.due + tally.due, sum.kept + tally.kept)
            if let answered = task.answeredAt {
                sum.days.append(Double(answered.milliseconds - task.stamp.createdAt.milliseconds) / 86_400_000)
            }
            sums[Pair(from: asking, to: task.team)] = sum
        }
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.members(["from": .day(from), "to": .day(to)])
        json.key("rows")
        json.list(sums.sorted { ($0.key.from.raw, $0.key.to.raw) < ($1.key.from.raw, $1.key.to.raw) }) { json, entry in
            let (pair, sum) = entry, days = sum.days.sorted()
            let median = days.isEmpty ? nil : (days[(days.count - 1) / 2] + days[days.count / 2]) / 2
            json.object([
                "from": .id(pair.from.raw), "to": .id(pair.to.raw), "made": .int(Int64(sum.made)),
                "due": .int(Int64(sum.due)), "kept": .int(Int64(sum.kept)),
                "share": sum.due == 0 ? .null : .real(Double(sum.kept) / Double(sum.due)),
                "medianDays": median.map { ($0 * 10).rounded() / 10 }.value,
            ])
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }
}
