public import Domain
import Foundation
import JSON

/// An export that was taken into empty data.
public struct Import: Sendable {
    public private(set) var changes: Int64 = 0, records: Int64 = 0, scores: Int64 = 0
    /// Who can let the others in. Nobody has a password yet.
    public private(set) var admins: [Member] = []

    /// Takes an export into a folder that holds no workspace: every change under its own number, and so every record as it
    /// was. All is made ready beside, and takes its place when there is nothing left that could be refused.
    /// - Parameter migrations: the folder of the SQL files
    /// - Throws: `Unusable`, naming file, line and field; the folder is then as it was
    public static func make(
        of file: String, into path: String, migrations: String, clock: @escaping @Sendable () -> Instant,
        newID: @escaping @Sendable () -> Identifier
    ) throws -> Import {
        let lines = try LineReader(file), folder = try DataFolder(path)
        try checkEmpty(folder)
        let staging = try Staging(in: folder)
        defer { staging.clear() }
        let store = try Store(folder: staging.path, migrations: migrations, clock: clock, newID: newID)
        let made: Import
        do {
            made = try Reading(lines, file, store).all(at: clock())
        } catch {
            try store.close()
            throw error
        }
        try store.close()
        // What was there before held nothing.
        if let empty = try staging.takePlace(keepingAs: ".empty.db") {
            for end in ["", "-wal"] { unlink(empty + end) }
        }
        return made
    }

    private static func checkEmpty(_ folder: DataFolder) throws {
        guard FileManager.default.fileExists(atPath: folder.database) else { return }
        let isSetUp = try? Engine.look(at: folder.database) { try $0.exists("SELECT 1 FROM workspace") }
        if isSetUp != false {
            throw Unusable("\(folder.path) holds data already; an export is taken into an empty folder.")
        }
    }

    /// The way through the file.
    private final class Reading {
        let lines: LineReader, file: String, store: Store
        var made = Import(), isEnded = false, newest: Int64 = 0

        /// So many lines go into one transaction.
        private static let chunk = 1000

        init(_ lines: LineReader, _ file: String, _ store: Store) {
            (self.lines, self.file, self.store) = (lines, file, store)
        }

        func all(at now: Instant) throws -> Import {
            try placed { try takeHead(lines.next()) }
            while !isEnded {
                try store.engine.setUp { connection in
                    try connection.transaction {
                        let tx = store.importing(connection, at: now)
                        for _ in 0..<Self.chunk where !isEnded { try placed { try take(lines.next(), tx) } }
                    }
                }
            }
            guard try lines.next() == nil else { throw refusal(nil, "nothing more is expected after the end") }
            try store.engine.setUp { connection in
                try checkWhole(connection)
                made.admins = try store.finishImport(connection, at: now)
            }
            return made
        }

        /// What is refused is refused with its place.
        private func placed(_ body: () throws -> Void) throws {
            do { try body() } catch let error as NotTakenOver { throw refusal(error.field, error.reason) } catch let
                error as MalformedJSON
            { throw refusal(nil, "column \(error.column): \(error.what)") }
        }
        private func refusal(_ field: String?, _ reason: String) -> Unusable {
            Unusable("\(file), line \(lines.number)\(field.map { ", \($0)" } ?? ""): \(reason).")
        }

        private func takeHead(_ line: [UInt8]?) throws {
            let head = try JSONReader.object(line ?? [])
            guard head["line"] == .text(ExportFormat.Line.export.rawValue), head["format"] == .text(ExportFormat.name)
            else { throw NotTakenOver("format", "this is no export of Quartet") }
            guard head["version"] == .int(ExportFormat.version) else {
                throw NotTakenOver(
                    "version", "must be \(ExportFormat.version): it was made by another version of Quartet")
            }
        }

