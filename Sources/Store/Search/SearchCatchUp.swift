import Crypto
public import Domain

extension Store {
    /// Puts into the index what an older version has left out of it, a chunk at a time so that nobody waits; where it was
    /// interrupted it goes on, and where nothing is left out it does nothing. Ends after a chunk when it is cancelled.
    public func catchUpSearch(at now: Instant) async throws {
        while !Task.isCancelled, try await write(as: .quartet, at: now, { try $0.searchIndex.catchUp() }) {}
    }
}
extension Tx {
    var searchIndex: SearchIndex { SearchIndex(connection: connection, schema: schema) }
}

/// How far the index is: kept as a setting, `version` when it is whole, else `version kind id` of what was written last.
extension SearchIndex {
    private static let mark = "search"
    private static let chunk = 500

    /// Changes whenever another kind or field is searched. The number is that of how words are cut and folded.
    private var version: String {
        var hash = SHA256()
        for table in schema.tables where table.isSearched {
            for trait in table.traits where trait.isSearchable {
                hash.update(
                    data: Array("\(table.kind.name).\(trait.name) \(trait.isStaffOnly) \(trait.isMultiline)\n".utf8))
            }
        }
        return "1-" + hash.finalize().prefix(6).map { String($0, radix: 16) }.joined(separator: "-")
    }
    private func read() throws -> String? {
        try connection.first("SELECT value FROM setting WHERE name = ?", [.text(Self.mark)]) { $0.string(0) }
    }
    private func mark(_ text: String) throws {
        try connection.run(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [.text(Self.mark), .text(text)])
    }

    /// Whether everything there is can be found.
    func isWhole() throws -> Bool { try read() == version }

    /// To be called when the store is opened: of nothing, the index is whole.
    func begin() throws {
        if try read() == nil, try !connection.exists("SELECT 1 FROM change") { try mark(version) }
    }

    /// Writes the next chunk; false when there is none.
    func catchUp() throws -> Bool {
        let known = try read(), kinds = schema.tables.filter(\.isSearched), version = version
        if known == version { return false }
        let parts = (known ?? "").split(separator: " ")
        guard parts.count == 3, parts[0] == version, let at = kinds.firstIndex(where: { $0.kind.name == parts[1] }),
            let last = Identifier(parts[2])
        else {
            try connection.run("INSERT INTO search (search) VALUES ('delete-all')")
            try connection.run("DELETE FROM search_row")
            guard let first = kinds.first else { return false }
            try mark("\(version) \(first.kind.name) \(Identifier.none.text)")
            return true
        }
        if let next = try index(kinds[at], after: last) {
            try mark("\(version) \(kinds[at].kind.name) \(next.text)")
        } else if at + 1 < kinds.count {
            try mark("\(version) \(kinds[at + 1].kind.name) \(Identifier.none.text)")
        } else {
            try mark(version)
        }
        return true
    }

    /// - Returns: the last record of the chunk; nil when it was the last chunk of the kind
    private func index(_ table: Table, after last: Identifier) throws -> Identifier? {
        var found: [(id: Identifier, plan: Identifier?, text: SearchText?)] = []
        let sql = table.searchSelect + " WHERE id > ? ORDER BY id LIMIT ?"
        try connection.each(sql, [.id(last), .int(Int64(Self.chunk))]) { row in
            found.append((row.id(0), row.maybe(1, row.id), table.searchText(row)))
        }
        // What was changed since this began is there already.
        try add(
            found.compactMap { id, plan, text in
                let key = Unindexed.Key(kind: table.kind.name, record: id)
                return try text.flatMap { text in try row(of: key) == nil ? (key, plan, text) : nil }
            })
        return found.count < Self.chunk ? nil : found.last?.id
    }
}
