public import Domain

/// What one member is to be sent of a day: what they were told since the digest before, and what else is not read.
public struct Digest: Sendable {
    public struct Line: Sendable {
        public let notice: Notice
        /// Of the account and its plan, or of the account alone; of who did it; and of the thing, as the member sees it now.
        public let place: String, actor: String?, thing: String
    }
    public let member: Member, day: Day
    /// The newest first, at most fifty.
    public let lines: [Line]
    /// How many are not read, with those that stand in `lines`.
    public let unread: Int
}

/// How the sending of one digest went.
public struct DigestRun: Sendable {
    public enum State: String, Sendable, CaseIterable {
        /// Either it is leaving now, or Quartet was cut off while it did.
        case begun
        case sent, failed
        /// There was nothing to tell.
        case needless
    }
    public let member: ID<Member>, day: Day, at: Instant, state: State, error: String?
}

extension Store {
    /// Those whose hour has come, by their own clock, and who were not sent today's yet.
    public func dueDigests(at now: Instant) async throws -> [ID<Member>] {
        try await read(as: .quartet, at: now) { reader in
            guard let workspace = try reader.workspace(), workspace.sendsDigests else {
                return []
            }
            return try reader.records(Member.self, SQL("NOT archived")).filter { member in
                let zone = member.timeZone ?? workspace.timeZone, day = Day(of: now, in: zone)
                let wish = try reader.wish(of: member.id)
                guard wish.digest != .off, now >= day.begins(in: zone).adding(seconds: wish.digestHour * 3600) else {
                    return false
                }
                let sent = "SELECT 1 FROM digest WHERE member = ? AND day = ?"
                return try !reader.connection.exists(sent, [.id(member.id.raw), .day(day)])
            }.map(\.id)
        }
    }

    /// Takes the day's digest of a member for sent, for good: whatever comes after this is not tried again, so that
    /// nobody gets two for one day, not even where Quartet is cut off while it sends.
    /// - Returns: what to send; nil where somebody was quicker, or where there is nothing that they want to be told of
    public func beginDigest(of id: ID<Member>, at now: Instant) async throws -> Digest? {
        try await write(as: .quartet, at: now) { tx in
            guard let member = try tx.find(id), !member.archived else { return nil }
            let day = try Day(of: now, in: member.timeZone ?? tx.timeZone())
            let last = try tx.reader.lastDigest(of: id)
            try tx.connection.run(
                "INSERT OR IGNORE INTO digest (member, day, at, state) VALUES (?, ?, ?, 'begun')",
                [.id(id.raw), .day(day), .instant(now)])
            if tx.connection.changed == 0 { return nil }
            let reader = try Reader(tx.connection, tx.schema, as: Caller(member), at: now)
            let digest = try reader.digest(of: member, day, since: last)
            if !digest.lines.isEmpty { return digest }
            if try tx.reader.wish(of: id).digest == .daily { return digest }
            try tx.connection.run(
                "UPDATE digest SET state = 'needless' WHERE member = ? AND day = ?", [.id(id.raw), .day(day)])
            return nil
        }
    }

    /// What a member would be sent at this moment, whatever they were sent before.
    public func testDigest(of id: ID<Member>, at now: Instant) async throws -> Digest? {
        guard let member = try await read(as: .quartet, { try $0.find(id) }) else { return nil }
        return try await read(as: Caller(member), at: now) { reader in
            try reader.digest(of: member, Day(of: now, in: member.timeZone ?? reader.zone()), since: nil)
        }
    }

    public func endDigest(of member: ID<Member>, _ day: Day, error: String?, at now: Instant) async throws {
        try await write(as: .quartet, at: now) { tx in
            try tx.connection.run(
                "UPDATE digest SET state = ?, error = ?, at = ? WHERE member = ? AND day = ?",
                [
                    .text(error == nil ? "sent" : "failed"), error.map { .text(String($0.prefix(500))) } ?? .null,
                    .instant(now), .id(member.raw), .day(day),
                ])
        }
    }
}

