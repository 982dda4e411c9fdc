public import Domain
import Foundation

extension Backup {
    public struct Restored: Sendable {
        /// The newest change in it.
        public let seq: Int64
        /// Where the data lies that was there before; nil where there was none.
        public let kept: String?
    }

    /// Puts a backup in the place of the data of a folder that no server uses, brought up to date and with an epoch of its
    /// own, so that nobody takes what they read before for a part of it.
    ///
    /// Sessions end and one-time links are spent: some of them were ended or used after the backup was made and must not
    /// come to life again. The keys of requests stay, since they say just what the backup holds.
    /// - Parameters:
    ///   - replacing: whether there may be data; it is kept beside the new
    ///   - migrations: the folder of the SQL files
    /// - Throws: `Unusable`; the data is then as it was
    public static func restore(
        _ file: String, into path: String, migrations: String, replacing: Bool = false,
        clock: @escaping @Sendable () -> Instant, newID: @escaping @Sendable () -> Identifier
    ) throws -> Restored {
        let files = FileManager.default, known = try Migrations(folder: migrations)
        guard files.fileExists(atPath: file) else { throw Unusable("There is no file \(file).") }
        let folder = try DataFolder(path)
        if files.fileExists(atPath: folder.database) {
            guard replacing else {
                throw Unusable("\(path) holds data already; with --replace it is kept aside for the backup.")
            }
            guard !isSame(file, folder.database) else { throw Unusable("\(file) is the data itself, not a backup.") }
        }
        let staging = try Staging(in: folder)
        defer { staging.clear() }
        do {
            try files.copyItem(atPath: file, toPath: staging.database)
            // A database that was copied together with its log is whole only with that.
            if files.fileExists(atPath: file + "-wal") {
                try files.copyItem(atPath: file + "-wal", toPath: staging.database + "-wal")
            }
        } catch { throw Unusable("\(file) cannot be copied to \(path): \(error.localizedDescription)") }
        chmod(staging.database, 0o600)
        do { _ = try check(staging.database, known) } catch let error as Unusable {
            throw Unusable(error.reason.replacing(staging.database, with: file))
        }
        let store = try Store(folder: staging.path, migrations: migrations, clock: clock, newID: newID)
        let now = clock(), name = URL(filePath: file).lastPathComponent
        let seq = try store.beginEpoch(newID(), from: name, Backup.size(of: file), at: now)
        try store.close()
        let stamp = now.text.prefix(19).replacing(":", with: "")
        return Restored(seq: seq, kept: try staging.takePlace(keepingAs: "replaced-\(stamp)Z.db"))
    }

    private static func isSame(_ a: String, _ b: String) -> Bool {
        var one = stat(), other = stat()
        return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }
}

extension Store {
    /// Another history begins, and nobody is signed in. The backup that it begins from was still being made in its own eyes.
    /// - Parameters:
    ///   - backup: its name
    ///   - size: in bytes
    /// - Returns: the newest change so far
    func beginEpoch(_ epoch: Identifier, from backup: String, _ size: Int64, at now: Instant) throws -> Int64 {
        try engine.setUp { [schema] connection in
            let seq = try connection.newestSeq()
            try connection.transaction {
                let tx = Tx(connection, schema, as: .quartet, at: now, after: seq) { epoch }
                try tx.audit(.restored)
                try connection.run("UPDATE setting SET value = ? WHERE name = 'epoch'", [.id(epoch)])
                try connection.run("DELETE FROM session")
                try connection.run("DELETE FROM invitation")
                try connection.run(
                    "UPDATE backup SET ended_at = at, size = ? WHERE file = ? AND ended_at IS NULL",
                    [.int(size), .text(backup)])
            }
            return seq
        }
    }
}
