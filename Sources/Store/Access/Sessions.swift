public import Domain
import JSON

/// A signed-in browser. Its token is known to the browser alone; here stands its SHA-256.
public struct Session: Hashable, Sendable {
    public let id: Identifier, member: Member, seenAt: Instant, expiresAt: Instant
    /// Whether the member has to set up a second factor before they may do anything else.
    public let mustEnrol: Bool
    public var caller: Caller { Caller(member) }
}

/// How long a session lives.
public enum SessionLife {
    /// Without being used.
    public static let idle = 14 * 86_400
    /// In all.
    public static let absolute = 90 * 86_400
    /// Of one member at a time.
    public static let most = 50
    /// How old the last use may be before it is written down again.
    public static let step = 300
}

extension Store {
    /// The session of this token, unless it has ended or its member is archived.
    public func session(tokenHash: String, at now: Instant) async throws -> Session? {
        let generation = accessWatch.generation
        var session = sessions.answer(to: tokenHash, at: generation)
        if session == nil {
            session = try await read(as: .quartet) { try $0.session(tokenHash: tokenHash) }
            if let session { sessions.keep(session, to: tokenHash, at: generation) }
        }
        guard let session, session.expiresAt > now, session.seenAt > now.adding(seconds: -SessionLife.idle) else {
            return nil
        }
        return session
    }
}

extension Reader {
    /// Whether it has ended is for the caller to say. It is read from the tables of `Store.accessWatch` alone.
    fileprivate func session(tokenHash: String) throws -> Session? {
        let sql = "SELECT id, member, seen_at, expires_at FROM session WHERE token_hash = ?"
        let found = try connection.first(sql, [.text(tokenHash)]) {
            ($0.id(0), ID<Member>($0.id(1)), $0.instant(2), $0.instant(3))
        }
        guard let (id, member, seen, expires) = found, let member = try find(member), !member.archived else {
            return nil
        }
        return Session(
            id: id, member: member, seenAt: seen, expiresAt: expires, mustEnrol: try connection.mustEnrol(member))
    }
}

extension Tx {
    /// - Parameters:
    ///   - device: what the browser says of itself, for the list of sessions
    ///   - address: where it was last used from
    public func openSession(
        of member: ID<Member>, tokenHash: String, device: String, address: String
    ) throws -> Identifier {
        let id: ID<Member> = newID()
        try connection.run(
            """
            INSERT INTO session (id, token_hash, member, created_at, seen_at, expires_at, device, address)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .id(id.raw), .text(tokenHash), .id(member.raw), .instant(now), .instant(now),
                .instant(now.adding(seconds: SessionLife.absolute)), .text(String(device.prefix(200))), .text(address),
            ])
        try audit(.signedIn, about: member, detail: ["device": .text(String(device.prefix(200)))])
        return id.raw
    }

    /// Ends those of a member's sessions that were used longest ago, but for so many; returns those that ended.
    public func closeOldestSessions(of member: ID<Member>, keeping most: Int = SessionLife.most) throws -> [Identifier]
    {
        var ended: [Identifier] = []
        let sql = "SELECT id FROM session WHERE member = ? ORDER BY seen_at DESC, id DESC LIMIT -1 OFFSET ?"
        try connection.each(sql, [.id(member.raw), .int(Int64(most))]) { ended.append($0.id(0)) }
        for id in ended { try connection.run("DELETE FROM session WHERE id = ?", [.id(id)]) }
        return ended
    }

    /// Removes those that have ended for their age. One that began while the clock was ahead begins now, or it would live
    /// longer by that.
    public func pruneSessions() throws {
        try connection.run(
            """
            UPDATE session
            SET created_at = min(created_at, ?1), seen_at = min(seen_at, ?1), expires_at = min(expires_at, ?2)
            WHERE seen_at > ?1 OR expires_at > ?2
            """,
            [.instant(now), .instant(now.adding(seconds: SessionLife.absolute))])
        try connection.run(
            "DELETE FROM session WHERE expires_at <= ? OR seen_at <= ?",
            [.instant(now), .instant(now.adding(seconds: -SessionLife.idle))])
    }

    /// Ends the one of this token, whosever it is; returns it.
    public func closeSession(tokenHash: String) throws -> [Identifier] {
        var ended: [Identifier] = []
        try connection.each("DELETE FROM session WHERE token_hash = ? RETURNING id", [.text(tokenHash)]) {
            ended.append($0.id(0))
        }
        return ended
    }

    /// Writes down that a session was used.
    public func touchSession(_ id: Identifier, address: String) throws {
        try connection.run(
            "UPDATE session SET seen_at = ?, address = ? WHERE id = ?", [.instant(now), .text(address), .id(id)])
    }

    /// Ends one of the caller's own sessions; `NotFound` for anybody else's.
    /// - Parameter current: the one by which they ask
    public func closeSession(_ id: Identifier, current: Identifier) throws {
        try connection.run("DELETE FROM session WHERE id = ? AND member = ?", [.id(id), .id(caller.member.raw)])
        if connection.changed == 0 { throw NotFound(kind: "session") }
        try audit(id == current ? .signedOut : .signedOutElsewhere, about: caller.member)
    }

    /// Signs a member out everywhere but in one session; returns those that ended.
    public func signOut(_ member: ID<Member>, but kept: Identifier?) throws -> [Identifier] {
        let ended = try closeSessions(of: member, but: kept)
        if !ended.isEmpty {
            try audit(.signedOutElsewhere, about: member, detail: ["sessions": .int(Int64(ended.count))])
        }
        return ended
    }

    /// Ends all sessions of a member but one; returns those that ended.
    @discardableResult func closeSessions(of member: ID<Member>, but kept: Identifier?) throws -> [Identifier] {
        var ended: [Identifier] = []
        let values: [Value] = [.id(member.raw), .id(kept ?? .none)]
        try connection.each("SELECT id FROM session WHERE member = ? AND id <> ?", values) { ended.append($0.id(0)) }
        try connection.run("DELETE FROM session WHERE member = ? AND id <> ?", values)
        return ended
    }
}

extension Reader {
    /// The caller's sessions, newest use first, as a list in JSON.
    public func sessions(current: Identifier) throws -> [UInt8] {
        var json = JSONWriter()
        json.byte(UInt8(ascii: "["))
        let sql = """
            SELECT id, created_at, seen_at, device, address FROM session WHERE member = ? ORDER BY seen_at DESC, id
            """
        try connection.each(sql, [.id(caller.member.raw)]) { row in
            json.separate()
            json.byte(UInt8(ascii: "{"))
            for (name, value) in [
                ("id", Value.id(row.id(0))), ("createdAt", .instant(row.instant(1))),
                ("lastSeenAt", .instant(row.instant(2))), ("device", .text(row.string(3))),
                ("address", .text(row.string(4))), ("current", .bool(row.id(0) == current)),
            ] {
                json.key(name)
                json.value(value)
            }
            json.byte(UInt8(ascii: "}"))
        }
        json.byte(UInt8(ascii: "]"))
        return json.bytes
    }
}
