public import Domain
import JSON

/// What a snapshot stands on: the highest `seq` of all that it shows.
public struct SnapshotVersion: Hashable, Sendable {
    public let plan: ID<Plan>, seq: Int64
    /// Guests get of the account no more than its name.
    public let isForStaff: Bool
}

/// Who asks for which plan.
struct SnapshotQuestion: Hashable, Sendable {
    private let caller: Caller, plan: ID<Plan>
    /// From where they ask is all the same.
    init(caller: Caller, plan: ID<Plan>) { (self.caller, self.plan) = (caller.from(""), plan) }
}

extension Store {
    /// What a snapshot of the plan stands on, if that was looked up and nothing was committed since; access included.
    public func knownVersion(of plan: ID<Plan>, for caller: Caller) -> SnapshotVersion? {
        versions.answer(to: SnapshotQuestion(caller: caller, plan: plan), at: commits.commits)
    }

    /// Looks it up, with whatever else is to be read at the same moment.
    /// - Throws: `NotFound` where the caller may not see the plan
    public func read<T: Sendable>(
        _ plan: ID<Plan>, as caller: Caller, _ body: @escaping @Sendable (Reader, SnapshotVersion) throws -> T
    ) async throws -> T {
        let commit = commits.commits, question = SnapshotQuestion(caller: caller, plan: plan), versions = versions
        return try await read(as: caller) { reader in
            let version = try reader.snapshotVersion(of: plan)
            versions.keep(version, to: question, at: commit)
            return try body(reader, version)
        }
    }
}

extension Reader {
    /// Throws `NotFound` where the caller may not see the plan, so that it is asked before any cache.
    public func snapshotVersion(of plan: ID<Plan>) throws -> SnapshotVersion {
        let table = schema[Plan.self]
        let sql =
            SQL(
                """
                SELECT max(account.rev, coalesce((SELECT seq FROM change WHERE change.plan = plan.id
                    AND change.kind NOT IN (\(schema.blindKinds)) ORDER BY seq DESC LIMIT 1), 0))
                FROM plan JOIN account ON account.id = plan.account WHERE plan.id = ? AND
                """ + " ", .id(plan.raw)) + scope.condition(table)
        guard let seq = try connection.first(sql, { $0.int(0) }) else { throw NotFound(kind: Plan.kind.name) }
        return SnapshotVersion(plan: plan, seq: seq, isForStaff: caller.isStaff)
    }

    /// The whole plan, column values to bytes: `{"seq", "epoch", "account", "plan", "planMembers", "objectives", …,
    /// "activity"}`. It holds only what every viewer of the plan may see.
    public func snapshot(_ version: SnapshotVersion, epoch: String) throws -> [UInt8] {
        let plan = Value.id(version.plan.raw)
        return try snapshot(version, epoch: epoch) { table, json in
            switch table.kind {
            case Account.kind:
                try writeOne(Account.self, where: SQL("id = (SELECT account FROM plan WHERE id = ?)", plan), to: &json)
            case Plan.kind: try writeOne(Plan.self, where: SQL("id = ?", plan), to: &json)
            default: try write(table.type, of: plan, to: &json)
            }
        }
    }

    /// - Parameter write: writes the one account or plan, or the list of a plan's records of a kind
    func snapshot(
        _ version: SnapshotVersion, epoch: String, write: (Table, inout JSONWriter) throws -> Void
    ) throws -> [UInt8] {
        var json = JSONWriter(capacity: 128 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.key("seq")
        json.int(version.seq)
        json.key("epoch")
        json.text(epoch)
        json.key("account")
        try write(schema[Account.self], &json)
        json.key("plan")
        try write(schema[Plan.self], &json)
        for table in snapshotTables {
            json.key(table.kind.plural)
            try write(table, &json)
        }
        json.key("activity")
        try writeActivity(of: [version.plan.raw], limit: 40, byOthers: false, until: version.seq, to: &json)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }
    /// The kinds of which a snapshot holds all that belongs to the plan: not those that their own screen asks for.
    var snapshotTables: [Table] { schema.planContent.filter { !Self.apart.contains($0.kind) } }
    /// What belongs to one review has a screen of its own, and is too much talk for a plan's activity.
    static let apart: Set<Kind> = [AgendaItem.kind, ReviewNote.kind]

    private func write<R: Record>(_: R.Type, of plan: Value, to json: inout JSONWriter) throws {
        try write(R.self, where: SQL("\(schema[R.self].name).plan = ? ORDER BY id", plan), to: &json)
    }
}
