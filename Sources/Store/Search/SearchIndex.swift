import Domain

/// The index of words. Each text is a row of `search_row`, with its words in `search` under the same number; a text
/// that changes gets a new one, so that the newest have the highest. Written in the transaction that changes the text.
struct SearchIndex {
    let connection: Connection, schema: Schema

    /// Brings the index up to date with some changes.
    func follow(_ unindexed: Unindexed) throws {
        if unindexed.isEmpty { return }
        var unindexed = unindexed
        for plan in unindexed.plans { try moveContent(of: plan, &unindexed) }
        // In the order of their numbers: another would have the index write a part of its own for each.
        let gone = try unindexed.changes.compactMap { key, change in
            try change.before.flatMap { text in try row(of: key).map { (row: $0, text: text) } }
        }
        for (row, text) in gone.sorted(by: { $0.row.id < $1.row.id }) { try remove(row, text) }
        try add(
            unindexed.changes.sorted { $0.value.seq < $1.value.seq }.compactMap { key, change in
                change.after.map { (key, change.plan, $0) }
            })
    }

    /// Makes one of the parts that writing has left behind; what was taken out of the index is gone from it then.
    func merge() throws { try connection.run("INSERT INTO search (search) VALUES ('optimize')") }

    func row(of key: Unindexed.Key) throws -> SearchRow? {
        let sql = "SELECT \(SearchRow.columns) FROM search_row WHERE record = ? AND kind = ?"
        return try connection.first(sql, [.id(key.record), .text(key.kind)]) { SearchRow($0) }
    }

    /// Puts texts that are not there into the index, in this order.
    ///
    /// First all rows and then all words: a statement that may have to be undone by itself, and one that returns
    /// something is such a one, has the index write down what it holds, as a part of its own.
    func add(_ texts: [(key: Unindexed.Key, plan: Identifier?, text: SearchText)]) throws {
        var open: [Identifier: Bool] = [:], added: [(row: SearchRow, text: SearchText)] = []
        for (key, plan, text) in texts {
            let isOpen = try plan.map { plan in
                if let known = open[plan] { return known }
                let found = try connection.exists("SELECT 1 FROM plan WHERE id = ? AND access = 'open'", [.id(plan)])
                open[plan] = found
                return found
            }
            let sql = "INSERT INTO search_row (kind, record, plan, is_open) VALUES (?, ?, ?, ?) RETURNING id"
            let values: [Value] = [
                .text(key.kind), .id(key.record), plan.map(Value.id) ?? .null, .bool(isOpen ?? true),
            ]
            guard let id = try connection.first(sql, values, { $0.int(0) }) else { continue }
            added.append(
                (SearchRow(id: id, kind: key.kind, record: key.record, plan: plan, isOpen: isOpen ?? true), text))
        }
        for (row, text) in added {
            try connection.run(
                "INSERT INTO search (rowid, title, body, staff, place) VALUES (?, ?, ?, ?, ?)", words(row, text))
        }
    }

    /// The index keeps no texts: what is taken out of it has to be said again, word for word.
    private func remove(_ row: SearchRow, _ text: SearchText) throws {
        try connection.run(
            "INSERT INTO search (search, rowid, title, body, staff, place) VALUES ('delete', ?, ?, ?, ?, ?)",
            words(row, text))
        try connection.run("DELETE FROM search_row WHERE id = ?", [.int(row.id)])
    }
    private func words(_ row: SearchRow, _ text: SearchText) -> [Value] {
        [.int(row.id)] + ([text.title, text.body, text.staff].map(Words.folded) + [row.place]).map(Value.text)
    }

    /// All that belongs to a plan is written anew for those who see it now.
    private func moveContent(of plan: Identifier, _ unindexed: inout Unindexed) throws {
        let isOpen = try connection.exists("SELECT 1 FROM plan WHERE id = ? AND access = 'open'", [.id(plan)])
        let sql = """
            SELECT \(SearchRow.columns) FROM search CROSS JOIN search_row ON search_row.id = search.rowid
            WHERE search MATCH ? ORDER BY search.rowid
            """
        var rows: [SearchRow] = []
        let content = [SearchPlace.of(plan), SearchPlace.ofStaff(plan)].map(SearchPlace.quoted).joined(
            separator: " OR ")
        try connection.each(sql, [.text(content)]) { rows.append(SearchRow($0)) }
        for row in rows where row.isOpen != isOpen {
            let key = Unindexed.Key(kind: row.kind, record: row.record)
            guard unindexed.changes[key] == nil, let text = try text(of: key) else { continue }
            // Before all that is new, in the order they have.
            unindexed.add(key, Unindexed.Rewording(plan: row.plan, before: text, after: text, seq: row.id - .max))
        }
    }

