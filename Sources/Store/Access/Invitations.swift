public import Domain

/// What a one-time link is good for.
public struct Invitation: Sendable {
    /// Nil for the link that sets up the workspace.
    public let member: Member?
    /// Whether they have a password already, which another will take the place of.
    public let isReset: Bool
    public let workspace: String
}

/// The link is spent, too old, or never was.
public struct InvitationInvalid: Error, Hashable { public init() {} }

extension Store {
    /// - Throws: `InvitationInvalid`
    public func invitation(tokenHash: String, at now: Instant) async throws -> Invitation {
        try await write(as: .quartet, at: now) { tx in
            let member = try tx.invited(tokenHash: tokenHash)
            let name = try tx.connection.first("SELECT name FROM workspace") { $0.string(0) } ?? ""
            let isReset = try member.map { try tx.connection.hasPassword($0.id) } ?? false
            return Invitation(member: member, isReset: isReset, workspace: name)
        }
    }
}

extension Tx {
    /// An invitation lives for a week, a link to choose another password for a day.
    private static let invitationLife = 7 * 86_400, resetLife = 86_400

    /// Makes the one link by which a member sets a password; older links of theirs are spent.
    /// - Returns: when it expires, and whether they have a password already
    /// - Throws: `NotFound`, `Forbidden`
    public func invite(_ id: ID<Member>, tokenHash: String) throws -> (expires: Instant, isReset: Bool) {
        let member = try see(id)
        guard caller.isAdmin else { throw Forbidden("Only an admin may invite.") }
        if member.archived { throw Invalid([Problem("archived", "must be false: this member has left")]) }
        return (try renewInvitation(of: id, tokenHash), try connection.hasPassword(id))
    }

    /// The member's one link from now on.
    func renewInvitation(of id: ID<Member>, _ tokenHash: String) throws -> Instant {
        let isReset = try connection.hasPassword(id)
        try audit(isReset ? .resetLinkMade : .invited, about: id)
        try connection.run("DELETE FROM invitation WHERE member = ?", [.id(id.raw)])
        return try keepInvitation(of: id, tokenHash, lasting: isReset ? Self.resetLife : Self.invitationLife)
    }

    /// Makes the one link that sets up an empty workspace.
    public func inviteFirstAdmin(tokenHash: String) throws {
        try connection.run("DELETE FROM invitation WHERE member IS NULL")
        _ = try keepInvitation(of: nil, tokenHash, lasting: Self.invitationLife)
    }

    /// A link that was made while the clock was ahead lives from now on, or it would live longer by that.
    public func boundInvitations() throws {
        try connection.run(
            "UPDATE invitation SET expires_at = min(expires_at, ?)",
            [.instant(now.adding(seconds: Self.invitationLife))])
    }

    private func keepInvitation(of member: ID<Member>?, _ tokenHash: String, lasting: Int) throws -> Instant {
        let expires = now.adding(seconds: lasting)
        try connection.run(
            "INSERT INTO invitation (token_hash, member, made_by, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
            [
                .text(tokenHash), member.map { .id($0.raw) } ?? .null,
                caller.member == .none ? .null : .id(caller.member.raw), .instant(now), .instant(expires),
            ])
        return expires
    }

    /// Whom a link lets in; nil for the one that sets up the workspace.
    /// - Throws: `InvitationInvalid`
    fileprivate func invited(tokenHash: String) throws -> Member? {
        let sql = "SELECT member, made_by FROM invitation WHERE token_hash = ? AND expires_at > ?"
        let found = try connection.first(sql, [.text(tokenHash), .instant(now)]) { row in
            (row.maybe(0) { ID<Member>(row.id($0)) }, row.maybe(1) { ID<Member>(row.id($0)) })
        }
        guard let (id, maker) = found else { throw InvitationInvalid() }
        guard let id else { return nil }
        guard let member = try find(id), !member.archived,
            try maker.map({ try mayHold($0, theLinkOf: member) }) ?? true
        else { throw InvitationInvalid() }
        return member
    }

    /// A link was made for a member as they were: with another role or address it would let in somebody else. Who leaves
    /// leaves all browsers, and does not come back to them.
    func reconsiderAccess(of member: Member, since old: Member) throws {
        guard (member.role, member.email, member.archived) != (old.role, old.email, old.archived) else { return }
        try connection.run("DELETE FROM invitation WHERE member = ?", [.id(member.id.raw)])
        if member.archived { try closeSessions(of: member.id, but: nil) }
    }

    /// Spends the link and sets the member's password; their other sessions end.
    /// - Throws: `InvitationInvalid`
    public func acceptInvitation(tokenHash: String, passwordHash: String) throws -> Member {
        guard let member = try invited(tokenHash: tokenHash) else { throw InvitationInvalid() }
        let id = member.id
        try connection.run("DELETE FROM invitation WHERE member = ?", [.id(id.raw)])
        try audit(connection.hasPassword(id) ? .passwordReset : .joined, about: id)
        try setPassword(of: id, hash: passwordHash)
        try closeSessions(of: id, but: nil)
        return member
    }
}
