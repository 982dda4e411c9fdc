public import Domain
import JSON

/// A consistent view for one caller: everything read through it is of one moment, and within what they may see.
public struct Reader {
    public let caller: Caller, now: Instant
    let connection: Connection, schema: Schema, scope: Scope

    init(_ connection: Connection, _ schema: Schema, as caller: Caller, at now: Instant) throws {
        (self.connection, self.schema, self.caller, self.now) = (connection, schema, caller, now)
        scope = try Scope(caller, connection, at: now)
    }

    /// The newest change of all.
    public func seq() throws -> Int64 { try connection.newestSeq() }

    /// The record, if the caller may see it.
    public func find<R: Record>(_ id: ID<R>) throws -> R? {
        let table = schema[R.self]
        let sql = SQL(table.select + " WHERE id = ? AND ", .id(id.raw)) + scope.condition(table)
        return try connection.first(sql) { try table.record($0) }
    }

    /// The record as JSON, if the caller may see it.
    /// - Parameter path: the kind as in addresses: `plan-members`
    public func record(_ path: String, _ id: Identifier) throws -> [UInt8]? {
        guard let table = schema.table(path: path) else { return nil }
        return try record(table, id)
    }

    func record(_ table: Table, _ id: Identifier) throws -> [UInt8]? {
        let sql = SQL(table.select + " WHERE id = ? AND ", .id(id)) + scope.condition(table)
        return try connection.first(sql) { row in
            var json = JSONWriter()
            table.write(row, to: &json, forStaff: caller.isStaff)
            return json.bytes
        }
    }

    /// Those rows of a kind that fulfil the condition and that the caller may see, as a list in JSON.
    func write<R: Record>(_: R.Type, where condition: SQL, to json: inout JSONWriter) throws {
        let table = schema[R.self]
        let sql = SQL(table.select + " WHERE ") + scope.condition(table) + SQL(" AND ") + condition
        json.byte(UInt8(ascii: "["))
        try connection.each(sql) { row in
            json.separate()
            table.write(row, to: &json, forStaff: caller.isStaff)
        }
        json.byte(UInt8(ascii: "]"))
    }

    /// The one row that fulfils the condition, or `null`.
    func writeOne<R: Record>(_: R.Type, where condition: SQL, to json: inout JSONWriter) throws {
        let table = schema[R.self]
        let sql = SQL(table.select + " WHERE ") + scope.condition(table) + SQL(" AND ") + condition
        let found: Void? = try connection.first(sql) { table.write($0, to: &json, forStaff: caller.isStaff) }
        if found == nil { json.raw("null") }
    }
}
extension Connection {
    func newestSeq() throws -> Int64 { try first("SELECT coalesce(max(seq), 0) FROM change") { $0.int(0) } ?? 0 }
}
