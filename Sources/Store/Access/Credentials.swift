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

    /// Whether nobody has been here yet: the workspace waits for its first admin.
    public func isEmpty() async throws -> Bool {
        try await read(as: .quartet) { try !$0.connection.exists("SELECT 1 FROM workspace") }
    }
}

extension Tx {
    /// Whether they have ever chosen one, and so are past their invitation.
    func hasPassword(_ member: ID<Member>) throws -> Bool {
        try connection.exists("SELECT 1 FROM credential WHERE member = ?", [.id(member.raw)])
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
