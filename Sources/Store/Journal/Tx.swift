public import Domain
import JSON

/// The one door for writing. Everything that passes is journaled in the same transaction; there is no other way
/// through. Its life is one request: it lives on the writer's queue and must not leave the body that it is given to.
public final class Tx: Lookup {
    public let caller: Caller, now: Instant
    /// The number of this entry, if it changes anything: the `seq` of its first change.
    public let entry: Int64
    public private(set) var seq: Int64
    let connection: Connection, schema: Schema
    private(set) var changes: [Change] = []
    var unscored = Unscored(), unindexed = Unindexed()
    private var accounts: [ID<Plan>: ID<Account>] = [:]
    private let makeID: () -> Identifier
    private var verb: Verb?
    /// Undo puts back what reactions did; it must not set them off again.
    private var isQuiet = false

    init(
        _ connection: Connection, _ schema: Schema, as caller: Caller, at now: Instant, after seq: Int64,
        newID: @escaping () -> Identifier
    ) {
        (self.connection, self.schema, self.caller, self.now) = (connection, schema, caller, now)
        (self.seq, entry, makeID) = (seq, seq + 1, newID)
    }

    public func newID<R: Record>() -> ID<R> { ID(makeID()) }

    /// The same moment of the same transaction, for reading.
    var reader: Reader { get throws { try Reader(connection, schema, as: caller, at: now) } }
    private var scope: Scope { get throws { try Scope(caller, connection, at: now) } }

    // MARK: reading

    public func find<R: Record>(_ id: ID<R>) throws -> R? {
        let table = schema[R.self]
        return try connection.first(table.select + " WHERE id = ?", [.id(id.raw)]) { try table.record($0) }
    }

