public import Domain
import JSON

extension Tx {
    /// Takes out of everything that is kept what tells who a member was: for good, whoever asks for it again, by undo, as
    /// of an earlier day or otherwise. What they did stays, done by an erased member. Whoever is not archived yet is.
    /// - Parameter name: theirs, as somebody typed it who is sure
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`
    public func erase(_ id: ID<Member>, name: String) throws {
        var member = try see(id)
        guard caller.isAdmin else { throw Forbidden("Only an admin may erase somebody.") }
        if id == caller.member { throw Forbidden("Nobody erases themselves: ask another admin.") }
        guard member.name == name else { throw Invalid([Problem("name", "is not the name of this member")]) }
        guard member != member.redacted() else { throw Invalid([Problem("name", "was erased already")]) }
        if !member.archived {
            var left = member
            left.archived = true
            member = try update(member, to: left)
        }
        try redact(member, to: member.redacted())
        for table in schema.tables { try redactMentions(of: id, in: table.type) }
        try redactJournal(of: member)
        try forget(id)
        try audit(.erased, about: id)
        try connection.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?, '')", [.text(Store.scrubMark)])
    }

    /// In what others wrote they are called by name.
    private func redactMentions<R: Record>(of member: ID<Member>, in type: R.Type) throws {
        let table = schema[R.self], texts = R.fields.all.filter { $0.traits.shape == .text }
        if texts.isEmpty { return }
        let any = texts.compactMap { table.column(of: $0.name) }.map { "instr(lower(\($0.quoted)), ?) > 0" }
        let mark = Value.text(Mentions.mark(of: member))
        var found: [R] = []
        try connection.each(
            table.select + " WHERE " + any.joined(separator: " OR "), Array(repeating: mark, count: any.count)
        ) { found.append(try table.record($0)) }
        for record in found {
            var new = record
            for field in texts {
                guard case .text(let text) = field.get(record) else { continue }
                _ = field.set(&new, .text(Mentions.redacted(text, member)))
            }
            try redact(record, to: new)
        }
    }

    /// All that the journal says of them, and where they are mentioned.
    private func redactJournal(of member: Member) throws {
        let personal = Member.fields.all.filter(\.traits.isPersonal), mark = Value.text(Mentions.mark(of: member.id))
        let standIns = Dictionary(uniqueKeysWithValues: personal.map { ($0.name, $0.get(member.redacted())) })
        func redacted(_ json: [UInt8], isTheirs: Bool) throws -> Value {
            var writer = JSONWriter(capacity: json.count)
            writer.byte(UInt8(ascii: "{"))
            for (name, value) in try JSONReader.object(json).sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                if isTheirs, let standIn = standIns[name] {
                    writer.value(standIn)
                } else if case .text(let text) = value {
                    writer.value(.text(Mentions.redacted(text, member.id)))
                } else {
                    writer.value(value)
                }
            }
            writer.byte(UInt8(ascii: "}"))
            return .text(String(decoding: writer.bytes, as: UTF8.self))
        }
        var lines: [[Value]] = []
        let sql = """
            SELECT seq, record, before, after FROM change
            WHERE record = ? OR instr(lower(before), ?) > 0 OR instr(lower(after), ?) > 0
            """
        try connection.each(sql, [.id(member.id.raw), mark, mark]) { row in
            let isTheirs = row.id(1) == member.id.raw
            lines.append([
                try redacted(Array(row.text(2)), isTheirs: isTheirs),
                try redacted(Array(row.text(3)), isTheirs: isTheirs), .int(row.int(0)),
            ])
        }
        for line in lines { try connection.run("UPDATE change SET before = ?, after = ? WHERE seq = ?", line) }
    }

    /// How they got in, from where, and what was about to be sent to them.
    private func forget(_ member: ID<Member>) throws {
        for table in ["session", "credential", "invitation", "digest"] {
            try connection.run("DELETE FROM \(table) WHERE member = ?", [.id(member.raw)])
        }
        try forgetSecondFactor(of: member)
        try connection.run("DELETE FROM request WHERE actor = ?", [.id(member.raw)])
        try connection.run(
            "UPDATE audit SET address = '', detail = '{}' WHERE member = ? AND address <> ''", [.id(member.raw)])
    }
}

extension Store {
    /// Stands among the settings while what was erased may still lie between what is kept.
    static let scrubMark = "scrub"

    /// After something was erased: the index of words is merged, for it keeps those that were taken out until then, and
    /// the log of writes is emptied. Freed pages hold nothing in any case. To be called again until there is nothing left.
    public func scrub(at now: Instant) async throws {
        let sql = "SELECT 1 FROM setting WHERE name = ?"
        guard try await read(as: .quartet, { try $0.connection.exists(sql, [.text(Self.scrubMark)]) }) else { return }
        try await write(as: .quartet, at: now) { try $0.searchIndex.merge() }
        guard try await emptyLog() else { return }
        try await write(as: .quartet, at: now) {
            try $0.connection.run("DELETE FROM setting WHERE name = ?", [.text(Self.scrubMark)])
        }
    }
}
