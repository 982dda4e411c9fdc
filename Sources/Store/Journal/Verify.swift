import Domain

extension Reader {
    /// Rebuilds every record from the journal and tells what is not as the rows have it, nor the index of words as the
    /// records; nothing when all agree.
    public func verify() throws -> [String] {
        var differences: [String] = []
        try connection.each("PRAGMA foreign_key_check") { row in
            differences.append("a row of \(row.string(0)) refers to a missing row of \(row.string(2))")
        }
        differences += try schema.tables.flatMap { try verify($0.type) }
        return try differences + SearchIndex(connection: connection, schema: schema).differences()
    }

    private func verify<R: Record>(_: R.Type) throws -> [String] {
        let replay = Replay<R>()
        try connection.each(JournalLine.select + " WHERE kind = ? ORDER BY seq", [.text(R.kind.name)]) {
            try replay.take(JournalLine($0))
        }
        var rebuilt = replay.records
        var differences: [String] = []
        let table = schema[R.self]
        try connection.each(table.select) { row in
            let record: R = try table.record(row)
            if rebuilt.removeValue(forKey: record.id.raw) != record {
                differences.append("\(R.kind.name) \(record.id.text) differs from the journal")
            }
        }
        return differences + rebuilt.keys.map { "\(R.kind.name) \($0.text) has no row" }
    }
}
