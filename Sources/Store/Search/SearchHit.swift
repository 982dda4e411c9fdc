import Domain

/// Something found that the caller may see.
struct SearchHit {
    let row: SearchRow
    let title: String, updatedAt: Instant
    let plan: SearchedPlan?
    let isPast: Bool
}
/// Where something was found.
struct SearchedPlan {
    let id: Identifier, title: String, state: Plan.State
    let account: Identifier, accountName: String

    /// Reads `id, title, state` of the plan, `id, name` of its account.
    init(_ row: Row) {
        (id, title, state) = (row.id(0), row.string(1), Plan.State(rawValue: row.string(2)) ?? .active)
        (account, accountName) = (row.id(3), row.string(4))
    }
}

extension Reader {
    /// Those rows that the caller may see, the best first.
    func ranked(_ rows: [SearchRow], _ wording: Wording) throws -> [SearchHit] {
        let plans = try searchedPlans(Set(rows.compactMap(\.plan)))
        let rank = SearchRank(wording, at: now)
        var scored: [(score: Double, hit: SearchHit)] = []
        for (kind, rows) in Dictionary(grouping: rows, by: \.kind) {
            guard let table = schema[kind] else { continue }
            let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0.record, $0) })
            let sql = SQL(
                "SELECT id, updated_at, \(table.titleColumn), \(table.archivedColumn) FROM \(table.name) WHERE ")
            try connection.each(sql + .among("id", byID.keys.sorted()) + SQL(" AND ") + scope.condition(table)) {
                found in
                guard let row = byID[found.id(0)] else { return }
                let plan = row.plan.flatMap { plans[$0] }, isArchived = found.int(3) != 0
                let currency: SearchRank.Currency =
                    switch plan?.state {
                    case .closed: .past
                    case .draft: .coming
                    case .active: .current
                    case nil: isArchived ? .past : .current
                    }
                let hit = SearchHit(
                    row: row, title: found.string(2), updatedAt: found.instant(1), plan: plan, isPast: currency == .past
                )
                let score = rank.score(title: hit.title, kind: kind, currency, changedAt: hit.updatedAt)
                scored.append((score, hit))
            }
        }
        return scored.sorted { ($0.score, $0.hit.row.id) > ($1.score, $1.hit.row.id) }.map(\.hit)
    }

    private func searchedPlans(_ ids: Set<Identifier>) throws -> [Identifier: SearchedPlan] {
        var plans: [Identifier: SearchedPlan] = [:]
        let sql = SQL(
            """
            SELECT plan.id, plan.title, plan.state, account.id, account.name
            FROM plan JOIN account ON account.id = plan.account WHERE
            """ + " ")
        try connection.each(sql + .among("plan.id", ids.sorted())) { row in
            plans[row.id(0)] = SearchedPlan(row)
        }
        return plans
    }
}
extension Table {
    /// What records of the kind are called; an empty text for those that have no title.
    var titleColumn: String {
        searched.first { !traits[$0 - Self.stamps].isMultiline }.map { columns[$0].quoted } ?? "''"
    }
    fileprivate var archivedColumn: String { column(of: "archived")?.quoted ?? "0" }
}
