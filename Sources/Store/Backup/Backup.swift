import Domain
import Foundation

/// All data, as it stood at one moment, in one file.
public struct Backup: Sendable {
    public let file: String
    /// In bytes.
    public let size: Int64
    /// The newest change in it.
    public let seq: Int64

    /// Copies the data of a folder while a server may read and write it. The file gets its name once it is whole, checked
    /// and on the disk.
    /// - Parameters:
    ///   - migrations: the folder of the SQL files
    ///   - replacing: whether a file of this name may go
    ///   - isCancelled: asked now and then; whether nobody wants it any more
    /// - Throws: `Unusable`, `CancellationError`; there is then no such file, or the one that was
    public static func make(
        of folder: String, to file: String, migrations: String, replacing: Bool = false,
        isCancelled: @escaping () -> Bool = { false }
    ) throws -> Backup {
        let source = try DataFolder.existing(in: folder), migrations = try Migrations(folder: migrations)
        let pending = try PendingFile(file, replacing: replacing)
        do {
            do {
                try Engine.copy(source, to: pending.draft, isCancelled: isCancelled)
            } catch let error as CancellationError { throw error } catch {
                throw Unusable("\(source) cannot be copied: \(Engine.words(error)).")
            }
            let seq = try check(pending.draft, migrations)
            try pending.finish()
            return Backup(file: file, size: size(of: file), seq: seq)
        } catch {
            pending.discard()
            throw error
        }
    }

    /// Whether a file is a sound database of this version of Quartet or of an older one.
    /// - Returns: the newest change in it
    /// - Throws: `Unusable` with what is wrong
    static func check(_ file: String, _ migrations: Migrations) throws -> Int64 {
        do {
            return try Engine.look(at: file) { connection in
                guard try migrations.check(connection) > 0 else {
                    throw Unusable("\(file) is a database, but none of Quartet.")
                }
                if let damage = try connection.damage(isThorough: false).first {
                    throw Unusable("\(file) is damaged: \(damage).")
                }
                return try connection.newestSeq()
            }
        } catch let error as Unusable { throw error } catch {
            throw Unusable("\(file) cannot be read: \(Engine.words(error)).")
        }
    }

    static func size(of file: String) -> Int64 {
        let traits = try? FileManager.default.attributesOfItem(atPath: file)
        return (traits?[.size] as? NSNumber)?.int64Value ?? 0
    }
}

extension Connection {
    /// What SQLite finds wrong with the file and its references; nothing when it is sound.
    /// - Parameter isThorough: whether indexes are compared with their tables, too
    func damage(isThorough: Bool) throws -> [String] {
        var found: [String] = []
        try each(isThorough ? "PRAGMA integrity_check" : "PRAGMA quick_check") { row in
            if row.string(0) != "ok" { found.append(row.string(0)) }
        }
        try each("PRAGMA foreign_key_check") { row in
            found.append("a row of \(row.string(0)) refers to a missing row of \(row.string(2))")
        }
        return found
    }
}
