import Domain

extension SearchIndex {
    /// Cuts every text into words anew and tells what is not as the index has it; nothing when all agree.
    func differences() throws -> [String] {
        // What an older version has left out is no difference.
        guard try isWhole() else { return [] }
        var sums: [Int64: UInt64] = [:]
        try connection.each("SELECT doc, col, term, \"offset\" FROM search_word") { row in
            sums[row.int(0), default: 0] &+= Self.sum(row.string(1), Array(row.text(2)), row.int(3))
        }
        var rows: [Unindexed.Key: SearchRow] = [:], differences: [String] = []
        try connection.each("SELECT \(SearchRow.columns) FROM search_row") { row in
            let row = SearchRow(row)
            rows[Unindexed.Key(kind: row.kind, record: row.record)] = row
        }
        for table in schema.tables where table.isSearched {
            try connection.each(table.searchSelect) { found in
                let key = Unindexed.Key(kind: table.kind.name, record: found.id(0)), row = rows.removeValue(forKey: key)
                guard let text = table.searchText(found) else {
                    if row != nil {
                        differences.append("\(key.kind) \(key.record.text) has no words but is in the index")
                    }
                    return
                }
                guard let row else { return differences.append("\(key.kind) \(key.record.text) is not in the index") }
                let plan = found.maybe(1, found.id)
                let isOpen = try plan.map {
                    try connection.exists("SELECT 1 FROM plan WHERE id = ? AND access = 'open'", [.id($0)])
                }
                if row.plan != plan || row.isOpen != isOpen ?? true
                    || sums.removeValue(forKey: row.id) != sum(row, text)
                {
                    differences.append("\(key.kind) \(key.record.text) is not in the index as it is")
                }
            }
        }
        differences += rows.keys.map { "\($0.kind) \($0.record.text) is gone but in the index" }
        if !sums.isEmpty, rows.isEmpty, differences.isEmpty { differences.append("the index has words of no text") }
        return differences
    }

    private func sum(_ row: SearchRow, _ text: SearchText) -> UInt64 {
        let columns = [
            ("title", Words.folded(text.title)), ("body", Words.folded(text.body)), ("staff", Words.folded(text.staff)),
            ("place", row.place),
        ]
        var sum: UInt64 = 0
        for (column, words) in columns {
            for (place, word) in words.utf8.split(separator: UInt8(ascii: " ")).enumerated() {
                sum &+= Self.sum(column, Array(word), Int64(place))
            }
        }
        return sum
    }

    /// FNV-1a, by Fowler, Noll and Vo; sums of it do not depend on the order of words.
    private static func sum(_ column: String, _ word: [UInt8], _ place: Int64) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in Array(column.utf8) + word + Array("\(place)".utf8) {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return hash
    }
}
