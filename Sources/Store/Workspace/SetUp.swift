public import Domain

/// The workspace has been set up already.
public struct AlreadySetUp: Error, Hashable { public init() {} }

extension Tx {
    /// The teams that exist from the start.
    public static let firstTeams: [(name: String, color: Team.Color)] = [
        ("Sales", .blue), ("Marketing", .pink), ("Product", .teal), ("Success", .amber),
    ]

    /// Makes the workspace and its first teams.
    /// - Throws: `AlreadySetUp`, `Invalid`
    public func setUp(_ workspace: Patch) throws -> [Team] {
        if try connection.exists("SELECT 1 FROM workspace") { throw AlreadySetUp() }
        var new = Workspace(newID()) { _ in }
        try new.apply(workspace, creating: true)
        try insert(new)
        return try Self.firstTeams.enumerated().map { place, team in
            try insert(Team(newID()) { ($0.name, $0.color, $0.position) = (team.name, team.color, place) })
        }
    }

    /// Makes the workspace, its first teams and its first admin, and spends the link.
    /// - Parameter id: the admin's, who is the actor of all of it
    /// - Throws: `InvitationInvalid`, `AlreadySetUp`, `Invalid`
    public func setUp(_ workspace: Patch, admin: Patch, tokenHash: String, passwordHash: String) throws -> Member {
        let sql = "SELECT 1 FROM invitation WHERE token_hash = ? AND expires_at > ? AND member IS NULL"
        guard try connection.exists(sql, [.text(tokenHash), .instant(now)]) else { throw InvitationInvalid() }
        let teams = try setUp(workspace)
        var new = Member(newID()) { $0.role = .admin }
        new.team = teams[0].id
        try new.apply(admin, creating: true)
        let member = try insert(new)
        try setPassword(of: member.id, hash: passwordHash)
        try connection.run("DELETE FROM invitation WHERE member IS NULL")
        return member
    }
}
