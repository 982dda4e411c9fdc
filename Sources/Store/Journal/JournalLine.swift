import Domain
import JSON

/// One row of the journal.
struct JournalLine {
    var seq: Int64, entry: Int64, base: Int64
    var at: Instant, actor: ID<Member>, plan: ID<Plan>?, account: ID<Account>?
    var kind: String, record: Identifier, action: Change.Action, verb: Verb?
    /// Objects of the fields that changed, as JSON.
    var before: [UInt8], after: [UInt8]
    /// Who made the record and when; for those that create or restore it.
    var created: Stamp?

    static let insert = """
        INSERT INTO change
            (seq, entry, base, at, actor, plan, account, kind, record, action, verb, before, after)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    static let select = """
        SELECT seq, entry, base, at, actor, plan, account, kind, record, action, verb, before, after FROM change
        """

    var values: [Value] {
        [
            .int(seq), .int(entry), .int(base), .instant(at), .id(actor.raw), plan.map { .id($0.raw) } ?? .null,
            account.map { .id($0.raw) } ?? .null, .text(kind), .id(record), .text(action.rawValue),
            verb.map { .text($0.rawValue) } ?? .null, .text(String(decoding: before, as: UTF8.self)),
            .text(String(decoding: after, as: UTF8.self)),
        ]
    }

    /// The element of `changes` in an event.
    func change(audience: Audience) -> Change {
        var json = JSONWriter(capacity: 256 + before.count + after.count)
        json.byte(UInt8(ascii: "{"))
        head(&json)
        json.key("rev")
        json.int(seq)
        json.key("fields")
        guard let created, after.count >= 2 else {
            json.raw(after)
            return change(audience, before: before, &json)
        }
        json.raw(after.dropLast())
        if after.count > 2 { json.byte(UInt8(ascii: ",")) }
        json.raw("\"createdAt\":")
        json.value(.instant(created.createdAt))
        json.raw(",\"createdBy\":")
        json.value(.id(created.createdBy))
        json.byte(UInt8(ascii: "}"))
        return change(audience, before: before, &json)
    }
    private func change(_ audience: Audience, before: [UInt8], _ json: inout JSONWriter) -> Change {
        json.key("before")
        json.raw(before)
        json.byte(UInt8(ascii: "}"))
        return Change(
            seq: seq, entry: entry, at: at, actor: actor, kind: kind, record: record, action: action, verb: verb,
            plan: plan, account: account, audience: audience, json: json.bytes)
    }

    /// As a line of history: `{"seq", "entry", "at", "actor", …, "before", "after"}`.
    func write(to json: inout JSONWriter) {
        json.byte(UInt8(ascii: "{"))
        json.key("entry")
        json.int(entry)
        json.key("at")
        json.value(.instant(at))
        json.key("actor")
        json.value(.id(actor.raw))
        head(&json)
        json.key("before")
        json.raw(before)
        json.key("after")
        json.raw(after)
        json.byte(UInt8(ascii: "}"))
    }
    private func head(_ json: inout JSONWriter) {
        json.key("seq")
        json.int(seq)
        json.key("kind")
        json.text(kind)
        json.key("id")
        json.value(.id(record))
        json.key("plan")
        json.value(plan.map { .id($0.raw) } ?? .null)
        json.key("account")
        json.value(account.map { .id($0.raw) } ?? .null)
        json.key("action")
        json.text(action.rawValue)
        json.key("verb")
        json.value(verb.map { .text($0.rawValue) } ?? .null)
    }

    /// Reads the columns of `select`.
    init(_ row: Row) throws {
        guard let action = Change.Action(rawValue: row.string(9)) else { throw Corrupt(what: "journal \(row.int(0))") }
        (seq, entry, base, at, actor) = (row.int(0), row.int(1), row.int(2), row.instant(3), ID(row.id(4)))
        (plan, account) = (row.maybe(5) { ID(row.id($0)) }, row.maybe(6) { ID(row.id($0)) })
        (kind, record, self.action) = (row.string(7), row.id(8), action)
        verb = row.maybe(10) { Verb(rawValue: row.string($0)) } ?? nil
        (before, after) = (Array(row.text(11)), Array(row.text(12)))
    }

    init(
        seq: Int64, entry: Int64, base: Int64, at: Instant, actor: ID<Member>, plan: ID<Plan>?, account: ID<Account>?,
        kind: String, record: Identifier, action: Change.Action, verb: Verb?, before: [UInt8], after: [UInt8],
        created: Stamp?
    ) {
        (self.seq, self.entry, self.base, self.at, self.actor) = (seq, entry, base, at, actor)
        (self.plan, self.account, self.kind, self.record) = (plan, account, kind, record)
        (self.action, self.verb, self.before, self.after, self.created) = (action, verb, before, after, created)
    }
}

extension Tx {
    struct Past {
        let entry: Int64, actor: Identifier, at: Instant
        let before, after: [String: Value]
    }

    /// Walks the changes of a record from the newest back to, and not including, `rev`.
    /// - Returns: the change at which it ends; 0 where there was none at that rev yet
    @discardableResult func history(from newest: Int64, to rev: Int64, _ body: (Past) throws -> Void) throws -> Int64 {
        var next = newest
        while next > rev {
            let sql = "SELECT base, entry, actor, at, before, after FROM change WHERE seq = ?"
            let base = try connection.first(sql, [.int(next)]) { row in
                try body(
                    Past(
                        entry: row.int(1), actor: row.id(2), at: row.instant(3),
                        before: JSONReader.object(Array(row.text(4))), after: JSONReader.object(Array(row.text(5)))))
                return row.int(0)
            }
            guard let base else { throw Corrupt(what: "change \(next) is missing") }
            next = base
        }
        return next
    }
}
