import Domain
import JSON

extension Tx {
    /// Deletes a record after its parts, and takes it out of what only refers to it. All of it journaled, so that
    /// undo brings all of it back.
    func deleteWithParts<R: Record>(_ old: R) throws {
        var refusing: [String: Int] = [:]
        for table in schema.tables {
            for (place, traits) in table.traits.enumerated() {
                for id in try referring(table, place, traits, to: old) {
                    switch traits.whenDeleted {
                    case .refuse: refusing[table.kind.name, default: 0] += 1
                    case .part: try deletePart(table.type, id)
                    case .unlink: try unlink(table.type, id, place, from: old.id.raw)
                    }
                }
            }
        }
        guard refusing.isEmpty else {
            let by = refusing.sorted { $0.key < $1.key }.map { "\($1) \($0)\($1 == 1 ? "" : "s")" }
            throw InUse(kind: R.kind.name, by: by)
        }
        guard let now = try find(old.id) else { return }  // a part of a part may have been this one
        try delete(now)
    }

    /// The records of a table that name this one in one field.
    private func referring<R: Record>(
        _ table: Table, _ place: Int, _ traits: Traits, to record: R
    ) throws -> [Identifier] {
        let column = table.columns[Table.stamps + place].quoted, value: Value, condition: String
        switch traits.shape {
        case .anyReference: (condition, value) = ("\(column) = ?", .text(RecordReference(record.id).text))
        case .reference where traits.target == R.kind.name: (condition, value) = ("\(column) = ?", .id(record.id.raw))
        case .list where traits.target == R.kind.name:
            (condition, value) = ("\(column) LIKE ?", .text("%\(record.id.text)%"))
        default: return []
        }
        var sql = SQL("SELECT id FROM \(table.name) WHERE \(condition)", value)
        if table.planPlace != nil, let plan = record.plan, R.self != Plan.self {
            sql += SQL(" AND plan = ?", .id(plan.raw))
        }
        var found: [Identifier] = []
        try connection.each(sql + SQL(" ORDER BY id")) { found.append($0.id(0)) }
        return found
    }

    private func deletePart<P: Record>(_: P.Type, _ id: Identifier) throws {
        if let part = try find(ID<P>(id)) { try deleteWithParts(part) }
    }

    private func unlink<P: Record>(_: P.Type, _ id: Identifier, _ place: Int, from gone: Identifier) throws {
        guard let old = try find(ID<P>(id)) else { return }
        let field = P.fields.all[place]
        var new = old
        let rest: Value =
            if case .list(let ids) = field.get(old) { .list(ids.filter { $0 != .id(gone) }) } else { .null }
        guard field.set(&new, rest) else { throw Corrupt(what: "\(P.kind.name).\(field.name) cannot be unlinked") }
        try update(old, to: new)
    }
}
