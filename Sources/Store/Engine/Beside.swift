public import Domain

extension Store {
    /// Writes to operational tables of data that a server may be at work on, in a short transaction of its own. A server
    /// reads those anew whenever it needs them; a change of a record would be news that nobody is told.
    /// - Parameter migrations: the folder of the SQL files
    /// - Throws: `Unusable`, and what the body throws
    public static func beside<T>(
        _ folder: String, migrations: String, at now: Instant, newID: @escaping @Sendable () -> Identifier,
        _ body: (Tx) throws -> T
    ) throws -> T {
        let database = try DataFolder.existing(in: folder), migrations = try Migrations(folder: migrations)
        try Engine.look(at: database) { try migrations.checkNewest($0, database) }
        let engine = try Engine(path: database)
        defer { try? engine.close() }
        return try engine.setUp { connection in
            var result: T?
            try connection.transaction {
                let tx = Tx(
                    connection, Schema(Kinds.all), as: .quartet, at: now, after: try connection.newestSeq(),
                    newID: newID)
                result = try body(tx)
                precondition(tx.changes.isEmpty, "records are changed by the server alone")
            }
            guard let result else { throw Corrupt(what: "a transaction that did not run") }
            return result
        }
    }

    /// Whether a server, or another command, holds the folder.
    public static func isInUse(_ folder: String) -> Bool { DataFolder.isTaken(folder) }
}
