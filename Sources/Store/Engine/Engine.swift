import Domain
import GRDB
import GRDBSQLite
import JSON
import Synchronization

/// SQLite, behind the whole interface that a second engine must offer: this file alone knows GRDB.
final class Engine: Sendable {
    private let database: any DatabaseWriter
    private let place: Place
    private let isDamaged = Mutex(false)

    /// - Parameter path: nil for a database in memory, which its only connection takes with it.
    init(path: String?) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase {
            try $0.execute(
                sql: """
                    PRAGMA cache_size = -32768;
                    PRAGMA wal_autocheckpoint = 4000;
                    -- A damaged page is noticed when it is read first.
                    PRAGMA cell_size_check = ON;
                    -- What is erased is overwritten, whatever the library was built to do.
                    PRAGMA secure_delete = ON
                    """)
        }
        if let path {
            database = try DatabasePool(path: path, configuration: configuration)
        } else {
            database = try DatabaseQueue(configuration: configuration)
        }
        // GRDB sets NORMAL when it opens a pool, after it has prepared the connection.
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        place = Place(path.map { [$0, $0 + "-wal"] } ?? [])
    }

    /// Looks into a database, as it stands at one moment, without changing a byte of it; to open it for writing does.
    static func look<T>(at path: String, _ body: (Connection) throws -> T) throws -> T {
        let database = try DatabaseQueue(path: path, configuration: reading)
        let found = try database.read { try body(Connection($0)) }
        try database.close()
        return found
    }

    /// Copies a database, as it stands at one moment, over an empty file, while others read and write it. What comes of
    /// it is one file that needs no other beside it.
    /// - Parameter isCancelled: asked every ten megabytes
    /// - Throws: `CancellationError`
    static func copy(_ source: String, to target: String, isCancelled: @escaping () -> Bool) throws {
        let from = try DatabaseQueue(path: source, configuration: reading), to = try DatabaseQueue(path: target)
        try from.read { source in
            // From the first look on it stands still for this connection; else what others write would start it anew.
            _ = try Int.fetchOne(source, sql: "SELECT 1 FROM sqlite_master")
            try to.writeWithoutTransaction { target in
                try source.backup(to: target, pagesPerStep: 2560) { _ in
                    if isCancelled() { throw CancellationError() }
                }
            }
        }
        try from.close()
        try to.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try to.close()
    }
    private static var reading: Configuration {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return configuration
    }

    /// What went wrong, as the end of a sentence for whoever runs Quartet.
    static func words(_ error: any Error) -> String {
        switch (error as? DatabaseError)?.resultCode.primaryResultCode {
        case .SQLITE_NOTADB: "it is no database, or is damaged"
        case .SQLITE_CORRUPT: "it is damaged"
        case .SQLITE_FULL: "the disk is full"
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY: "this user may not read it, or not write its folder"
        case .SQLITE_BUSY, .SQLITE_LOCKED: "another program holds it"
        default: "\(error)"
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        do { return try await database.read { try body(Connection($0)) } } catch { throw told(error) }
    }
    /// On the one connection that writes, one after the other, outside of any transaction.
    func write(_ body: @escaping @Sendable (Connection) -> Void) {
        database.asyncWriteWithoutTransaction { body(Connection($0)) }
    }
    /// The same, while nobody else is there yet: at start.
    func setUp<T>(_ body: (Connection) throws -> T) throws -> T {
        try database.writeWithoutTransaction { try body(Connection($0)) }
    }
    /// Brings what is in the log into the database first, so that the one file holds everything.
    func close() throws {
        if (try? check()) != nil {
            try? database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
        try database.close()
    }

    /// Moves what the log of writes holds to the database, and empties it; false where somebody was reading it.
    func emptyLog() async throws -> Bool {
        try await database.writeWithoutTransaction {
            try Connection($0).first("PRAGMA wal_checkpoint(TRUNCATE)") { $0.int(0) == 0 } ?? true
        }
    }

    /// Watches tables by triggers of the one connection that writes, so that no writer can forget to tell.
    func watch(_ tables: [String]) throws -> Watch {
        let watch = Watch()
        try database.writeWithoutTransaction { database in
            let function = "touch_\(tables.joined(separator: "_"))"
            database.add(
                function: DatabaseFunction(function, argumentCount: 0) { _ in
                    watch.touch()
                    return nil
                })
            for table in tables {
                for event in ["INSERT", "UPDATE", "DELETE"] {
                    try database.execute(
                        sql: """
                            CREATE TEMP TRIGGER \(function)_\(table)_\(event) AFTER \(event) ON main.\(table)
                            BEGIN SELECT \(function)(); END
                            """)
                }
            }
        }
        return watch
    }

    /// Has to be asked before anything is written. - Throws: `Trouble`
    func check() throws {
        if isDamaged.withLock({ $0 }) { throw Trouble.damaged }
        if !place.isAsItWas { throw Trouble.moved }
    }
    /// What an error says of the state of the data, or else the error. Nothing is written any more after damage was seen.
    func told(_ error: any Error) -> any Error {
        let trouble = Self.trouble(error)
        if trouble == .damaged { isDamaged.withLock { $0 = true } }
        // SQLite tells the one as the other where it maps memory.
        if trouble == .failing, place.isFull { return Trouble.full }
        return trouble ?? error
    }

    static func trouble(_ error: any Error) -> Trouble? {
        switch (error as? DatabaseError)?.resultCode {
        case .SQLITE_FULL: .full
        case .SQLITE_READONLY: .readOnly
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PROTOCOL: .failing
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
        default: error as? Trouble
        }
    }

    /// Whether an error says that a reference, a unique index or a check does not hold.
    static func isConstraint(_ error: any Error) -> Bool {
        (error as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT
    }
}

/// One connection. With `Row`, all that a second engine must offer; SQL and `Value` are the currency.
struct Connection {
    private let database: Database
    fileprivate init(_ database: Database) { self.database = database }

    /// Runs a statement; its placeholders are `?`, in order.
    func run(_ sql: String, _ values: [Value] = []) throws { try each(sql, values) { _ in } }

    /// Calls `row` for each row of the answer.
    func each(_ sql: String, _ values: [Value] = [], row: (Row) throws -> Void) throws {
        let statement = try database.cachedStatement(sql: sql), raw = statement.sqliteStatement
        defer {
            sqlite3_reset(raw)
            sqlite3_clear_bindings(raw)
        }
        for (place, value) in values.enumerated() { bind(value, Int32(place + 1), raw) }
        while true {
            switch sqlite3_step(raw) {
            case SQLITE_ROW: try row(Row(raw: raw))
            case SQLITE_DONE: return
            case let code:
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: sql)
            }
        }
    }
    /// The first row of the answer.
    func first<T>(_ sql: String, _ values: [Value] = [], _ read: (Row) throws -> T) throws -> T? {
        var found: T?
        try each(sql, values) { if found == nil { found = try read($0) } }
        return found
    }
    func exists(_ sql: String, _ values: [Value] = []) throws -> Bool { try first(sql, values) { _ in true } ?? false }

    /// Several statements at once, as in a migration.
    func script(_ sql: String) throws { try database.execute(sql: sql) }

    func transaction(_ body: () throws -> Void) throws {
        try database.inTransaction(.immediate) {
            try body()
            return .commit
        }
    }
    var isInTransaction: Bool { database.isInsideTransaction }
    /// Rows that the last statement changed.
    var changed: Int { database.changesCount }

    private func bind(_ value: Value, _ place: Int32, _ raw: OpaquePointer) {
        switch value {
        case .null: sqlite3_bind_null(raw, place)
        case .bool(let yes): sqlite3_bind_int64(raw, place, yes ? 1 : 0)
        case .int(let n): sqlite3_bind_int64(raw, place, n)
        case .real(let n): sqlite3_bind_double(raw, place, n)
        case .instant(let at): sqlite3_bind_int64(raw, place, at.milliseconds)
        case .text(let text): self.text(Array(text.utf8), place, raw)
        case .day(let day): text(Array(day.text.utf8), place, raw)
        case .id(let id): text(id.utf8, place, raw)
        case .list:
            var json = JSONWriter()
            json.value(value)
            text(json.bytes, place, raw)
        }
    }
    private func text(_ utf8: [UInt8], _ place: Int32, _ raw: OpaquePointer) {
        let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        // An empty array has no address, and no address would mean NULL.
        if utf8.isEmpty { return _ = sqlite3_bind_text(raw, place, "", 0, copies) }
        utf8.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = sqlite3_bind_text(raw, place, start, Int32(bytes.count), copies)
        }
    }
}

/// The row on which a statement stands; valid until the next step.
struct Row {
    fileprivate let raw: OpaquePointer
    func isNull(_ i: Int32) -> Bool { sqlite3_column_type(raw, i) == SQLITE_NULL }
    func int(_ i: Int32) -> Int64 { sqlite3_column_int64(raw, i) }
    func real(_ i: Int32) -> Double { sqlite3_column_double(raw, i) }
    func text(_ i: Int32) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: sqlite3_column_text(raw, i), count: Int(sqlite3_column_bytes(raw, i)))
    }
    func string(_ i: Int32) -> String { String(decoding: text(i), as: UTF8.self) }
    func id(_ i: Int32) -> Identifier { Identifier(utf8: text(i)) ?? .none }
    func instant(_ i: Int32) -> Instant { Instant(milliseconds: int(i)) }
    func maybe<T>(_ i: Int32, _ read: (Int32) -> T) -> T? { isNull(i) ? nil : read(i) }
}
