import Domain
import JSON

/// What is summed up over all pages of a portfolio.
private struct Sums {
    /// Plans, and those of them without a stale sign-off; stale sign-offs.
    var plans: Int64 = 0, fresh: Int64 = 0, stale: Int64 = 0
    /// Plans on which somebody disagrees, and that are provisional; teams that lost their agreement.
    var disagreed: Int64 = 0, provisional: Int64 = 0, lost: Int64 = 0

    static func - (a: Sums, b: Sums) -> Sums {
        Sums(
            plans: a.plans - b.plans, fresh: a.fresh - b.fresh, stale: a.stale - b.stale,
            disagreed: a.disagreed - b.disagreed, provisional: a.provisional - b.provisional, lost: a.lost - b.lost)
    }
}

extension Reader {
    /// `{"plans", "fresh", "stale", "disagreed", "provisional", "lost"}` of what a portfolio is asked for.
    func writeSums(_ query: PortfolioQuery, to json: inout JSONWriter) throws {
        let isNarrowed = query.team != nil || query.generalManager != nil
        let sums = isNarrowed ? try sums(of: condition(query)) : try sumsOfAll() - sumsOfHidden()
        json.object([
            "plans": .int(sums.plans), "fresh": .int(sums.fresh), "stale": .int(sums.stale),
            "disagreed": .int(sums.disagreed), "provisional": .int(sums.provisional), "lost": .int(sums.lost),
        ])
    }

    /// Of all active plans, whoever sees them: from what the table keeps, since to look at each would take longer the
    /// more there are.
    private func sumsOfAll() throws -> Sums {
        let sql = """
            SELECT coalesce(sum(plans), 0), coalesce(sum(plans) FILTER (WHERE stale = 0), 0),
                coalesce(sum(plans * stale), 0), coalesce(sum(plans) FILTER (WHERE is_capped), 0),
                coalesce(sum(plans) FILTER (WHERE is_provisional), 0)
            FROM alignment_sum WHERE is_active = 1
            """
        var sums = try connection.first(sql, [], sums) ?? Sums()
        sums.lost = try count(SQL("SELECT count(*) FROM alignment_team WHERE ") + isLoss)
        return sums
    }

    /// Of those active plans that the caller may not see. They are few.
    private func sumsOfHidden() throws -> Sums {
        guard let hidden = scope.hiddenPlans() else { return Sums() }
        return try sums(of: SQL("alignment.is_active = 1 AND ") + hidden, from: "plan CROSS JOIN alignment")
    }

    /// Of the plans that fulfil a condition on `plan`, `account` and `alignment`, looked at one by one.
    private func sums(of condition: SQL, from tables: String = "alignment CROSS JOIN plan") throws -> Sums {
        let joined =
            SQL(" FROM \(tables) ON alignment.plan = plan.id JOIN account ON account.id = plan.account")
            + SQL(" WHERE ")
            + condition
        let columns = """
            SELECT count(*), count(*) FILTER (WHERE alignment.stale = 0), coalesce(sum(alignment.stale), 0),
                count(*) FILTER (WHERE alignment.is_capped), count(*) FILTER (WHERE alignment.is_provisional)
            """
        var sums = try connection.first(SQL(columns) + joined, sums) ?? Sums()
        sums.lost = try count(
            SQL("SELECT count(*) FROM alignment_team WHERE ") + isLoss
                + SQL(" AND alignment_team.plan IN (SELECT plan.id")
                + joined + SQL(")"))
        return sums
    }

    private func sums(_ row: Row) -> Sums {
        Sums(
            plans: row.int(0), fresh: row.int(1), stale: row.int(2), disagreed: row.int(3), provisional: row.int(4))
    }
    private func count(_ sql: SQL) throws -> Int64 { try connection.first(sql) { $0.int(0) } ?? 0 }
}
