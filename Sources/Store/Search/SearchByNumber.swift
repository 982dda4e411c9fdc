import Domain

extension Reader {
    /// So many of one number are looked at; there may be one on each plan.
    private static let mostOfNumber = 50

    /// Those that are called so, on the caller's own plans first, then the newest.
    func hits(called name: ShortName?, _ query: SearchQuery) throws -> [SearchHit] {
        guard let name, query.kind ?? name.kind.name == name.kind.name, let table = schema[name.kind.name] else {
            return []
        }
        let sql =
            SQL(
                """
                SELECT \(SearchRow.columns) FROM \(table.name)
                    JOIN search_row ON search_row.record = \(table.name).id AND search_row.kind = ?
                WHERE \(table.name).number = ? AND
                """ + " ", .text(name.kind.name), .int(name.number)) + scope.condition(table)
            + SQL(
                """
                 ORDER BY EXISTS (SELECT 1 FROM plan_member WHERE plan_member.plan = \(table.name).plan AND member = ?) DESC,
                    \(table.name).updated_at DESC LIMIT ?
                """, .id(caller.member.raw), .int(Int64(Self.mostOfNumber)))
        var places: [Int64: Int] = [:], rows: [SearchRow] = []
        try connection.each(sql) { row in
            rows.append(SearchRow(row))
            places[row.int(0)] = places.count
        }
        return try ranked(rows, query.wording).sorted {
            ($0.isPast ? 1 : 0, places[$0.row.id] ?? 0) < ($1.isPast ? 1 : 0, places[$1.row.id] ?? 0)
        }
    }
}
