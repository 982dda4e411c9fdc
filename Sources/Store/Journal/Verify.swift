public import Domain

extension Store {
    /// Looks through a database without changing it, be it a backup or one that a server works on, and tells what is not
    /// as it should be; nothing when all is.
    /// - Parameter file: nil for the one in the folder
    /// - Throws: `Unusable` where there is none, or none of this version
    public static func verify(
        _ file: String?, in folder: String, migrations: String, at now: Instant
    ) throws -> [String] {
        let database = try file ?? DataFolder.existing(in: folder), migrations = try Migrations(folder: migrations)
        do {
            return try Engine.look(at: database) { connection in
                let damage = try connection.damage(isThorough: true)
                if !damage.isEmpty { return damage }
                try migrations.checkNewest(connection, database)
                let schema = Schema(Kinds.all)
                try schema.checkTables(connection)
                return try Reader(connection, schema, as: .quartet, at: now).verify()
            }
        } catch let error as Unusable { throw error } catch let error as Corrupt { return [error.what] } catch {
            throw Unusable("\(database) cannot be read: \(Engine.words(error)).")
        }
    }
}

extension Reader {
    /// Rebuilds every record from the journal, and what is derived from records, and tells what is not as it is written;
    /// nothing when all agree.
    public func verify() throws -> [String] {
        try connection.damage(isThorough: false) + schema.tables.flatMap { try verify($0.type) }
            + SearchIndex(connection: connection, schema: schema).differences() + scoreDifferences()
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
