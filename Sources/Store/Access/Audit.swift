public import Domain
import JSON

/// How long the audit is kept.
public enum AuditLife {
    /// In days: a year, and the weeks in which somebody looks back at it.
    public static let days = 400
    /// What strangers bring about goes sooner, and never is more than so many rows.
    public static let strangersDays = 90, strangersMost = 100_000
}

extension Tx {
    /// Writes something down in the audit as done by the caller, from where they ask. What a change of a record says
    /// passes here by itself.
    /// - Parameters:
    ///   - about: the record it was done to
    ///   - detail: words and ids, by name; never a text that somebody wrote, for the audit outlives what is erased
    ///   - times: how many that were alike
    public func audit(
        _ event: AuditEvent, about: RecordReference? = nil, plan: ID<Plan>? = nil, detail: [String: Value] = [:],
        times: Int = 1
    ) throws {
        try audit(AuditNote(event, about: about, plan: plan, detail: detail), times: times)
    }
    public func audit<R: Record>(_ event: AuditEvent, about: ID<R>, detail: [String: Value] = [:]) throws {
        try audit(event, about: RecordReference(about), detail: detail)
    }

    public func audit(_ note: AuditNote, times: Int = 1) throws {
        if let seconds = note.event.countedWithin, try count(note, times, within: seconds) { return }
        var detail = JSONWriter()
        detail.byte(UInt8(ascii: "{"))
        for (name, value) in note.detail.sorted(by: { $0.key < $1.key }) {
            detail.key(name)
            detail.value(value)
        }
        detail.byte(UInt8(ascii: "}"))
        try connection.run(
            """
            INSERT INTO audit (at, last_at, event, member, about, plan, address, detail, count, by_strangers)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .instant(now), .instant(now), .text(note.event.rawValue), actor, (note.about?.text).value,
                note.plan.map { .id($0.raw) } ?? .null, .text(caller.address),
                .text(String(decoding: detail.bytes, as: UTF8.self)), .int(Int64(times)),
                .bool(note.event.isByStrangers),
            ])
    }
    private var actor: Value { caller.member == .none ? .null : .id(caller.member.raw) }

    /// Counts it to the row of its like, if there is one that is no older than this.
    private func count(_ note: AuditNote, _ times: Int, within seconds: Int) throws -> Bool {
        let sql = """
            UPDATE audit SET count = count + ?, last_at = ? WHERE id = (
                SELECT id FROM audit WHERE event = ? AND address = ? AND about IS ? AND member IS ? AND at > ?
                ORDER BY id DESC LIMIT 1)
            """
        try connection.run(
            sql,
            [
                .int(Int64(times)), .instant(now), .text(note.event.rawValue), .text(caller.address),
                (note.about?.text).value, actor, .instant(now.adding(seconds: -seconds)),
            ])
        return connection.changed > 0
    }

    /// Lets go of what is too old to be kept.
    public func pruneAudit() throws {
        func old(_ days: Int) -> Value { .instant(now.adding(seconds: -days * 86_400)) }
        try connection.run("DELETE FROM audit WHERE at < ?", [old(AuditLife.days)])
        try connection.run("DELETE FROM audit WHERE by_strangers AND at < ?", [old(AuditLife.strangersDays)])
    }

    /// Lets go of what is too much of what strangers brought about.
    public func boundAudit() throws {
        try connection.run(
            """
            DELETE FROM audit WHERE by_strangers AND id <= (
                SELECT id FROM audit WHERE by_strangers ORDER BY id DESC LIMIT 1 OFFSET ?)
            """, [.int(Int64(AuditLife.strangersMost))])
    }
}

/// A question for the audit.
public struct AuditQuery: Sendable {
    /// One of these; none is any.
    public var events: [AuditEvent] = []
    /// Who did it or to whom it was done.
    public var member: ID<Member>?
    /// From the first to the last of these, days with their beginning and their end.
    public var from: Point?, to: Point?
    /// In which days are meant; nil is the workspace's.
    public var zone: String?
    /// The cursor in the page before.
    public var after: String?
    /// 1…200.
    public var limit = 50
    public init() {}

    fileprivate func condition(in zone: String) -> SQL {
        var condition = SQL("1 = 1")
        if !events.isEmpty { condition += SQL(" AND ") + .among("event", events.map(\.rawValue)) }
        if let member {
            condition += SQL(
                " AND (member = ? OR about = ?)", .id(member.raw), .text(RecordReference(member).text))
        }
        if let from { condition += from.condition("audit", isStart: true, in: zone) }
        if let to { condition += to.condition("audit", isStart: false, in: zone) }
        return condition
    }
}

extension Reader {
    /// What the audit holds, newest first: a list in JSON of `{"id", "at", "lastAt", "count", "event", "member", "address",
    /// "about", "name", "plan", "planName", "detail"}`, and the cursor of the next page.
    /// - Throws: `Forbidden` for all but admins, `Invalid` for a cursor that is none, `OtherHistory`
    public func audit(_ query: AuditQuery) throws -> (items: [UInt8], next: String?) {
        guard caller.isAdmin else { throw Forbidden("The audit is for admins.") }
        let older = try query.after.map { try SQL(" AND id < ?", .int(number($0))) } ?? SQL("")
        let sql =
            SQL("SELECT id, at, last_at, count, event, member, address, about, plan, detail FROM audit WHERE ")
            + query.condition(in: try timeZone(query.zone)) + older
            + SQL(" ORDER BY id DESC LIMIT ?", .int(Int64(query.limit + 1)))
        var json = JSONWriter(), count = 0, last: Int64?, next: String?
        json.byte(UInt8(ascii: "["))
        try connection.each(sql) { row in
            guard count < query.limit else { return next = try last.map(cursor) }
            let about = row.maybe(7, row.string), plan = row.maybe(8) { ID<Plan>(row.id($0)) }
            json.separate()
            json.byte(UInt8(ascii: "{"))
            json.members([
                "id": .int(row.int(0)), "at": .instant(row.instant(1)), "lastAt": .instant(row.instant(2)),
                "count": .int(row.int(3)), "event": .text(row.string(4)),
                "member": row.maybe(5) { .id(row.id($0)) } ?? .null, "address": .text(row.string(6)),
                "about": about.value, "name": try about.flatMap(RecordReference.init).flatMap(name).value,
                "plan": plan.map { .id($0.raw) } ?? .null, "planName": try plan.flatMap(name).value,
            ])
            json.key("detail")
            json.raw(row.text(9))
            json.byte(UInt8(ascii: "}"))
            (last, count) = (row.int(0), count + 1)
        }
        json.byte(UInt8(ascii: "]"))
        return (json.bytes, next)
    }

    /// What something is called today; nil where it is gone, and for members, whom everybody knows.
    private func name(_ about: RecordReference) throws -> String? {
        switch about.kind {
        case Plan.kind.name: try name(ID<Plan>(about.id))
        case Account.kind.name: try find(ID<Account>(about.id))?.name
        case ShareLink.kind.name: try find(ID<ShareLink>(about.id))?.label
        default: nil
        }
    }
    private func name(_ plan: ID<Plan>) throws -> String? {
        guard let plan = try find(plan), let account = try find(plan.account) else { return nil }
        return "\(account.name), \(plan.title)"
    }
}
