import Domain

/// Which texts some changes have made others, so that the index can follow once they are all there.
struct Unindexed {
    struct Key: Hashable { let kind: String, record: Identifier }
    /// From what to what; nil where there is no text.
    struct Rewording {
        let plan: Identifier?
        let before: SearchText?
        var after: SearchText?
        /// Of the newest change.
        var seq: Int64
    }
    private(set) var changes: [Key: Rewording] = [:]
    /// Plans that others see than before.
    private(set) var plans: Set<Identifier> = []
    var isEmpty: Bool { changes.isEmpty && plans.isEmpty }

    /// - Parameter record: as it is now; as it was, where it is deleted
    mutating func add<R: Record>(_ record: R, _ action: Change.Action, _ edits: [Edit], seq: Int64) {
        if record is Plan, action == .update, edits.contains(where: { $0.name == "access" }) {
            plans.insert(record.id.raw)
        }
        guard edits.contains(where: { R.fields.all[$0.place].traits.isSearchable }), R.isSearched else { return }
        var before: SearchText?
        switch action {
        case .create, .restore: break
        case .delete: before = SearchText(record)
        case .update:
            var old = record
            for edit in edits { _ = R.fields.all[edit.place].set(&old, edit.before) }
            before = SearchText(old)
        }
        let after = action == .delete ? nil : SearchText(record)
        add(
            Key(kind: R.kind.name, record: record.id.raw),
            Rewording(plan: record.plan?.raw, before: before, after: after, seq: seq))
    }
    mutating func add(_ other: Unindexed) {
        for (key, change) in other.changes { add(key, change) }
        plans.formUnion(other.plans)
    }
    mutating func add(_ key: Key, _ change: Rewording) {
        guard var known = changes[key] else { return changes[key] = change }
        (known.after, known.seq) = (change.after, change.seq)
        changes[key] = known
    }
}