    public func all<R: Record>(_: R.Type, where fields: [String: Value]) throws -> [R] {
        let table = schema[R.self], sorted = fields.sorted { $0.key < $1.key }
        let conditions = try sorted.map { name, _ in
            guard let column = table.column(of: name) else {
                throw Corrupt(what: "\(R.kind.name) has no field \(name)")
            }
            return "\(column.quoted) = ?"
        }
        var found: [R] = []
        let sql = table.select + (conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND "))
        try connection.each(sql + " ORDER BY id", sorted.map(\.value)) { found.append(try table.record($0)) }
        return found
    }

    public func sees(_ member: ID<Member>, _ plan: ID<Plan>) throws -> Bool {
        guard let member = try find(member), !member.archived else { return false }
        let seen =
            try SQL("SELECT 1 FROM plan WHERE plan.id = ? AND ", .id(plan.raw))
            + Scope(Caller(member), connection, at: now).condition(schema[Plan.self])
        return try connection.exists(seen)
    }

    /// The record, if the caller may see it. Throws `NotFound` otherwise.
    public func see<R: Record>(_ id: ID<R>) throws -> R {
        let table = schema[R.self]
        let sql = try SQL(table.select + " WHERE id = ? AND ", .id(id.raw)) + scope.condition(table)
        guard let record: R = try connection.first(sql, { try table.record($0) }) else {
            throw NotFound(kind: R.kind.name)
        }
        return record
    }

    // MARK: what callers may do, checked

    /// Makes a record of what a client sent. Throws `Invalid`, `Forbidden`, `NotFound`, `AlreadyThere`.
    @discardableResult public func create<R: Record>(_: R.Type, id: ID<R>?, _ patch: Patch) throws -> R {
        if R.isMadeByActions { throw MadeByActions(kind: R.kind.name) }
        if R.visibility == .staffContent, !caller.isStaff { throw Forbidden(Refusals.notForGuests) }
        var new = R()
        new.id = id ?? newID()
        try new.apply(patch, creating: true)
        new.stamp.createdBy = caller.member.raw
        try checkVisible(R.self, new.edits(since: R()))
        if let reason = try R.access.refusal(.create, new, caller, self) { throw Forbidden(reason) }
        if try find(new.id) != nil { throw AlreadyThere(kind: R.kind.name) }
        return try insert(new)
    }

    /// Another's change of other fields since `rev` is merged; of the same fields is a `Conflict`.
    /// Without `rev` the last writer stands.
    @discardableResult public func edit<R: Record>(_ id: ID<R>, _ patch: Patch, ifMatch rev: Int64? = nil) throws -> R {
        let old = try see(id)
        if R.isMadeByActions { throw MadeByActions(kind: R.kind.name) }
        var new = old
        try new.apply(patch)
        let edits = new.edits(since: old)
        try checkVisible(R.self, edits)
        if let reason = try R.access.refusal(.edit(new), old, caller, self) { throw Forbidden(reason) }
        if let rev, rev != old.stamp.rev { try checkConflicts(old, edits, since: rev) }
        return try update(old, to: new)
    }

    /// Deletes it with its parts. Throws `NotFound`, `Forbidden`, `NotDeletable`, `InUse`.
    public func remove<R: Record>(_ id: ID<R>) throws {
        let old = try see(id)
        if R.isMadeByActions { throw MadeByActions(kind: R.kind.name) }
        if !R.isDeletable { throw NotDeletable(kind: R.kind.name) }
        if let reason = try R.access.refusal(.delete, old, caller, self) { throw Forbidden(reason) }
        try deleteWithParts(old)
    }

    // MARK: what actions do; the rules of the kind hold all the same

    /// - Parameter verb: the word for history, where it was more than a creation
    @discardableResult public func insert<R: Record>(_ record: R, verb: Verb? = nil) throws -> R {
        if let verb { self.verb = verb }
        defer { if verb != nil { self.verb = nil } }
        var new = record
        (new.stamp.createdAt, new.stamp.createdBy) = (now, caller.member.raw)
        let table = schema[R.self]
        if let place = table.numberPlace, let plan = new.plan {
            let newest = try connection.first(
                "SELECT coalesce(max(number), 0) FROM \(table.name) WHERE plan = ?", [.id(plan.raw)]
            ) {
                $0.int(0)
            }
            _ = R.fields.all[place].set(&new, .int((newest ?? 0) + 1))
        }
        return try add(new, .create)
    }

    /// - Parameter verb: the word for history, where it was more than an edit
    @discardableResult public func update<R: Record>(_ old: R, to changed: R, verb: Verb? = nil) throws -> R {
        if let verb { self.verb = verb }
        defer { if verb != nil { self.verb = nil } }
        let table = schema[R.self]
        var new = changed
        try new.settle(since: old, by: caller.member, at: now, in: self)
        let edits = new.edits(since: old)
        if edits.isEmpty { return old }
        (new.stamp.rev, new.stamp.updatedAt) = (seq + 1, now)
        try check(new, since: old, edits)
        let values = [Value.int(seq + 1), .instant(now)] + edits.map(\.after) + [.id(new.id.raw)]
        try guarded(R.self) { try connection.run(table.update(edits.map(\.place)), values) }
        try journal(new, table, .update, edits, base: old.stamp.rev)
        for note in R.audited(old, new) { try audit(note) }
        if let old = old as? Member, let new = new as? Member { try reconsiderAccess(of: new, since: old) }
        try react(old, new)
        return new
    }

    /// Takes something out of a record for good: the journal does not say what it was, and no rule stands in the way.
    func redact<R: Record>(_ old: R, to redacted: R) throws {
        let table = schema[R.self], edits = redacted.edits(since: old)
        if edits.isEmpty { return }
        var new = redacted
        (new.stamp.rev, new.stamp.updatedAt) = (seq + 1, now)
        let values = [Value.int(seq + 1), .instant(now)] + edits.map(\.after) + [.id(new.id.raw)]
        try connection.run(table.update(edits.map(\.place)), values)
        verb = .erased
        defer { verb = nil }
        try journal(new, table, .update, edits, base: old.stamp.rev)
    }

    func delete<R: Record>(_ old: R) throws {
        let table = schema[R.self]
        do { try connection.run(table.delete, [.id(old.id.raw)]) } catch  where Engine.isConstraint(error) {
            throw InUse(kind: R.kind.name, by: [])
        }
        try journal(old, table, .delete, R().edits(since: old), base: old.stamp.rev)
        for note in R.audited(old, nil) { try audit(note) }
    }

    /// Puts a record back that was deleted at `seq`, with the number and the founder it had.
    func restore<R: Record>(_ record: R, deletedAt seq: Int64) throws { _ = try add(record, .restore, base: seq) }

    /// While the body runs, changes carry this verb, if any, and set off no reactions.
    func quietly<T>(_ verb: Verb?, _ body: () throws -> T) rethrows -> T {
        (self.verb, isQuiet) = (verb, true)
        defer { (self.verb, isQuiet) = (nil, false) }
        return try body()
    }

    private func add<R: Record>(_ record: R, _ action: Change.Action, base: Int64 = 0) throws -> R {
        let table = schema[R.self]
        var new = record
        if action == .create { try new.settle(since: nil, by: ID(new.stamp.createdBy), at: now, in: self) }
        (new.stamp.rev, new.stamp.updatedAt) = (seq + 1, now)
        let edits = new.edits(since: R())
        try check(new, since: nil, edits)
        let stamp: [Value] = [
            .id(new.id.raw), .int(seq + 1), .instant(new.stamp.createdAt), .id(new.stamp.createdBy), .instant(now),
        ]
        try guarded(R.self) { try connection.run(table.insert, stamp + R.fields.all.map { $0.get(new) }) }
        try journal(new, table, action, edits, base: base)
        for note in R.audited(nil, new) { try audit(note) }
        try react(nil, new)
        return new
    }

    private func react<R: Record>(_ old: R?, _ new: R) throws {
        if isQuiet { return }
        for reaction in Reactions.all where reaction.kind == R.kind.name {
            try carryOut(reaction.followUps(old: old, new: new, in: surroundings(of: seq, by: caller)))
        }
    }

    /// What a reaction needs to know of a change and of who made it.
    func surroundings(of seq: Int64, by caller: Caller) -> Surroundings {
        Surroundings(caller: caller, now: now, seq: seq, records: self, newID: makeID)
    }
    func carryOut(_ followUps: [FollowUp]) throws {
        for next in followUps {
            switch next {
            case .create(let record): try insert(any: record)
            case .edit(let record): try update(any: record)
            }
        }
    }
    private func insert<R: Record>(any record: R) throws { try insert(record) }
    private func update<R: Record>(any record: R) throws {
        if let old = try find(record.id) { try update(old, to: record) }
    }

    // MARK: checks

    /// The rules of the kind, and that what is referred to exists on the same plan.
    private func check<R: Record>(_ new: R, since old: R?, _ edits: [Edit]) throws {
        var problems = new.problems()
        for edit in edits {
            guard let kind = R.fields.all[edit.place].traits.target, let target = schema[kind] else { continue }
            for value in edit.after.references where try !exists(target, value, besides: new) {
                problems.append(Problem(edit.name, "there is no such \(kind)"))
            }
        }
        if problems.isEmpty { problems = try R.check(new, since: old, in: self) }
        if !problems.isEmpty { throw Invalid(problems) }
    }
    private func exists<R: Record>(_ target: Table, _ id: Value, besides record: R) throws -> Bool {
        if target.planPlace != nil, let plan = record.plan {
            return try connection.exists("SELECT 1 FROM \(target.name) WHERE id = ? AND plan = ?", [id, .id(plan.raw)])
        }
        return try connection.exists("SELECT 1 FROM \(target.name) WHERE id = ?", [id])
    }

    /// What a client refers to must be what the client may see; else it is not there.
    private func checkVisible<R: Record>(_: R.Type, _ edits: [Edit]) throws {
        var problems: [Problem] = []
        for edit in edits {
            for (kind, value) in R.fields.all[edit.place].traits.named(in: edit.after) {
                guard let target = schema[kind] else { continue }
                let seen =
                    try SQL("SELECT 1 FROM \(target.name) WHERE id = ? AND ", value)
                    + scope.condition(target)
                if try !connection.exists(seen) { problems.append(Problem(edit.name, "there is no such \(kind)")) }
            }
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }

    private func checkConflicts<R: Record>(_ old: R, _ edits: [Edit], since rev: Int64) throws {
        var then: [String: Value] = [:], by: [String: (actor: Identifier, at: Instant)] = [:]
        let seen = try history(from: old.stamp.rev, to: rev) { past in
            then.merge(past.before) { _, older in older }
            by.merge(past.after.keys.map { ($0, (past.actor, past.at)) }) { newer, _ in newer }
        }
        if seen == 0 { throw NotYetThere(kind: R.kind.name) }
        let clashes = edits.compactMap { edit -> Conflict.Clash? in
            guard let change = by[edit.name], let was = then[edit.name] else { return nil }
            var past = old
            guard R.fields.all[edit.place].set(&past, was), R.fields.all[edit.place].get(past) != edit.before else {
                return nil
            }
            return Conflict.Clash(
                field: edit.name, theirs: edit.before, yours: edit.after, by: change.actor, at: change.at)
        }
        if !clashes.isEmpty {
            throw Conflict(clashes: clashes, record: try reader.record(schema[R.self], old.id.raw) ?? [])
        }
    }

    /// A unique index that two rules raced for becomes what the rule would have said.
    private func guarded<R: Record>(_: R.Type, _ body: () throws -> Void) throws {
        do { try body() } catch  where Engine.isConstraint(error) {
            if R.self == Member.self { throw Invalid([Problem("email", "belongs to another member")]) }
            if R.self == Account.self { throw Invalid([Problem("externalId", "belongs to another account")]) }
            throw error
        }
    }

    // MARK: journal

    private func journal<R: Record>(
        _ record: R, _ table: Table, _ action: Change.Action, _ edits: [Edit], base: Int64
    ) throws {
        seq += 1
        let plan = record.plan
        let account: ID<Account>? =
            if let account = record as? Account { account.id } else if let its = record as? Plan { its.account } else {
                try plan.map(account(of:)) ?? record.accountNamed
            }
        var before = JSONWriter(), after = JSONWriter()
        let isNew = action == .create || action == .restore
        before.object(isNew ? [] : edits, verb == .erased ? \.after : \.before)
        after.object(action == .delete ? [] : edits, \.after)
        let line = JournalLine(
            seq: seq, entry: entry, base: base, at: now, actor: caller.member, plan: plan, account: account,
            kind: R.kind.name, record: record.id.raw, action: action, verb: verb, before: before.bytes,
            after: after.bytes, created: isNew ? record.stamp : nil)
        changes.append(line.change(audience: record.audience(ofChangeTo: edits.map(\.name))))
        unscored.add(record, edits)
        unindexed.add(record, action, edits, seq: seq)
        try connection.run(JournalLine.insert, line.values)
    }

    /// Asked once: a plan stays its account's.
    private func account(of plan: ID<Plan>) throws -> ID<Account>? {
        if let known = accounts[plan] { return known }
        let sql = "SELECT account FROM plan WHERE id = ?"
        let found = try connection.first(sql, [.id(plan.raw)]) { ID<Account>($0.id(0)) }
        accounts[plan] = found
        return found
    }
}
extension Traits {
    /// The records that a value of this field names, each with its kind.
    fileprivate func named(in value: Value) -> [(kind: String, id: Value)] {
        if case .text(let text) = value, shape == .anyReference {
            return RecordReference(text).map { [($0.kind, .id($0.id))] } ?? []
        }
        return target.map { kind in value.references.map { (kind, $0) } } ?? []
    }
}
extension Value {
    /// The ids in it.
    var references: [Value] {
        switch self {
        case .id: [self]
        case .list(let values): values.flatMap(\.references)
        default: []
        }
    }
}
