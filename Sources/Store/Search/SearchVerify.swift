import Domain

extension SearchIndex {
    /// Cuts every text into words anew and tells what is not as the index has it; nothing when all agree.
    func differences() throws -> [String] {
        // What an older version has left out is no difference.
        guard try isWhole() else { return [] }
        var sums: [Int64: UInt64] = [:]
        try connection.each("SELECT doc, col, term, \"offset\" FROM search_word") { row in
            sums[row.int(0), default: 0] &+= Self.sum(row.text(1).first ?? 0, row.text(2), row.int(3))
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
        var sum: UInt64 = 0
        for (column, words) in [
            ("t", Words.folded(text.title)), ("b", Words.folded(text.body)), ("s", Words.folded(text.staff)),
            ("p", row.place),
        ] as [(Unicode.Scalar, String)] {
            var words = words
            words.withUTF8 { bytes in
                for (place, word) in bytes.split(separator: UInt8(ascii: " ")).enumerated() {
                    sum &+= Self.sum(UInt8(ascii: column), UnsafeBufferPointer(rebasing: word), Int64(place))
                }
            }
        }
        return sum
    }

    /// FNV-1a, by Fowler, Noll and Vo, of where a word stands and of the word; sums of it do not depend on the order.
    /// - Parameter column: the letter that its name begins with
    private static func sum(_ column: UInt8, _ word: UnsafeBufferPointer<UInt8>, _ place: Int64) -> UInt64 {
        let prime: UInt64 = 0x0000_0100_0000_01B3
        var hash = (0xCBF2_9CE4_8422_2325 ^ UInt64(column)) &* prime
        hash = (hash ^ UInt64(bitPattern: place)) &* prime
        for byte in word { hash = (hash ^ UInt64(byte)) &* prime }
        return hash
    }
}
