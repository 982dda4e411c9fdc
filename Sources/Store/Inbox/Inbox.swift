import Domain
import JSON

extension Reader {
    /// So many unread notices are shown, and so many of those that were read in the last days.
    private static let unreadShown = 300, readShown = 100, readDays = 30

    /// The screen: `{"seq", "notifications", "unread", "preference", "plans", "accounts", "planMembers", "tasks",
    /// "commitments", "objectives", "comments"}`. `notifications` are the newest first, unread ones and those read of
    /// late; the rest is what their lines speak of. `unread` counts all that are not read and not put off.
    public func inbox() throws -> [UInt8] {
        let me = Value.id(caller.member.raw), since = now.adding(seconds: -Self.readDays * 86_400)
        let seen = scope.condition(schema[Notice.self])
        let unread =
            SQL("SELECT id FROM notification WHERE member = ? AND read_at IS NULL AND ", me) + seen
            + SQL(" ORDER BY at DESC LIMIT ?", .int(Int64(Self.unreadShown)))
        let read =
            SQL(
                "SELECT id FROM notification WHERE member = ? AND at >= ? AND read_at IS NOT NULL AND ", me,
                .instant(since))
            + seen + SQL(" ORDER BY at DESC LIMIT ?", .int(Int64(Self.readShown)))
        var shown: [Identifier] = []
        for sql in [unread, read] { try connection.each(sql) { shown.append($0.id(0)) } }
        var json = JSONWriter(capacity: 32 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.key("seq")
        json.int(try seq())
        json.key("unread")
        json.int(try unreadCount())
        json.key("notifications")
        try write(Notice.self, where: .among("id", shown) + SQL(" ORDER BY at DESC, id"), to: &json)
        json.key("preference")
        try writeOne(Preference.self, where: SQL("member = ?", me), to: &json)
        try writeSubjects(of: shown, to: &json)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// The members `"notifications"` and `"unread"` of Home: the newest that are not read, and how many there are.
    func writeNews(to json: inout JSONWriter) throws {
        let newest = SQL(
            "member = ? AND read_at IS NULL ORDER BY at DESC LIMIT 100", .id(caller.member.raw))
        json.key("notifications")
        try write(Notice.self, where: newest, to: &json)
        json.key("unread")
        json.int(try unreadCount())
    }

    /// How many notices the caller has not read and not put off.
    public func unreadCount() throws -> Int64 {
        let sql =
            SQL(
                """
                SELECT count(*) FROM notification WHERE member = ? AND read_at IS NULL
                    AND coalesce(snoozed_until, 0) <= ? AND
                """ + " ", .id(caller.member.raw), .instant(now)) + scope.condition(schema[Notice.self])
        return try connection.first(sql) { $0.int(0) } ?? 0
    }

    /// What the lines of these notices speak of, within what the caller may see.
    private func writeSubjects(of notices: [Identifier], to json: inout JSONWriter) throws {
        var plans: Set<Identifier> = [], named: [String: Set<Identifier>] = [:]
        try connection.each(SQL("SELECT plan, about FROM notification WHERE ") + .among("id", notices)) { row in
            if let plan = row.maybe(0, row.id) { plans.insert(plan) }
            guard let about = RecordReference(row.string(1)) else { return }
            named[about.kind, default: []].insert(about.id)
        }
        func ids(_ kind: Kind) -> [Identifier] { (named[kind.name] ?? []).sorted() }
        // A comment is about something, and a commitment is about an objective.
        let comments = ids(Comment.kind)
        try connection.each(SQL("SELECT about FROM comment WHERE about IS NOT NULL AND ") + .among("id", comments)) {
            row in
            guard let about = RecordReference(row.string(0)) else { return }
            named[about.kind, default: []].insert(about.id)
        }
        let commitments = ids(Commitment.kind)
        try connection.each(SQL("SELECT objective FROM \"commitment\" WHERE ") + .among("id", commitments)) {
            named[Objective.kind.name, default: []].insert($0.id(0))
        }
        try writePlans(plans.sorted(), andAccounts: ids(Account.kind), to: &json)
        json.key("tasks")
        try write(PlanTask.self, where: .among("id", ids(PlanTask.kind)), to: &json)
        json.key("commitments")
        try write(Commitment.self, where: .among("id", commitments), to: &json)
        json.key("objectives")
        try write(Objective.self, where: .among("id", ids(Objective.kind)), to: &json)
        json.key("comments")
        try write(Comment.self, where: .among("id", comments), to: &json)
    }
}
