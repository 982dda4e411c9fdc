import Domain
import JSON

/// Something in an export that cannot be taken over: which field of its line, if one, and why.
struct NotTakenOver: Error {
    let field: String?, reason: String
    init(_ field: String?, _ reason: String) { (self.field, self.reason) = (field, reason) }
}

extension Tx {
    /// Takes over a change that was made elsewhere as it was made there: its row, and its line in the journal under the same
    /// number. No rule is asked and nothing follows from it: that was done then, and stands in changes of its own.
    /// - Throws: `NotTakenOver`
    func takeOver(_ line: JournalLine, before: [String: Value], after: [String: Value]) throws {
        guard let table = schema[line.kind] else { throw NotTakenOver("kind", "is not known here") }
        do { try takeOver(table.type, line, before, after) } catch  where Engine.isConstraint(error) {
            throw NotTakenOver(nil, "the \(table.kind.words) contradicts another record, or refers to none")
        }
    }

    private func takeOver<R: Record>(
        _: R.Type, _ line: JournalLine, _ before: [String: Value], _ after: [String: Value]
    ) throws {
        let table = schema[R.self], id = ID<R>(line.record)
        var line = line
        (line.before, line.after) = (try text(R.self, before, "before"), try text(R.self, after, "after"))
        let old = try find(id)
        guard (old == nil) == (line.action == .create || line.action == .restore) else {
            throw NotTakenOver("id", old == nil ? "there is no such \(R.kind.words)" : "is there already")
        }
        guard line.base == old?.stamp.rev ?? (line.action == .restore ? line.base : 0) else {
            throw NotTakenOver("base", "is not the change before of this \(R.kind.words)")
        }
        switch line.action {
        case .create, .restore:
            var new = R()
            new.id = id
            (new.stamp.createdAt, new.stamp.createdBy) = (line.at, line.actor.raw)
            if line.action == .restore { new.stamp = try founded(line.base) }
            try set(after, in: &new)
            let stamp: [Value] = [
                .id(id.raw), .int(line.seq), .instant(new.stamp.createdAt), .id(new.stamp.createdBy), .instant(line.at),
            ]
            try connection.run(table.insert, stamp + R.fields.all.map { $0.get(new) })
        case .update:
            guard var new = old else { return }
            try set(after, in: &new)
            let places = R.fields.all.indices.filter { after[R.fields.all[$0].name] != nil }
            let values = places.map { R.fields.all[$0].get(new) }
            try connection.run(
                table.update(places), [.int(line.seq), .instant(line.at)] + values + [.id(id.raw)])
        case .delete: try connection.run(table.delete, [.id(id.raw)])
        }
        try connection.run(JournalLine.insert, line.values)
    }

    private func set<R: Record>(_ values: [String: Value], in record: inout R) throws {
        for (name, value) in values {
            guard let field = R.fields[name] else { continue }  // its text has been looked through
            guard field.set(&record, value) else { throw NotTakenOver("after.\(name)", field.traits.shape.wanted) }
        }
    }

    /// In the order of the declaration, as the journal has it.
    private func text<R: Record>(_: R.Type, _ values: [String: Value], _ side: String) throws -> [UInt8] {
        if let unknown = values.keys.filter({ R.fields[$0] == nil }).min() {
            throw NotTakenOver("\(side).\(unknown)", "is not a field of \(R.kind.name)")
        }
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        for field in R.fields.all {
            guard let value = values[field.name] else { continue }
            json.key(field.name)
            json.value(value)
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// Compares a record of an export with what its changes have made of it.
    /// - Throws: `NotTakenOver`
    func compare(_ kind: String, _ fields: [String: Value]) throws {
        guard let table = schema[kind] else { throw NotTakenOver("kind", "is not known here") }
        guard case .text(let text)? = fields["id"], let id = Identifier(text) else {
            throw NotTakenOver("fields.id", "must be an id")
        }
        let made = try connection.first(table.select + " WHERE id = ?", [.id(id)]) { row in
            var json = JSONWriter()
            table.write(row, to: &json, forStaff: true)
            return try JSONReader.object(json.bytes)
        }
        guard let made else { throw NotTakenOver("fields.id", "is of a \(table.kind.words) that no change makes") }
        for name in Set(made.keys).union(fields.keys).sorted() where made[name] != fields[name] {
            throw NotTakenOver("fields.\(name)", "is not what the changes make of it")
        }
        try check(table.type, id)
    }
    private func check<R: Record>(_: R.Type, _ id: Identifier) throws {
        guard let problem = try find(ID<R>(id))?.problems().first else { return }
        throw NotTakenOver("fields.\(problem.field)", problem.message)
    }
}
