import Domain
import JSON

extension Reader {
    /// So far back a loss is told, in days, and so many of them.
    private static let lostDays = 7, lostLimit = 20

    private static let lostJoins =
        " JOIN plan ON plan.id = alignment.plan JOIN account ON account.id = plan.account"
    private var lostSince: Value { .instant(now.adding(seconds: -Self.lostDays * 86_400)) }

    /// True of rows of `alignment` on which a team's agreement was lost within a week.
    var isLost: SQL {
        SQL(
            """
            EXISTS (SELECT 1 FROM alignment_team WHERE alignment_team.plan = alignment.plan AND alignment_team.lost_at >= ?)
            """, lostSince)
    }

    /// True of rows of `alignment_team`: this team lost its agreement to an active plan within a week, and has not found
    /// it again.
    var isLoss: SQL { SQL("alignment_team.is_active = 1 AND alignment_team.lost_at >= ?", lostSince) }

    /// The teams that lost their agreement, the newest loss first, with the plan's score before it and now.
    func writeLost(_ condition: SQL, to json: inout JSONWriter) throws {
        let columns = """
            plan.id, plan.account, account.name, alignment_team.team, alignment_team.lost_at, alignment_team.lost_by,
            alignment.score
            """
        let zone = try connection.first("SELECT time_zone FROM workspace") { $0.string(0) } ?? "UTC"
        let before = "SELECT score FROM alignment_day WHERE plan = ? AND day < ? ORDER BY day DESC LIMIT 1"
        let newest = SQL(
            " ORDER BY alignment_team.lost_at DESC, alignment_team.plan DESC, alignment_team.team DESC LIMIT ?",
            .int(Int64(Self.lostLimit)))
        json.byte(UInt8(ascii: "["))
        // From the losses of the week to their plans (a cross join keeps that order), not through all plans.
        let sql =
            SQL("SELECT \(columns) FROM alignment_team CROSS JOIN alignment\(Self.lostJoins) WHERE ") + isLoss
            + SQL(" AND alignment.plan = alignment_team.plan AND ") + condition + newest
        try connection.each(sql) { row in
            let plan = row.id(0), day = Day(of: row.instant(4), in: zone)
            json.separate()
            json.object([
                "plan": .id(plan), "account": .id(row.id(1)), "accountName": .text(row.string(2)),
                "team": .id(row.id(3)), "day": .day(day), "reason": .text(row.string(5)),
                "from": try connection.first(before, [.id(plan), .day(day)]) { $0.real(0) }.value,
                "to": .real(row.real(6)),
            ])
        }
        json.byte(UInt8(ascii: "]"))
    }
}