extension Reader {
    private static let longest = 50

    fileprivate func wish(of member: ID<Member>) throws -> Preference {
        try records(Preference.self, SQL("member = ?", .id(member.raw))).first ?? Preference()
    }

    /// When what was told was last counted as sent; not by a clock that was ahead.
    fileprivate func lastDigest(of member: ID<Member>) throws -> Instant? {
        let sql = "SELECT at FROM digest WHERE member = ? AND at <= ? ORDER BY day DESC LIMIT 1"
        return try connection.first(sql, [.id(member.raw), .instant(now)]) { $0.instant(0) }
    }

    /// As this reader's caller sees it.
    fileprivate func digest(of member: Member, _ day: Day, since: Instant?) throws -> Digest {
        let condition =
            SQL(
                "read_at IS NULL AND coalesce(snoozed_until, 0) <= ? AND max(at, coalesce(snoozed_until, 0)) > ? AND ",
                .instant(now), .instant(since ?? Instant(milliseconds: 0))) + scope.condition(schema[Notice.self])
        let fresh = try records(Notice.self, condition).sorted { $0.at > $1.at }.prefix(Self.longest)
        let lines = try fresh.map { notice in
            Digest.Line(
                notice: notice, place: try place(of: notice), actor: try notice.actor.flatMap { try find($0)?.name },
                thing: try notice.about.flatMap(name) ?? "")
        }
        return Digest(member: member, day: day, lines: lines, unread: Int(try unreadCount()))
    }

    /// The plan, or the account of what was said about one.
    private func place(of notice: Notice) throws -> String {
        if let plan = notice.plan { return try planName(plan) }
        return try notice.about.flatMap(name) ?? ""
    }

    private func planName(_ id: ID<Plan>) throws -> String {
        guard let plan = try find(id) else { return "" }
        return "\(try find(plan.account)?.name ?? ""), \(plan.title)"
    }

    /// What people call a thing. A comment and a commitment go by what they are about.
    private func name(_ about: RecordReference) throws -> String? {
        switch about.kind {
        case PlanTask.kind.name: return try find(ID<PlanTask>(about.id))?.title
        case Objective.kind.name: return try find(ID<Objective>(about.id))?.title
        case Review.kind.name: return try find(ID<Review>(about.id))?.title
        case AgendaItem.kind.name: return try find(ID<AgendaItem>(about.id))?.title
        case Account.kind.name: return try find(ID<Account>(about.id))?.name
        case Commitment.kind.name:
            return try find(ID<Commitment>(about.id)).flatMap { try find($0.objective)?.title }
        case Comment.kind.name:
            guard let comment = try find(ID<Comment>(about.id)) else { return nil }
            return try comment.about.flatMap(name) ?? comment.plan.map(planName)
        default: return nil
        }
    }

    /// How many of those that were due since then have come to which state.
    public func digestStates(since: Instant) throws -> [DigestRun.State: Int] {
        var states: [DigestRun.State: Int] = [:]
        try connection.each("SELECT state, count(*) FROM digest WHERE at > ? GROUP BY state", [.instant(since)]) {
            if let state = DigestRun.State(rawValue: $0.string(0)) { states[state] = Int($0.int(1)) }
        }
        return states
    }

    /// The newest first.
    public func digestRuns(limit: Int) throws -> [DigestRun] {
        var runs: [DigestRun] = []
        let sql = "SELECT member, day, at, state, error FROM digest WHERE state <> 'needless' ORDER BY at DESC LIMIT ?"
        try connection.each(sql, [.int(Int64(limit))]) { row in
            guard let day = Day(row.string(1)), let state = DigestRun.State(rawValue: row.string(3)) else { return }
            runs.append(
                DigestRun(
                    member: ID(row.id(0)), day: day, at: row.instant(2), state: state, error: row.maybe(4, row.string)))
        }
        return runs
    }
}
