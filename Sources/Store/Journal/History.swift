public import Domain
import JSON

extension Reader {
    /// Changes that the caller may see, newest first, as a list in JSON, and the cursor of the next page.
    /// - Throws: `Invalid` for a cursor that is none, `OtherHistory`
    public func changes(_ query: HistoryQuery) throws -> (items: [UInt8], next: String?) {
        var condition = try scope.changes() + query.condition(in: timeZone(query.zone))
        if let after = query.after { condition += try SQL(" AND change.seq < ?", .int(number(after))) }
        let sql =
            SQL(JournalLine.select + " WHERE ") + condition
            + SQL(" ORDER BY change.seq DESC LIMIT ?", .int(Int64(query.limit + 1)))
        var json = JSONWriter(), last: Int64?, next: String?, count = 0
        json.byte(UInt8(ascii: "["))
        try connection.each(sql) { row in
            guard count < query.limit else { return next = try last.map(cursor) }
            let line = try JournalLine(row)
            json.separate()
            line.write(to: &json)
            (last, count) = (line.seq, count + 1)
        }
        json.byte(UInt8(ascii: "]"))
        return (json.bytes, next)
    }

    /// The newest changes on these plans, as a list in JSON.
    /// - Parameters:
    ///   - account: those of the account itself, besides
    ///   - byOthers: leaves out the caller's own
    ///   - seq: the newest that is looked at
    func writeActivity(
        of plans: [Identifier], andOf account: ID<Account>? = nil, limit: Int, byOthers: Bool, until seq: Int64 = .max,
        to json: inout JSONWriter
    ) throws {
        var lines: [JournalLine] = []
        let apart = Self.apart.map { "'\($0.name)'" }.sorted().joined(separator: ", ")
        for plan in plans {
            let sql =
                SQL(
                    JournalLine.select + """
                         WHERE plan = ? AND seq <= ? AND (? OR actor <> ?) AND kind NOT IN (\(schema.blindKinds), \(apart)) AND
                        """ + " ", .id(plan), .int(seq), .bool(!byOthers), .id(caller.member.raw))
                + scope.told + SQL(" ORDER BY seq DESC LIMIT ?", .int(Int64(limit)))
            try connection.each(sql) { lines.append(try JournalLine($0)) }
        }
        if let account, caller.isStaff {
            let sql =
                SQL(JournalLine.select + " WHERE account = ? AND plan IS NULL AND ", .id(account.raw)) + scope.changes()
                + SQL(" ORDER BY seq DESC LIMIT ?", .int(Int64(limit)))
            try connection.each(sql) { lines.append(try JournalLine($0)) }
        }
        json.byte(UInt8(ascii: "["))
        for line in lines.sorted(by: { $0.seq > $1.seq }).prefix(limit) {
            json.separate()
            line.write(to: &json)
        }
        json.byte(UInt8(ascii: "]"))
    }

    /// The records of a kind that one entry made and that the caller may still see.
    public func created<R: Record>(_: R.Type, in entry: Int64) throws -> [Identifier] {
        var made: [Identifier] = []
        let sql =
            SQL(
                "SELECT record FROM change WHERE entry = ? AND seq >= ? AND action = 'create' AND kind = ? AND ",
                .int(entry), .int(entry), .text(R.kind.name)) + scope.changes() + SQL(" ORDER BY seq LIMIT 200")
        try connection.each(sql) { made.append($0.id(0)) }
        return made
    }