    /// The text of a record as it is now.
    func text(of key: Unindexed.Key) throws -> SearchText? {
        guard let table = schema[key.kind] else { return nil }
        return try connection.first(table.searchSelect + " WHERE id = ?", [.id(key.record)]) { table.searchText($0) }
            ?? nil
    }
}

/// One row of `search_row`.
struct SearchRow {
    let id: Int64, kind: String, record: Identifier, plan: Identifier?
    /// Whether all staff see it, as it was when it was written.
    let isOpen: Bool

    init(id: Int64, kind: String, record: Identifier, plan: Identifier?, isOpen: Bool) {
        (self.id, self.kind, self.record, self.plan, self.isOpen) = (id, kind, record, plan, isOpen)
    }
    /// Reads `columns`.
    init(_ row: Row) {
        (id, kind, record) = (row.int(0), row.string(1), row.id(2))
        (plan, isOpen) = (row.maybe(3, row.id), row.int(4) != 0)
    }
    static let columns = "search_row.id, search_row.kind, search_row.record, search_row.plan, search_row.is_open"

    /// The words for who may see it and what it is.
    var place: String {
        SearchPlace.words(kind: kind, record: record, plan: plan, isOpen: isOpen).joined(separator: " ")
    }
}

/// The words by which the index itself tells rows apart: who may see them and what they are. They begin with a character
/// of private use, which is in no word that anybody writes or looks for.
enum SearchPlace {
    /// What everybody sees, and what all staff see.
    static let everyone = "\u{E000}everyone", staff = "\u{E000}staff"
    /// A plan and all that belongs to it; an account or a member, for the guests who see just that.
    static func of(_ id: Identifier) -> String { "\u{E000}" + id.text.replacing("-", with: "") }
    /// What belongs to a plan and guests do not get.
    static func ofStaff(_ plan: Identifier) -> String { of(plan) + "s" }
    static func kind(_ name: String) -> String { "\u{E001}" + name.lowercased() }

    static func words(kind: String, record: Identifier, plan: Identifier?, isOpen: Bool) -> [String] {
        let seen: [String] =
            switch kind {
            case Account.kind.name, Member.kind.name: [staff, of(record)]
            default:
                plan.map { plan in
                    (isOpen ? [staff] : []) + [staffKinds.contains(kind) ? ofStaff(plan) : of(plan)]
                } ?? [kind == Comment.kind.name ? staff : everyone]
            }
        return [self.kind(kind)] + seen
    }
    private static let staffKinds = Set(
        Kinds.all.filter { $0.visibility == .staffContent }.map { $0.kind.name })
    static func quoted(_ word: String) -> String { "\"\(word)\"" }
}

extension Table {
    /// Where the searchable fields stand among the columns; none where nothing of the kind is searched.
    var searched: [Int] {
        traits.indices.filter { traits[$0].isSearchable }.map { $0 + Self.stamps }
    }
    /// The id and the searchable columns; the plan before them, where there is one.
    var searchSelect: String {
        let plan = kind == Plan.kind ? "id" : planPlace.map { columns[$0 + Self.stamps].quoted } ?? "NULL"
        return "SELECT id, \(plan)" + searched.map { ", " + columns[$0].quoted }.joined() + " FROM \(name)"
    }
    /// The text of a row of `searchSelect`.
    func searchText(_ row: Row) -> SearchText? {
        SearchText(
            searched.enumerated().lazy.compactMap { at, place in
                row.isNull(Int32(at + 2)) ? nil : (self.traits[place - Self.stamps], row.string(Int32(at + 2)))
            })
    }
    var isSearched: Bool { type.isSearched }
}
