public import Domain
import JSON

/// A question for the scores of all plans.
public struct PortfolioQuery: Sendable {
    public enum Order: String, CaseIterable, Sendable { case score, weakest, spread, trend }
    public var order = Order.score, descending = false
    /// What the sums count, so that each can be looked into.
    public enum Only: String, CaseIterable, Sendable { case stale, disagreed, lost, provisional }
    public var team: ID<Team>?, generalManager: ID<Member>?, only: Only?
    /// 1…200.
    public var limit = 50
    public var after: String?
    public init() {}
}
extension PortfolioQuery.Order {
    fileprivate var column: String {
        switch self {
        case .score: "alignment.score"
        case .weakest: "alignment.weakest_score"
        case .spread: "alignment.spread"
        case .trend: "alignment.trend"
        }
    }
}

extension Reader {
    /// One page of active plans in some order, provisional ones below measured ones; on the first page also the sums
    /// over all of them, and where agreement was lost this week.
    /// - Throws: `Forbidden` for guests, `Invalid` for a cursor that is none, `OtherHistory`
    public func portfolio(_ query: PortfolioQuery) throws -> [UInt8] {
        try checkSeesAlignment()
        let all = condition(query), condition = all + narrowing(query.only)
        var place = try query.after.map { try PortfolioPlace($0, in: epoch()) }
        var json = JSONWriter(capacity: 32 * 1024), count = 0, last: PortfolioPlace?, next: String?
        json.raw("{\"items\":[")
        // Part after part, so that each is read off an index in either direction.
        for isProvisional in [false, true] where isProvisional || !(place?.isProvisional ?? false) {
            if count > query.limit { break }
            if place?.isProvisional != isProvisional { place = nil }
            try connection.each(page(query, condition, isProvisional, after: place, query.limit + 1 - count)) { row in
                count += 1
                guard count <= query.limit else { return next = try last?.cursor(in: epoch()) }
                json.separate()
                try write(row, to: &json)
                last = PortfolioPlace(isProvisional: isProvisional, value: row.real(15), plan: row.id(0))
            }
        }
        json.raw("],\"next\":")
        json.value(next.map(Value.text) ?? .null)
        if query.after == nil {
            json.key("sums")
            try writeSums(query, to: &json)
            json.key("lost")
            try writeLost(all, to: &json)
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    private static let tables =
        " FROM alignment JOIN plan ON plan.id = alignment.plan JOIN account ON account.id = plan.account "

    func condition(_ query: PortfolioQuery) -> SQL {
        var condition = SQL("alignment.is_active = 1 AND ") + scope.condition(schema[Plan.self])
        if let team = query.team {
            condition += SQL(
                """
                 AND EXISTS (SELECT 1 FROM alignment_team
                    WHERE alignment_team.plan = alignment.plan AND alignment_team.team = ?)
                """, .id(team.raw))
        }
        if let manager = query.generalManager {
            condition += SQL(" AND account.general_manager = ?", .id(manager.raw))
        }
        return condition
    }

    /// What the sums do not share: they are of all plans, so that one can be chosen after the other.
    private func narrowing(_ only: PortfolioQuery.Only?) -> SQL {
        switch only {
        case .stale: SQL(" AND alignment.stale > 0")
        case .disagreed: SQL(" AND alignment.is_capped = 1")
        case .provisional: SQL(" AND alignment.is_provisional = 1")
        case .lost: SQL(" AND ") + isLost
        case nil: SQL("")
        }
    }

    private func page(
        _ query: PortfolioQuery, _ condition: SQL, _ isProvisional: Bool, after place: PortfolioPlace?, _ limit: Int
    ) -> SQL {
        let by = query.order.column, way = query.descending ? "DESC" : "ASC", sign = query.descending ? "<" : ">"
        var sql =
            SQL(
                """
                SELECT plan.id, plan.account, plan.title, account.name, account.general_manager, alignment.score,
                    alignment.is_provisional, alignment.is_capped, alignment.weakest, alignment.weakest_score,
                    alignment.spread, alignment.stale, alignment.teams, account.renewal,
                    CASE WHEN alignment.earlier IS NULL THEN NULL ELSE alignment.trend END, \(by),
                """ + " ") + isLost + SQL(Self.tables + "WHERE ") + condition
            + SQL(" AND alignment.is_provisional = ?", .bool(isProvisional))
        if let place {
            sql += SQL(" AND (\(by), alignment.plan) \(sign) (?, ?)", .real(place.value), .id(place.plan))
        }
        return sql + SQL(" ORDER BY \(by) \(way), alignment.plan \(way) LIMIT ?", .int(Int64(limit)))
    }

    private func write(_ row: Row, to json: inout JSONWriter) throws {
        let plan = row.id(0)
        json.byte(UInt8(ascii: "{"))
        json.members([
            "plan": .id(plan), "account": .id(row.id(1)), "title": .text(row.string(2)),
            "accountName": .text(row.string(3)), "score": .real(row.real(5)), "isProvisional": .bool(row.int(6) != 0),
            "isCapped": .bool(row.int(7) != 0), "weakest": row.maybe(8) { .id(row.id($0)) } ?? .null,
            "weakestScore": row.isNull(8) ? .null : .real(row.real(9)), "spread": .real(row.real(10)),
            "stale": .int(row.int(11)), "trend30": row.maybe(14, row.real).value,
            "isLost": .bool(row.int(16) != 0), "generalManager": row.maybe(4) { .id(row.id($0)) } ?? .null,
            "renewal": row.maybe(13) { .text(row.string($0)) } ?? .null,
        ])
        json.key("teams")
        json.raw(row.text(12))
        json.key("spark")
        json.byte(UInt8(ascii: "["))
        let spark =
            "SELECT score FROM (SELECT day, score FROM alignment_day WHERE plan = ? AND day <= ? ORDER BY day DESC LIMIT 30) ORDER BY day"
        try connection.each(spark, [.id(plan), .day(scope.today)]) { day in
            json.separate()
            json.real(day.real(0))
        }
        json.raw("]}")
    }
}

/// Where a page ended.
private struct PortfolioPlace {
    let isProvisional: Bool, value: Double, plan: Identifier

    init(isProvisional: Bool, value: Double, plan: Identifier) {
        (self.isProvisional, self.value, self.plan) = (isProvisional, value, plan)
    }
    /// - Throws: `Invalid`, `OtherHistory`
    init(_ text: String, in epoch: String) throws {
        guard let cursor = try Cursor(text, in: epoch), cursor.values.count == 2,
            case .bool(let isProvisional) = cursor.values[0],
            let value = Double(cursor.values[1])
        else { throw Invalid([Problem("after", "must be the cursor of an answer")]) }
        self.init(isProvisional: isProvisional, value: value, plan: cursor.id)
    }
    func cursor(in epoch: String) -> String { Cursor([.bool(isProvisional), .real(value)], plan).text(in: epoch) }
}
