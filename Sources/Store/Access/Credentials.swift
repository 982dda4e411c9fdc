public import Domain

extension Store {
    /// Whom an address belongs to, and the hash of their password; nil for unknown and archived members, and for
    /// those who have not accepted their invitation.
    public func credential(email: String) async throws -> (member: Member, password: String)? {
        try await read(as: .quartet) { reader in
            let sql = """
                SELECT member.id, credential.password FROM member JOIN credential ON credential.member = member.id
                WHERE member.email = ? AND member.archived = 0
                """
            let found = try reader.connection.first(sql, [.text(Member.folded(email))]) {
                (ID<Member>($0.id(0)), $0.string(1))
            }
            guard let (id, password) = found, let member = try reader.find(id) else { return nil }
            return (member, password)
        }
    }

    /// From where a member has signed in of late, by the address they sign in with, the newest first: places in which they
    /// are at home, and that they should not be kept from by others elsewhere.
    public func familiarAddresses(email: String, at now: Instant) async throws -> [String] {
        try await read(as: .quartet) { reader in
            let sql = """
                SELECT address FROM audit WHERE member = (SELECT id FROM member WHERE email = ? AND archived = 0)
                    AND event = ? AND at > ? AND address <> '' ORDER BY id DESC LIMIT 50
                """
            let since = now.adding(seconds: -SessionLife.absolute)
            var found: [String] = []
            try reader.connection.each(
                sql, [.text(Member.folded(email)), .text(AuditEvent.signedIn.rawValue), .instant(since)]
            ) { found.append($0.string(0)) }
            return found
        }
    }

    /// Whether nobody has been here yet: the workspace waits for its first admin.
    public func isEmpty() async throws -> Bool {
        try await read(as: .quartet) { try !$0.connection.exists("SELECT 1 FROM workspace") }
    }
}

extension Connection {
    /// Whether they have ever chosen one, and so are past their invitation.
    func hasPassword(_ member: ID<Member>) throws -> Bool {
        try exists("SELECT 1 FROM credential WHERE member = ?", [.id(member.raw)])
    }
}

extension Tx {
    /// Gives the caller another password, and ends their sessions but this one; returns those. A link by which they could
    /// have chosen one is spent.
    /// - Parameter hash: in PHC format
    public func changePassword(hash: String, in session: Identifier) throws -> [Identifier] {
        try setPassword(of: caller.member, hash: hash)
        try connection.run("DELETE FROM invitation WHERE member = ?", [.id(caller.member.raw)])
        try audit(.passwordChanged, about: caller.member)
        return try closeSessions(of: caller.member, but: session)
    }

    /// - Parameter hash: in PHC format
    public func setPassword(of member: ID<Member>, hash: String) throws {
        try connection.run(
            """
            INSERT INTO credential (member, password, changed_at) VALUES (?, ?, ?)
            ON CONFLICT (member) DO UPDATE SET password = excluded.password, changed_at = excluded.changed_at
            """, [.id(member.raw), .text(hash), .instant(now)])
    }
}
