import Domain
import JSON

/// One material value that is another than it was.
struct DriftItem {
    struct Place: Hashable { let record: Identifier, field: String }
    /// The field that says of an objective or a commitment that it is there.
    static let presence = "id"
    let kind: String, record: Identifier, title: String, field: String
    var before: Value, after: Value
    /// The newest change of it.
    var by: Identifier, at: Instant, seq: Int64
    /// Among what that change changed, in the order of declaration.
    var place: Int

    func write(to json: inout JSONWriter) {
        json.object([
            "kind": .text(kind), "id": .id(record), "title": .text(title), "field": .text(field), "before": before,
            "after": after, "by": .id(by), "at": .instant(at), "seq": .int(seq),
        ])
    }
}

extension Reader {
    /// What is material to a team and differs now from what it was at `seq`: in the order in which it changed. What was
    /// changed and changed back does not differ.
    func drift(of plan: Plan, _ team: ID<Team>, since seq: Int64) throws -> [DriftItem] {
        var items: [DriftItem.Place: DriftItem] = [:], teams: [Identifier: ID<Team>] = [:]
        let sql =
            JournalLine.select + """
                 WHERE plan = ? AND seq > ? AND kind IN ('plan', 'objective', 'commitment') ORDER BY seq
                """
        try connection.each(sql, [.id(plan.id.raw), .int(seq)]) { row in
            let line = try JournalLine(row)
            let before = try JSONReader.object(line.before), after = try JSONReader.object(line.after)
            if line.kind == Commitment.kind.name {
                let its = try teams[line.record] ?? commitmentTeam(line, before, after)
                teams[line.record] = its
                if its != team { return }
            }
            guard let table = schema[line.kind] else { return }
            var edits: [(String, Value, Value)] = []
            switch line.action {
            case .update:
                for traits in table.traits where traits.isMaterial {
                    if let old = before[traits.name], let new = after[traits.name] {
                        edits.append((traits.name, old, new))
                    }
                }
            case .create, .restore: edits = [(DriftItem.presence, .bool(false), .bool(true))]
            case .delete: edits = [(DriftItem.presence, .bool(true), .bool(false))]
            }
            let title = try title(line, before, after)
            for (place, (field, old, new)) in edits.enumerated() {
                let item = DriftItem.Place(record: line.record, field: field)
                let was = items[item]?.before ?? old
                items[item] = DriftItem(
                    kind: line.kind, record: line.record, title: title, field: field, before: was, after: new,
                    by: line.actor.raw, at: line.at, seq: line.seq, place: place)
            }
        }
        // What came and went in between was never agreed to, and of what came only that it came is news.
        let moved = items.values.filter { $0.before != $0.after }
        let came = Set(moved.filter { $0.field == DriftItem.presence && $0.after == .bool(true) }.map(\.record))
        let gone = Set(moved.filter { $0.field == DriftItem.presence && $0.after == .bool(false) }.map(\.record))
        let unborn = Set(
            items.values.filter { $0.field == DriftItem.presence && $0.before == $0.after && $0.before == .bool(false) }
                .map(\.record))
        return moved.filter { item in
            if unborn.contains(item.record) { return false }
            return item.field == DriftItem.presence || !came.contains(item.record) && !gone.contains(item.record)
        }.sorted { ($0.seq, $0.place) < ($1.seq, $1.place) }
    }

    /// Whose commitment a change is about: it stands in its row, or, where that is gone, in its first and last change.
    private func commitmentTeam(
        _ line: JournalLine, _ before: [String: Value], _ after: [String: Value]
    ) throws -> ID<Team>? {
        if case .text(let text)? = after["team"] ?? before["team"] { return Identifier(text).map(ID.init) }
        let row = "SELECT team FROM \"commitment\" WHERE id = ?"
        if let team = try connection.first(row, [.id(line.record)], { ID<Team>($0.id(0)) }) { return team }
        let deletion = """
            SELECT before ->> 'team' FROM change WHERE plan = ? AND seq > ? AND record = ? AND action = 'delete'
            ORDER BY seq LIMIT 1
            """
        let values: [Value] = [line.plan.map { .id($0.raw) } ?? .null, .int(line.seq), .id(line.record)]
        return try connection.first(deletion, values) { ID<Team>($0.id(0)) }
    }

    /// What people call the record: its title now, or else as it was. A commitment goes by its objective's.
    private func title(_ line: JournalLine, _ before: [String: Value], _ after: [String: Value]) throws -> String {
        var table = line.kind, id = line.record
        if line.kind == Commitment.kind.name {
            table = Objective.kind.name
            let row = "SELECT objective FROM \"commitment\" WHERE id = ?"
            if case .text(let text)? = after["objective"] ?? before["objective"] {
                id = Identifier(text) ?? .none
            } else {
                id = try connection.first(row, [.id(line.record)]) { $0.id(0) } ?? .none
            }
        }
        if let title = try connection.first("SELECT title FROM \"\(table)\" WHERE id = ?", [.id(id)], { $0.string(0) })
        {
            return title
        }
        let deletion = """
            SELECT before ->> 'title' FROM change WHERE plan = ? AND record = ? AND action = 'delete'
            ORDER BY seq DESC LIMIT 1
            """
        return try connection.first(deletion, [line.plan.map { .id($0.raw) } ?? .null, .id(id)]) { $0.string(0) } ?? ""
    }
}
