public import Domain
import JSON

/// A question for the scores of all plans.
public struct PortfolioQuery: Sendable {
    public enum Order: String, CaseIterable, Sendable { case score, weakest, spread, trend }
    public var order = Order.score, descending = false
    public var team: ID<Team>?, generalManager: ID<Member>?
    /// 1…200.
    public var limit = 50
    public var after: String?
    public init() {}
}

extension Reader {
    /// One page of active plans by score, provisional ones below measured ones; on the first page also where agreement
    /// was lost this week.
    /// - Throws: `Invalid` for a cursor that is none
    public func portfolio(_ query: PortfolioQuery) throws -> [UInt8] {
        let today = scope.today
        var condition = SQL("plan.state = 'active' AND ") + scope.condition(schema[Plan.self])
        if let team = query.team { condition += SQL(" AND plan.teams LIKE ?", .text("%\(team.text)%")) }
        if let manager = query.generalManager { condition += SQL(" AND account.general_manager = ?", .id(manager.raw)) }
        let tables =
            " FROM alignment JOIN plan ON plan.id = alignment.plan JOIN account ON account.id = plan.account WHERE "
        let total = try connection.first(SQL("SELECT count(*)" + tables) + condition) { $0.int(0) } ?? 0
        let before = """
            (SELECT score FROM alignment_day WHERE alignment_day.plan = plan.id AND day <= date('\(today.text)', '-30 day')
                ORDER BY day DESC LIMIT 1)
            """
        let by =
            switch query.order {
            case .score: "alignment.score"
            case .weakest: "coalesce(alignment.weakest_score, 0)"
            case .spread: "alignment.spread"
            case .trend: "coalesce(alignment.score - \(before), 0)"
            }
        let way = query.descending ? "DESC" : "ASC"
        var offset = 0
        if let after = query.after {
            guard let place = Int(after), place > 0 else {
                throw Invalid([Problem("after", "must be the cursor of an answer")])
            }
            offset = place
        }
        let columns = """
            SELECT plan.id, plan.account, plan.title, account.name, account.general_manager, alignment.score,
                alignment.is_provisional, alignment.is_capped, alignment.weakest, alignment.weakest_score,
                alignment.spread, alignment.stale, alignment.teams, account.renewal, alignment.score - \(before)
            """
        let sql =
            SQL(columns + tables) + condition
            + SQL(
                " ORDER BY alignment.is_provisional, \(by) \(way), plan.id LIMIT ? OFFSET ?", .int(Int64(query.limit)),
                .int(Int64(offset)))
        var json = JSONWriter(capacity: 32 * 1024), count = 0
        json.raw("{\"items\":[")
        try connection.each(sql) { row in
            count += 1
            json.separate()
            try write(row, to: &json)
        }
        json.raw("],\"next\":")
        json.value(offset + count < total ? .text(String(offset + count)) : .null)
        json.members(["total": .int(total)])
        if query.after == nil {
            json.key("lost")
            try writeLost(condition, since: now.adding(seconds: -7 * 86_400), to: &json)
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    private func write(_ row: Row, to json: inout JSONWriter) throws {
        let plan = row.id(0)
        json.byte(UInt8(ascii: "{"))
        json.members([
            "plan": .id(plan), "account": .id(row.id(1)), "title": .text(row.string(2)),
            "accountName": .text(row.string(3)),
            "score": .real(row.real(5)),
            "isProvisional": .bool(row.int(6) != 0), "isCapped": .bool(row.int(7) != 0),
            "weakest": row.maybe(8) { .id(row.id($0)) } ?? .null, "weakestScore": row.maybe(9, row.real).value,
            "spread": .real(row.real(10)), "stale": .int(row.int(11)),
            "trend30": row.maybe(14) { (row.real($0) * 10).rounded() / 10 }.value,
        ])
        if caller.isStaff {
            json.members([
                "generalManager": row.maybe(4) { .id(row.id($0)) } ?? .null,
                "renewal": row.maybe(13) { .text(row.string($0)) } ?? .null,
            ])
        }
        json.key("teams")
        json.raw(row.text(12))
        json.key("spark")
        json.byte(UInt8(ascii: "["))
        let spark =
            "SELECT score FROM (SELECT day, score FROM alignment_day WHERE plan = ? ORDER BY day DESC LIMIT 30) ORDER BY day"
        try connection.each(spark, [.id(plan)]) { day in
            json.separate()
            json.real(day.real(0))
        }
        json.raw("]}")
    }

    /// Where a team disagreed, or declined, or its sign-off went stale, newest first.
    private func writeLost(_ condition: SQL, since: Instant, to json: inout JSONWriter) throws {
        let sql =
            SQL(
                """
                SELECT change.plan, change.kind, change.record, change.verb, change.at, change.after, plan.account,
                    account.name, change.seq
                FROM change JOIN plan ON plan.id = change.plan JOIN account ON account.id = plan.account
                WHERE change.at >= ? AND change.verb IN ('signedOff', 'declined') AND
                """ + " ", .instant(since)) + condition + SQL(" ORDER BY change.seq DESC LIMIT 100")
        var seen: Set<String> = [], rows: [Lost] = []
        try connection.each(sql) { row in
            let after = try JSONReader.object(Array(row.text(5)))
            let isDecline = row.string(3) == Verb.declined.rawValue
            if !isDecline, after["verdict"] != Verdict.disagreed.value { return }
            let table = isDecline ? "\"commitment\"" : "sign_off"
            let sql = "SELECT team FROM \(table) WHERE id = ?\(isDecline ? " AND state = 'declined'" : "")"
            guard let team = try connection.first(sql, [.id(row.id(2))], { $0.id(0) }),
                seen.insert("\(row.string(0)) \(team.text)").inserted
            else { return }
            rows.append(
                Lost(
                    plan: row.id(0), account: row.id(6), name: row.string(7), team: team, at: row.instant(4),
                    reason: isDecline ? "declined" : "disagreed"))
        }
        for stale in try staleSignOffs(condition) where seen.insert("\(stale.plan.text) \(stale.team.text)").inserted {
            if stale.at >= since { rows.append(stale) }
        }
        try json.list(rows.sorted { $0.at > $1.at }.prefix(20).map(\.self)) { json, lost in
            let day = Day(of: lost.at)
            let scores = try scores(of: lost.plan, around: day)
            json.object([
                "plan": .id(lost.plan), "account": .id(lost.account), "accountName": .text(lost.name),
                "team": .id(lost.team), "day": .day(day), "reason": .text(lost.reason), "from": scores.before.value,
                "to": scores.after.value,
            ])
        }
    }

    private struct Lost {
        let plan, account: Identifier, name: String, team: Identifier, at: Instant, reason: String
    }

    /// Sign-offs that are stale now, each with the moment of the newest change that made it so.
    private func staleSignOffs(_ condition: SQL) throws -> [Lost] {
        var stale: [Identifier] = [], names: [Identifier: (Identifier, String)] = [:]
        let sql =
            SQL(
                """
                SELECT plan.id, account.id, account.name FROM alignment JOIN plan ON plan.id = alignment.plan
                JOIN account ON account.id = plan.account WHERE alignment.stale > 0 AND
                """ + " ") + condition + SQL(" LIMIT 200")
        try connection.each(sql) { row in
            stale.append(row.id(0))
            names[row.id(0)] = (row.id(1), row.string(2))
        }
        let today = scope.today
        var found: [Lost] = []
        for one in try alignmentInputs(where: .among("plan.id", stale), today: today) {
            for (team, signOff) in one.signOffs where one.input.signatures[team]?.isStale ?? false {
                guard let newest = try drift(of: one.plan, team, since: Int64(signOff.seq)).last,
                    let (account, name) = names[one.plan.id.raw]
                else { continue }
                found.append(
                    Lost(
                        plan: one.plan.id.raw, account: account, name: name, team: team.raw, at: newest.at,
                        reason: "stale"))
            }
        }
        return found
    }

    private func scores(of plan: Identifier, around day: Day) throws -> (before: Double?, after: Double?) {
        let before = "SELECT score FROM alignment_day WHERE plan = ? AND day < ? ORDER BY day DESC LIMIT 1"
        let after = "SELECT score FROM alignment WHERE plan = ?"
        return (
            try connection.first(before, [.id(plan), .day(day)]) { $0.real(0) },
            try connection.first(after, [.id(plan)]) { $0.real(0) }
        )
    }
}
