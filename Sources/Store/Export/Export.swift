public import Domain
import Foundation
import JSON

/// All that people made, in files that need no Quartet to be read. Nothing operational is in them: no passwords, sessions,
/// links or tokens.
public struct Export: Sendable {
    public var changes: Int64 = 0, records: Int64 = 0, scores: Int64 = 0

    /// Writes the data of a folder into one file of JSON Lines, whole, also while a server is at work.
    /// - Parameter migrations: the folder of the SQL files
    /// - Throws: `Unusable`; there is then no such file, or the one that was
    public static func make(
        of folder: String, to file: String, migrations: String, replacing: Bool = false, at now: Instant
    ) throws -> Export {
        let pending = try PendingFile(file, replacing: replacing)
        do {
            let export = try look(into: folder, migrations, at: now) { reader in
                try reader.export(to: pending.draft, isWhole: true)
            }
            try pending.finish()
            return export
        } catch {
            pending.discard()
            throw error
        }
    }

    /// Writes them into a new folder: the whole in `quartet.jsonl`, and in `csv` a table of each kind.
    public static func makeFolder(
        of folder: String, at path: String, migrations: String, at now: Instant
    ) throws -> Export {
        let files = FileManager.default, draft = "\(path).\(getpid()).partial"
        let there = try? files.contentsOfDirectory(atPath: path)
        if there?.isEmpty == false || there == nil && files.fileExists(atPath: path) {
            throw Unusable("\(path) is there already; name a folder that is not, or that is empty.")
        }
        defer { try? files.removeItem(atPath: draft) }
        do {
            try files.createDirectory(
                atPath: draft + "/csv", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw Unusable("\(path) cannot be made: \(error.localizedDescription)") }
        let export = try look(into: folder, migrations, at: now) { reader in
            for table in reader.schema.tables {
                let file = try PendingFile("\(draft)/csv/\(table.kind.path).csv", replacing: false)
                try reader.writeTable(table, to: file.draft, isWhole: true)
                try file.finish()
            }
            let file = try PendingFile("\(draft)/quartet.jsonl", replacing: false)
            let export = try reader.export(to: file.draft, isWhole: true)
            try file.finish()
            return export
        }
        guard rename(draft, path) == 0 else {
            throw Unusable("\(path) cannot be made: \(String(cString: strerror(errno))).")
        }
        return export
    }

    private static func look<T>(
        into folder: String, _ migrations: String, at now: Instant, _ body: (Reader) throws -> T
    ) throws -> T {
        let database = try DataFolder.existing(in: folder), migrations = try Migrations(folder: migrations)
        do {
            return try Engine.look(at: database) { connection in
                try migrations.checkNewest(connection, database)
                return try body(Reader(connection, Schema(Kinds.all), as: .quartet, at: now))
            }
        } catch let error as Unusable { throw error } catch {
            throw Unusable("\(database) cannot be read: \(Engine.words(error)).")
        }
    }
}

extension Store {
    /// Writes what the caller may see into a file that is there: all of it as JSON Lines, or one kind as a table.
    /// - Parameter path: the kind as in addresses; nil for all
    public func export(_ path: String?, as caller: Caller, at now: Instant, to file: String) async throws {
        try await read(as: caller, at: now) { reader in
            guard let path else { return _ = try reader.export(to: file, isWhole: false) }
            guard let table = reader.schema.table(path: path) else { throw NotFound(kind: "kind of record") }
            try reader.writeTable(table, to: file, isWhole: false)
        }
    }
}

extension Reader {
    /// - Parameter isWhole: also what the caller may not see
    fileprivate func export(to file: String, isWhole: Bool) throws -> Export {
        let out = try FileWriter(file)
        var export = Export()
        let newest = try connection.first("SELECT max(name) FROM migration") { $0.string(0) }
        try out.write(
            ExportFormat.line(.export) { json in
                json.members([
                    "format": .text(ExportFormat.name), "version": .int(ExportFormat.version), "at": .instant(now),
                    "epoch": .text(try epoch()), "seq": .int(try seq()), "migration": newest.value,
                    "whole": .bool(isWhole),
                ])
            })
        let shown = isWhole ? SQL("1 = 1") : exportedChanges
        try connection.each(SQL(JournalLine.select + " WHERE ") + shown + SQL(" ORDER BY seq")) { row in
            try out.write(JournalLine(row).exported)
            export.changes += 1
        }
        for table in schema.tables {
            try connection.each(exported(table, isWhole)) { row in
                try out.write(
                    ExportFormat.line(.record) { json in
                        json.key("kind")
                        json.text(table.kind.name)
                        json.key("fields")
                        table.write(row, to: &json, forStaff: true)
                    })
                export.records += 1
            }
        }
        export.scores = try exportScores(to: out, isWhole: isWhole)
        try out.write(
            ExportFormat.line(.end) { json in
                json.members([
                    "changes": .int(export.changes), "records": .int(export.records), "scores": .int(export.scores),
                ])
            })
        try out.flush()
        return export
    }

    fileprivate func writeTable(_ table: Table, to file: String, isWhole: Bool) throws {
        let out = try FileWriter(file)
        try out.write(CSV.mark + CSV.row(table.columns.map(\.field)))
        try connection.each(exported(table, isWhole)) { row in
            try out.write(CSV.row(table.columns.indices.map { CSV.cell(try table.value(row, $0)) }))
        }
        try out.flush()
    }

    private func exported(_ table: Table, _ isWhole: Bool) -> SQL {
        SQL(table.select + " WHERE ") + (isWhole ? SQL("1 = 1") : scope.condition(table)) + SQL(" ORDER BY id")
    }

    /// True of the changes of records that the caller may see: with what is somebody's own, or blind until its week closes,
    /// goes all that was ever changed of it.
    private var exportedChanges: SQL {
        schema.tables.reduce(SQL("1 = 1")) { sql, table in
            switch table.visibility {
            case .blind, .own, .ownOrShared:
                sql
                    + SQL(
                        """
                         AND (change.kind <> '\(table.kind.name)' OR EXISTS (
                            SELECT 1 FROM \(table.name) WHERE \(table.name).id = change.record AND
                        """ + " ") + scope.condition(table) + SQL("))")
            case .everyone, .colleagues, .accounts, .plans, .planContent, .staffContent: sql
            }
        }
    }
}