    /// Everything after `seq`, whoever may see it, entry by entry and in order: for streams that fell behind what
    /// memory holds. Each change carries its audience.
    public func entries(after seq: Int64, limit: Int) throws -> [Entry] {
        var entries: [Entry] = [], changes: [Change] = []
        func close() {
            guard let first = changes.first else { return }
            entries.append(Entry(number: first.entry, at: first.at, actor: first.actor, changes: changes))
            changes = []
        }
        let sql = JournalLine.select + " WHERE seq > ? ORDER BY seq LIMIT ?"
        var count = 0
        try connection.each(sql, [.int(seq), .int(Int64(limit))]) { row in
            var line = try JournalLine(row)
            if line.action == .create || line.action == .restore { line.created = try founded(line) }
            if changes.first.map({ $0.entry != line.entry }) ?? false { close() }
            changes.append(line.change(audience: try audience(of: line)))
            count += 1
        }
        // At the limit the last entry may be cut off: it comes whole with the next page.
        if count < limit || entries.isEmpty { close() }
        return entries
    }

    private func founded(_ line: JournalLine) throws -> Stamp {
        var stamp = Stamp(), next = line.seq
        (stamp.createdAt, stamp.createdBy) = (line.at, line.actor.raw)
        while next > 0 {
            let sql = "SELECT base, at, actor FROM change WHERE seq = ?"
            guard let past = try connection.first(sql, [.int(next)], { ($0.int(0), $0.instant(1), $0.id(2)) }) else {
                break
            }
            (next, stamp.createdAt, stamp.createdBy) = (past.0, past.1, past.2)
        }
        return stamp
    }
    /// Whose a record is stands in its row, or where that is gone, in what became of it last.
    private func owner<R: Record>(_: R.Type, _ line: JournalLine) throws -> ID<Member> {
        let values = try JSONReader.object(line.action == .delete ? line.before : line.after)
        if case .text(let text)? = values["member"] { return Identifier(text).map(ID.init) ?? .none }
        let row = "SELECT member FROM \(schema[R.self].name) WHERE id = ?"
        if let member = try connection.first(row, [.id(line.record)], { ID<Member>($0.id(0)) }) { return member }
        guard let plan = line.plan else { return .none }
        let last = """
            SELECT before ->> 'member' FROM change WHERE plan = ? AND seq > ? AND record = ? AND action = 'delete'
            ORDER BY seq LIMIT 1
            """
        return try connection.first(last, [.id(plan.raw), .int(line.seq), .id(line.record)]) { ID($0.id(0)) } ?? .none
    }
    private func owned<R: Record>(_: R.Type, _ line: JournalLine) throws -> Audience {
        let member = try owner(R.self, line)
        return line.plan.map { .concern(member, $0) } ?? .member(member)
    }
    private func audience(of line: JournalLine) throws -> Audience {
        func general<R: Record>(_: R.Type) throws -> Audience {
            switch R.access.visibility {
            // Only who gave it ever wrote it by that verb; what else became of it is nobody's.
            case .blind: .member(line.verb == .pulsed ? line.actor : .none)
            case .own: try owned(R.self, line)
            case .plans: line.plan.map(Audience.plan) ?? .member(line.actor)
            case .planContent:
                try line.plan.map { try isForGuests(R.self, line) ? .plan($0) : .planStaff($0) } ?? .staff
            case .staffContent: line.plan.map(Audience.planStaff) ?? .member(line.actor)
            case .ownOrShared: .member(line.actor)
            case .everyone: try R().audience(ofChangeTo: JSONReader.object(line.after).keys)
            case .colleagues, .accounts: R().audience
            }
        }
        return try schema[line.kind].map { try general($0.type) } ?? .member(line.actor)
    }

    /// Whether what the record is about, if anything, is a guest's to see, as the change that made it tells.
    private func isForGuests<R: Record>(_: R.Type, _ line: JournalLine) throws -> Bool {
        guard R.fields.traits.contains(where: { $0.shape == .anyReference }) else { return true }
        let sql = JournalLine.select + " WHERE record = ? AND action = 'create'"
        guard let made = try connection.first(sql, [.id(line.record)], JournalLine.init) else { return false }
        var record = R()
        for (name, value) in try JSONReader.object(made.after) { _ = R.fields[name]?.set(&record, value) }
        return !record.isAmongStaff
    }
}
