public import Domain

/// What somebody looks for, and which part of the answer they want.
public struct SearchQuery: Sendable {
    public var wording: Wording
    /// Only records of this kind.
    public var kind: String?
    /// 1…50.
    public var limit = 20
    /// The cursor in the page before.
    public var after: String?
    let shortName: ShortName?
    public init(_ text: String) { (wording, shortName) = (Wording(text), ShortName(text)) }

    /// The kinds in which something can be found.
    public static let kinds = Kinds.all.filter { $0.isSearched }.map { $0.kind.name }
    /// As far as one can turn pages.
    public static let furthest = 400
}

extension Reader {
    /// How many of the newest are looked at and ranked: of what lies where one goes to, of what has the words in its
    /// title, and of all.
    private static let places = 100, titles = 150
    /// Titles are looked through apart for no more words than these.
    private static let titleWords = 3
    /// The kinds that one goes to; there are few of them, and the newest of all others must not hide them.
    private static let placeKinds = [Account.kind, Plan.kind, Member.kind, Team.kind, Objective.kind].map(\.name)

    /// `{"items": [{"kind", "id", "title", "excerpt", "plan", "account", "about", "team", "createdBy", "updatedAt",
    /// "number", "isPast", "plans"}], "counts": {"task": 3, …}, "isAll", "isWhole", "next"}`: the best of the newest that have all words.
    /// `plans` are those of an account that was found. Titles and
    /// excerpts are lists of pieces, each second of which is a match. `isAll` tells whether there are no older ones;
    /// `isWhole` is false while the index is still being made.
    /// - Throws: `Invalid` for a cursor that is none, `OtherHistory`
    public func search(_ query: SearchQuery) throws -> [UInt8] {
        let from = try Int(query.after.map(number) ?? 0), hits = try hits(query)
        let index = SearchIndex(connection: connection, schema: schema)
        return try SearchAnswer(
            query: query, from: from, hits: hits.all, isAll: hits.isAll, isWhole: index.isWhole(), reader: self
        ).json()
    }

    private func hits(_ query: SearchQuery) throws -> (all: [SearchHit], isAll: Bool) {
        let asked = try SearchExpression(
            query.wording, places: searchPlaces(), isStaff: caller.isStaff, connection)
        let called = try hits(called: query.shortName, query)
        if asked.isHopeless { return (called, true) }
        let kinds = query.kind.map { [$0] }
        let all = try newest(asked.match(kinds: kinds), SearchQuery.furthest)
        let isAll = all.count < SearchQuery.furthest
        var rows = all
        if !isAll {
            // Few titles have many words in common: to find that there are none takes longer than all the rest.
            if query.wording.terms.count <= Self.titleWords {
                rows += try newest(asked.match(kinds: kinds, inTitle: true), Self.titles)
            }
            if kinds == nil { rows += try newest(asked.match(kinds: Self.placeKinds, inTitle: true), Self.places) }
        }
        var known = Set(called.map(\.row.id))
        return (called + (try ranked(rows.filter { known.insert($0.id).inserted }, query.wording)), isAll)
    }

    private func newest(_ match: String, _ limit: Int) throws -> [SearchRow] {
        let sql = """
            SELECT \(SearchRow.columns) FROM search CROSS JOIN search_row ON search_row.id = search.rowid
            WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?
            """
        var rows: [SearchRow] = []
        try connection.each(sql, [.text(match), .int(Int64(limit))]) { rows.append(SearchRow($0)) }
        return rows
    }

    /// The words one of which the rows have that the caller may see; nil is all. What is found is looked up within
    /// their scope all the same.
    private func searchPlaces() throws -> [String]? {
        if caller.seesEveryPlan { return nil }
        let me = Value.id(caller.member.raw)
        var places = [SearchPlace.everyone]
        func add(_ sql: SQL) throws {
            try connection.each(sql) { row in
                places.append(SearchPlace.of(row.id(0)))
                if caller.isStaff { places.append(SearchPlace.ofStaff(row.id(0))) }
            }
        }
        if caller.isStaff {
            places.append(SearchPlace.staff)
            try add(
                SQL(
                    """
                    SELECT plan.id FROM plan_member JOIN plan ON plan.id = plan_member.plan
                    WHERE plan_member.member = ? AND plan.access = 'restricted'
                    """, me))
        } else {
            try add(SQL("SELECT plan FROM plan_member WHERE member = ?", me))
            for type in [Account.self, Member.self] as [any Record.Type] {
                guard let table = schema[type.kind.name] else { continue }
                try add(SQL("SELECT id FROM \(table.name) WHERE ") + scope.condition(table))
            }
        }
        return places
    }
}
