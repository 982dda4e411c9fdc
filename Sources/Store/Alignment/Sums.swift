import Domain
import JSON

/// What is summed up over all pages of a portfolio.
private struct Sums {
    /// Plans, and those of them without a stale sign-off; stale sign-offs.
    var plans: Int64 = 0, fresh: Int64 = 0, stale: Int64 = 0
    /// Plans on which somebody disagrees, and that are provisional; teams that lost their agreement.
    var disagreed: Int64 = 0, provisional: Int64 = 0, lost: Int64 = 0

    static func + (a: Sums, b: Sums) -> Sums {
        Sums(
            plans: a.plans + b.plans, fresh: a.fresh + b.fresh, stale: a.stale + b.stale,
            disagreed: a.disagreed + b.disagreed, provisional: a.provisional + b.provisional, lost: a.lost + b.lost)
    }
}

extension Reader {
    /// `{"plans", "fresh", "stale", "disagreed", "provisional", "lost"}` of what a portfolio is asked for.
    func writeSums(_ query: PortfolioQuery, to json: inout JSONWriter) throws {
        let isNarrowed = query.team != nil || query.generalManager != nil
        let sums = isNarrowed ? try sums(of: condition(query)) : try sumsOfAll()
        json.object([
            "plans": .int(sums.plans), "fresh": .int(sums.fresh), "stale": .int(sums.stale),
            "disagreed": .int(sums.disagreed), "provisional": .int(sums.provisional), "lost": .int(sums.lost),
        ])
    }

    /// Of all active plans that the caller sees: from what the table keeps, since to look at each would take longer the
    /// more there are; and of the restricted ones, of which everybody but leaders has few.
    private func sumsOfAll() throws -> Sums {
        let open = caller.seesEveryPlan ? "" : " AND is_open = 1"
        let sql = """
            SELECT coalesce(sum(plans), 0), coalesce(sum(plans) FILTER (WHERE stale = 0), 0),
                coalesce(sum(plans * stale), 0), coalesce(sum(plans) FILTER (WHERE is_capped), 0),
                coalesce(sum(plans) FILTER (WHERE is_provisional), 0)
            FROM alignment_sum WHERE is_active = 1\(open)
            """
        var sums = try connection.first(sql, [], sums) ?? Sums()
        let losses = SQL("SELECT count(*) FROM alignment_team WHERE ") + isLoss
        sums.lost = try count(losses)
        if caller.seesEveryPlan { return sums }
        // The index of all losses does not tell which are restricted; one of those few does.
        sums.lost -= try count(losses + SQL(" AND alignment_team.is_open = 0"))
        let mine = SQL("plan.id IN (SELECT plan FROM plan_member WHERE member = ?)", .id(caller.member.raw))
        let restricted =
            mine + SQL(" AND alignment.is_active = 1 AND alignment.is_open = 0 AND ")
            + scope.condition(schema[Plan.self])
        return try sums + self.sums(of: restricted, fromPlans: true)
    }

    /// Of the plans that fulfil a condition on `plan`, `account` and `alignment`, looked at one by one.
    /// - Parameter fromPlans: the condition names few plans; else one comes to them from scores, and from losses
    private func sums(of condition: SQL, fromPlans: Bool = false) throws -> Sums {
        let scores =
            fromPlans
            ? "plan CROSS JOIN alignment ON alignment.plan = plan.id"
            : "alignment JOIN plan ON plan.id = alignment.plan"
        let losses =
            fromPlans
            ? "\(scores) CROSS JOIN alignment_team ON alignment_team.plan = plan.id"
            : "alignment_team CROSS JOIN alignment ON alignment.plan = alignment_team.plan JOIN plan ON plan.id = alignment.plan"
        let accounts = " JOIN account ON account.id = plan.account WHERE "
        let columns = """
            SELECT count(*), count(*) FILTER (WHERE alignment.stale = 0), coalesce(sum(alignment.stale), 0),
                count(*) FILTER (WHERE alignment.is_capped), count(*) FILTER (WHERE alignment.is_provisional) FROM
            """
        var sums = try connection.first(SQL("\(columns) \(scores)\(accounts)") + condition, sums) ?? Sums()
        sums.lost = try count(SQL("SELECT count(*) FROM \(losses)\(accounts)") + condition + SQL(" AND ") + isLoss)
        return sums
    }

    private func sums(_ row: Row) -> Sums {
        Sums(
            plans: row.int(0), fresh: row.int(1), stale: row.int(2), disagreed: row.int(3), provisional: row.int(4))
    }
    private func count(_ sql: SQL) throws -> Int64 { try connection.first(sql) { $0.int(0) } ?? 0 }
}