        private func take(_ line: [UInt8]?, _ tx: Tx) throws {
            guard let line else { throw NotTakenOver(nil, "the file was cut off: its end is missing") }
            let read = try JSONReader.nested(line), (members, objects) = (read.members, read.objects)
            guard case .text(let word)? = members["line"], let what = ExportFormat.Line(rawValue: word) else {
                throw NotTakenOver("line", "must be change, record, score or end")
            }
            switch what {
            case .export: throw NotTakenOver("line", "an export begins once")
            case .change:
                guard made.records == 0 else { throw NotTakenOver("line", "all changes come before the records") }
                let change = try JournalLine(exported: members)
                guard change.seq > newest else { throw NotTakenOver("seq", "must be higher than the one before") }
                try tx.takeOver(change, before: objects["before"] ?? [:], after: objects["after"] ?? [:])
                (newest, made.changes) = (change.seq, made.changes + 1)
            case .record:
                guard case .text(let kind)? = members["kind"] else { throw NotTakenOver("kind", "is required") }
                try tx.compare(kind, objects["fields"] ?? [:])
                made.records += 1
            case .score:
                try tx.takeOver(ExportedScore(members, teams: read.lists["teams"] ?? []))
                made.scores += 1
            case .end:
                // Exports of before there were scores in them have none to be counted.
                let counts = [("changes", made.changes), ("records", made.records), ("scores", made.scores)]
                for (name, count) in counts where members[name] ?? .int(0) != .int(count) {
                    throw NotTakenOver(name, "must be \(count): lines are missing")
                }
                isEnded = true
            }
        }

        private func checkWhole(_ connection: Connection) throws {
            let count = try store.schema.tables.reduce(0) { sum, table in
                try sum + (connection.first("SELECT count(*) FROM \(table.name)") { $0.int(0) } ?? 0)
            }
            guard count == made.records else {
                throw Unusable("\(file) makes \(count) records by its changes and lists \(made.records).")
            }
            guard try connection.first("SELECT count(*) FROM workspace", [], { $0.int(0) }) == 1 else {
                throw Unusable("\(file) holds no workspace.")
            }
        }
    }
}

extension Store {
    fileprivate func importing(_ connection: Connection, at now: Instant) -> Tx {
        Tx(connection, schema, as: .quartet, at: now, after: 0, newID: newID)
    }

    /// Makes what is derived of the records that are there now.
    /// - Returns: the admins
    fileprivate func finishImport(_ connection: Connection, at now: Instant) throws -> [Member] {
        let index = SearchIndex(connection: connection, schema: schema)
        try connection.run("DELETE FROM setting WHERE name = 'search'")
        var isMore = true
        while isMore { try connection.transaction { isMore = try index.catchUp() } }
        var admins: [Member] = []
        try connection.transaction {
            var unscored = Unscored()
            try connection.each("SELECT id FROM plan") { unscored.plans.insert($0.id(0)) }
            let tx = importing(connection, at: now)
            _ = try tx.reader.rescore(unscored)
            try tx.audit(.imported)
            admins = try tx.all(Member.self, where: ["role": Member.Role.admin.value, "archived": .bool(false)])
        }
        return admins
    }
}

extension JournalLine {
    /// From the members of a line of an export; what was before and after comes apart.
    /// - Throws: `NotTakenOver`
    fileprivate init(exported members: [String: Value]) throws {
        func take<V>(_ name: String, _ wanted: String, _ read: (Value) -> V?) throws -> V {
            guard let value = members[name].flatMap(read) else { throw NotTakenOver(name, wanted) }
            return value
        }
        func maybe<V>(_ name: String, _ wanted: String, _ read: (Value) -> V?) throws -> V? {
            members[name] ?? .null == .null ? nil : try take(name, wanted, read)
        }
        func id(_ value: Value) -> Identifier? { String(value).flatMap { Identifier($0) } }
        func int(_ value: Value) -> Int64? { if case .int(let n) = value, n >= 0 { n } else { nil } }
        let number = "must be a whole number", anID = "must be an id"
        self.init(
            seq: try take("seq", number, int), entry: try take("entry", number, int),
            base: try take("base", number, int),
            at: try take("at", Instant.shape.wanted) { Instant($0) }, actor: ID(try take("actor", anID, id)),
            plan: try maybe("plan", anID, id).map { ID($0) }, account: try maybe("account", anID, id).map { ID($0) },
            kind: try take("kind", "must be a kind of record") { String($0) }, record: try take("id", anID, id),
            action: try take("action", "must be create, update, delete or restore") {
                String($0).flatMap(Change.Action.init)
            }, verb: try maybe("verb", "is not known here") { String($0).flatMap(Verb.init) }, before: [], after: [],
            created: nil)
    }
}
