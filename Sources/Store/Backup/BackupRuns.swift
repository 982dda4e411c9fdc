public import Domain

/// How the making of one backup went.
public struct BackupRun: Hashable, Sendable {
    public enum State: String, Sendable {
        case made, failed
        /// Either it is being made now, or Quartet was cut off while it was.
        case begun
    }
    public let at: Instant
    /// Its name in the folder of backups.
    public let file: String
    /// In bytes, once it is made.
    public let size: Int64?
    public let endedAt: Instant?
    /// Why there is none.
    public let error: String?

    public var state: State { endedAt == nil ? .begun : error == nil ? .made : .failed }
}

extension Store {
    /// How many are remembered.
    private static let remembered: Int64 = 500
    /// After a failure it is tried again so many seconds later.
    private static let patience = 3600

    /// Whether the workspace wants backups and has none since one was due last. One that is still to come was made while
    /// the clock was ahead, and counts for none.
    public func isBackupDue(at now: Instant) async throws -> Bool {
        try await read(as: .quartet, at: now) { reader in
            guard let rota = try reader.workspace()?.backupRota else { return false }
            let due = rota.due(at: now), tried = now.adding(seconds: -Self.patience)
            return try !reader.connection.exists(
                """
                SELECT 1 FROM backup WHERE at BETWEEN ? AND ? AND (ended_at IS NOT NULL AND error IS NULL OR at > ?)
                """, [.instant(due), .instant(now), .instant(tried)])
        }
    }

    /// Written before it is made, so that one that was cut off is seen.
    public func beginBackup(_ file: String, at now: Instant) async throws {
        try await write(as: .quartet, at: now) { tx in
            try tx.connection.run(
                "INSERT OR REPLACE INTO backup (at, file) VALUES (?, ?)", [.instant(now), .text(file)])
            try tx.connection.run(
                "DELETE FROM backup WHERE at NOT IN (SELECT at FROM backup ORDER BY at DESC LIMIT ?)",
                [.int(Self.remembered)])
        }
    }

    /// - Parameter error: nil where it is made
    public func endBackup(begun: Instant, size: Int64?, error: String?, at now: Instant) async throws {
        try await write(as: .quartet, at: now) { tx in
            try tx.connection.run(
                "UPDATE backup SET ended_at = ?, size = ?, error = ? WHERE at = ?",
                [.instant(now), size.map(Value.int) ?? .null, error.value, .instant(begun)])
        }
    }

    /// The last backup that was made; nil where there is none that this server knows of.
    public func lastBackup(at now: Instant) async throws -> BackupRun? {
        try await read(as: .quartet) {
            let made = SQL("ended_at IS NOT NULL AND error IS NULL AND at <= ?", .instant(now))
            return try $0.backupRuns(where: made, limit: 1).first
        }
    }
}

extension Reader {
    /// The newest first.
    public func backupRuns(limit: Int) throws -> [BackupRun] { try backupRuns(where: SQL("1 = 1"), limit: limit) }

    fileprivate func backupRuns(where condition: SQL, limit: Int) throws -> [BackupRun] {
        var runs: [BackupRun] = []
        let sql =
            SQL("SELECT at, file, size, ended_at, error FROM backup WHERE ") + condition
            + SQL(" ORDER BY at DESC LIMIT ?", .int(Int64(limit)))
        try connection.each(sql) { row in
            runs.append(
                BackupRun(
                    at: row.instant(0), file: row.string(1), size: row.maybe(2, row.int),
                    endedAt: row.maybe(3, row.instant), error: row.maybe(4, row.string)))
        }
        return runs
    }
}
