import Domain
import JSON

extension Tx {
    /// A new entry that takes an older one back, with the rights of who asks and every rule in force: edits of fields
    /// go back where nothing later stands on them, creations become deletions and the other way.
    /// Throws `NotFound`, `Forbidden`, `CannotUndo` with every reason.
    public func undo(_ entry: Int64) throws {
        let lines = try lines(of: entry)
        if try lines.isEmpty || !sees(entry) { throw NotFound(kind: "entry") }
        if lines.contains(where: { $0.verb.map { !$0.isUndoable } ?? false }) {
            throw CannotUndo(reasons: ["an answer is not undone but answered anew"])
        }
        var reasons: [String] = []
        for line in lines {
            // Deleted parts come before what they belong to; whoever may bring that back may bring them.
            if line.action != .delete || line.seq == lines[0].seq { try checkRights(recordType(line), line) }
        }
        try quietly(.undid) {
            for line in lines {
                if let reason = try undo(recordType(line), line) { reasons.append(reason) }
            }
        }
        if !reasons.isEmpty { throw CannotUndo(reasons: reasons) }
    }

    /// The changes of an entry, the last one first.
    func lines(of entry: Int64) throws -> [JournalLine] {
        var lines: [JournalLine] = []
        let sql = """
            \(JournalLine.select) WHERE seq >= ? AND seq < coalesce(
                (SELECT min(seq) FROM change WHERE seq > ? AND entry <> ?), 9223372036854775807)
            ORDER BY seq DESC
            """
        try connection.each(sql, [.int(entry), .int(entry), .int(entry)]) { row in lines.append(try JournalLine(row)) }
        return lines.filter { $0.entry == entry }
    }
    /// Whether the caller may see this change, or made it of what is theirs alone.
    func sees(_ seq: Int64) throws -> Bool {
        try connection.exists(SQL("SELECT 1 FROM change WHERE seq = ? AND ", .int(seq)) + reader.scope.undoable())
    }

    func recordType(_ line: JournalLine) throws -> any Record.Type {
        guard let table = schema[line.kind] else { throw Corrupt(what: "journal: kind \(line.kind)") }
        return table.type
    }

    /// Asked before anything is undone: what is undone first may be what gives the right to the rest.
    func checkRights<R: Record>(_: R.Type, _ line: JournalLine) throws {
        if R.isConsequence, line.seq != line.entry { return }  // it goes with its cause
        let before = try JSONReader.object(line.before)
        var record = R()
        record.id = ID(line.record)
        if line.action == .delete {
            try fill(&record, before)
            record.stamp = try founded(line.seq)
        }
        if line.action != .delete {
            guard let old = try find(record.id) else { return }
            record = old
        }
        let deed: Deed<R>
        switch line.action {
        case .create, .restore: deed = .delete
        case .update:
            var new = record
            try fill(&new, before)
            deed = .edit(new)
        case .delete: deed = .create
        }
        if let reason = try R.access.refusal(deed, record, caller, self) { throw Forbidden(reason) }
    }

    /// Undoes one change, or says why not.
    func undo<R: Record>(_: R.Type, _ line: JournalLine) throws -> String? {
        let id = ID<R>(line.record), old = try find(id)
        let before = try JSONReader.object(line.before)
        var since: Set<String> = []
        try history(from: old?.stamp.rev ?? 0, to: line.seq) { past in
            if past.entry != line.entry && past.entry != entry { since.formUnion(past.after.keys) }
        }
        if R.isConsequence { return try undoConsequence(line.action, id, old, before, since, at: line.seq) }
        do {
            switch line.action {
            case .create, .restore: return try undoCreation(old, isChanged: !since.isEmpty)
            case .update: return try undoEdit(old, before, since)
            case .delete: return try undoDeletion(id, old, before, at: line.seq)
            }
        } catch let invalid as Invalid {
            return invalid.problems.map { "\(R.kind.words): \(words($0.field)) \($0.message)" }.joined(separator: "; ")
        }
    }

    private func undoCreation<R: Record>(_ old: R?, isChanged: Bool) throws -> String? {
        guard let old, !isChanged else { return "the \(R.kind.words) was changed or deleted since" }
        guard R.isDeletable else { return "a \(R.kind.words) is archived, not deleted" }
        let about = RecordReference(old.id).text
        if try connection.exists("SELECT 1 FROM comment WHERE about = ?", [.text(about)]) {
            return "the \(R.kind.words) has comments"
        }
        do {
            for notice in try all(Notice.self, where: ["about": .text(about)]) { try delete(notice) }
            try delete(old)
        } catch is InUse { return "the \(R.kind.words) is in use" }
        return nil
    }

    /// What followed from a change goes where that goes: no later reading of it stands in the way, nor is undone.
    private func undoConsequence<R: Record>(
        _ action: Change.Action, _ id: ID<R>, _ old: R?, _ before: [String: Value], _ since: Set<String>, at seq: Int64
    ) throws -> String? {
        if action == .delete { return old == nil ? try undoDeletion(id, old, before, at: seq) : nil }
        guard let old else { return nil }
        if action == .update { return try undoEdit(old, before.filter { !since.contains($0.key) }, []) }
        try delete(old)
        return nil
    }

    private func undoEdit<R: Record>(_ old: R?, _ before: [String: Value], _ since: Set<String>) throws -> String? {
        guard let old else { return "the \(R.kind.words) was deleted since" }
        let touched = before.keys.filter(since.contains).sorted()
        guard touched.isEmpty else {
            return "\(touched.map(words).joined(separator: ", ")) of the \(R.kind.words) changed since"
        }
        var new = old
        try fill(&new, before)
        try update(old, to: new)
        return nil
    }

    private func undoDeletion<R: Record>(
        _ id: ID<R>, _ old: R?, _ before: [String: Value], at seq: Int64
    ) throws -> String? {
        guard old == nil else { return "the \(R.kind.words) is there again" }
        var new = R()
        new.id = id
        try fill(&new, before)
        new.stamp = try founded(seq)
        try restore(new, deletedAt: seq)
        return nil
    }

    /// Who made the record of this change, and when.
    func founded(_ seq: Int64) throws -> Stamp {
        var stamp = Stamp()
        try history(from: seq, to: 0) { past in  // its last step is the creation
            (stamp.createdAt, stamp.createdBy) = (past.at, past.actor)
        }
        return stamp
    }

    private func fill<R: Record>(_ record: inout R, _ values: [String: Value]) throws {
        for (name, value) in values {
            guard let field = R.fields[name], field.set(&record, value) else {
                throw Corrupt(what: "journal: \(R.kind.name).\(name)")
            }
        }
    }
}
