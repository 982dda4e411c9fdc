import Domain
import JSON

/// One page of what was found, written down.
struct SearchAnswer {
    let query: SearchQuery
    /// How many of the hits are on the pages before.
    let from: Int
    let hits: [SearchHit], isAll: Bool, isWhole: Bool
    let reader: Reader

    func json() throws -> [UInt8] {
        let page = Array(hits.dropFirst(from).prefix(query.limit)), end = from + page.count
        let details = try details(of: page)
        let plans = try plans(ofAccounts: page.filter { $0.row.kind == Account.kind.name }.map(\.row.record))
        var json = JSONWriter(capacity: 16 * 1024)
        json.raw("{\"items\":[")
        for hit in page {
            json.separate()
            write(hit, details[hit.row.id], plans[hit.row.record] ?? [], to: &json)
        }
        json.raw("],\"counts\":{")
        for (kind, count) in Dictionary(grouping: hits, by: \.row.kind).mapValues(\.count).sorted(by: {
            $0.key < $1.key
        }) {
            json.key(kind)
            json.int(Int64(count))
        }
        json.byte(UInt8(ascii: "}"))
        let hasMore = end < min(hits.count, SearchQuery.furthest)
        let next = try reader.cursor(Int64(end))
        json.members(["isAll": .bool(isAll), "isWhole": .bool(isWhole), "next": hasMore ? .text(next) : .null])
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    private func write(
        _ hit: SearchHit, _ details: Details?, _ plans: [SearchedPlan], to json: inout JSONWriter
    ) {
        json.byte(UInt8(ascii: "{"))
        json.members(["kind": .text(hit.row.kind), "id": .id(hit.row.record)])
        json.key("title")
        json.value(hit.title.isEmpty ? .null : Marked(hit.title, query.wording).value)
        json.key("excerpt")
        json.value(details?.excerpt?.value ?? .null)
        json.key("plan")
        if let plan = hit.plan {
            json.byte(UInt8(ascii: "{"))
            json.members(["id": .id(plan.id), "title": .text(plan.title), "state": .text(plan.state.rawValue)])
            json.raw("},\"account\":{")
            json.members(["id": .id(plan.account), "name": .text(plan.accountName)])
            json.byte(UInt8(ascii: "}"))
        } else {
            json.raw("null,\"account\":null")
        }
        json.key("about")
        if let about = details?.about {
            json.byte(UInt8(ascii: "{"))
            json.members([
                "kind": .text(about.reference.kind), "id": .id(about.reference.id),
                "title": about.title.map(Value.text) ?? .null,
            ])
            json.byte(UInt8(ascii: "}"))
        } else {
            json.raw("null")
        }
        json.members([
            "team": details?.team.map(Value.id) ?? .null, "createdBy": details.map { .id($0.createdBy) } ?? .null,
            "updatedAt": .instant(hit.updatedAt), "number": (details?.number).value, "isPast": .bool(hit.isPast),
        ])
        json.key("plans")
        json.byte(UInt8(ascii: "["))
        for plan in plans {
            json.separate()
            json.byte(UInt8(ascii: "{"))
            json.members(["id": .id(plan.id), "title": .text(plan.title), "state": .text(plan.state.rawValue)])
            json.byte(UInt8(ascii: "}"))
        }
        json.raw("]}")
    }

    /// An account is looked for to get to its plans: those that the caller may see, the active one first.
    private func plans(ofAccounts ids: [Identifier]) throws -> [Identifier: [SearchedPlan]] {
        guard !ids.isEmpty, let table = reader.schema[Plan.kind.name] else { return [:] }
        let sql = SQL(
            """
            SELECT plan.id, plan.title, plan.state, account.id, account.name
            FROM plan JOIN account ON account.id = plan.account WHERE
            """ + " ")
        var plans: [Identifier: [SearchedPlan]] = [:]
        try reader.connection.each(
            sql + .among("account.id", ids.sorted()) + SQL(" AND ") + reader.scope.condition(table)
                + SQL(" ORDER BY plan.state = 'active' DESC, plan.id DESC")
        ) { row in
            let plan = SearchedPlan(row)
            plans[plan.account, default: []].append(plan)
        }
        return plans
    }

    // MARK: what only those that are shown are asked for

    private struct Details {
        let excerpt: Marked?, createdBy: Identifier, team: Identifier?
        /// By which people call it.
        let number: Int?
        /// What it was said about, or is the answer to.
        var about: (reference: RecordReference, title: String?)?
    }

    private func details(of page: [SearchHit]) throws -> [Int64: Details] {
        var all: [Int64: Details] = [:]
        for (kind, hits) in Dictionary(grouping: page, by: \.row.kind) {
            guard let table = reader.schema[kind] else { continue }
            let ids = Dictionary(uniqueKeysWithValues: hits.map { ($0.row.record, $0.row.id) })
            try reader.connection.each(SQL(table.select + " WHERE ") + .among("id", ids.keys.sorted())) { row in
                if let id = ids[row.id(0)] { all[id] = try details(table, row) }
            }
        }
        let titles = try titles(of: Set(all.values.compactMap { $0.about?.reference }))
        return all.mapValues { details in
            var named = details
            named.about = details.about.map { ($0.reference, titles[$0.reference]) }
            return named
        }
    }

    private func details(_ table: Table, _ row: Row) throws -> Details {
        let text = SearchText(
            table.searched.lazy.compactMap { place -> (Traits, String)? in
                let traits = table.traits[place - Table.stamps]
                guard !row.isNull(Int32(place)), reader.caller.isStaff || !traits.isStaffOnly else { return nil }
                return (traits, row.string(Int32(place)))
            })
        var about: RecordReference?, team: Identifier?
        for (place, traits) in table.traits.enumerated() where !row.isNull(Int32(place + Table.stamps)) {
            let column = Int32(place + Table.stamps)
            // What it belongs to first is what it is about.
            if about == nil, traits.shape == .anyReference { about = RecordReference(row.string(column)) }
            if about == nil, traits.whenDeleted == .part, !traits.isScope, let kind = traits.target,
                kind != table.kind.name
            {
                about = RecordReference(kind: kind, id: row.id(column))
            }
            if traits.name == "team" { team = row.id(column) }
        }
        let number = table.numberPlace.map { Int(row.int(Int32($0 + Table.stamps))) }
        let excerpt = text.flatMap {
            Marked(excerptOf: $0.body, query.wording) ?? Marked(excerptOf: $0.staff, query.wording)
        }
        return Details(
            excerpt: excerpt, createdBy: row.id(3), team: team, number: number, about: about.map { ($0, nil) })
    }

    private func titles(of references: Set<RecordReference>) throws -> [RecordReference: String] {
        var titles: [RecordReference: String] = [:]
        for (kind, references) in Dictionary(grouping: references, by: \.kind) {
            guard let table = reader.schema[kind] else { continue }
            let sql = SQL("SELECT id, \(table.titleColumn) FROM \(table.name) WHERE ")
            let ids = references.map(\.id).sorted()
            try reader.connection.each(
                sql + .among("id", ids) + SQL(" AND ") + reader.scope.condition(table)
            ) { row in
                let title = row.string(1)
                if !title.isEmpty { titles[RecordReference(kind: kind, id: row.id(0))] = title }
            }
        }
        return titles
    }
}
extension Marked {
    fileprivate var value: Value { .list(pieces.map(Value.text)) }
}
