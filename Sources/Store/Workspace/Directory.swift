public import Domain
import JSON

extension Reader {
    /// What holds for everybody; nil before it is set up.
    public func workspace() throws -> Workspace? { try records(Workspace.self, SQL("1 = 1")).first }
    /// In which shared days begin.
    func zone() throws -> String { try workspace()?.timeZone ?? "UTC" }

    /// What every screen needs: `{"member", "workspace", "teams", "members", "epoch", "seq", "demo"}`.
    public func directory(epoch: String, isDemo: Bool) throws -> [UInt8] {
        var json = JSONWriter(capacity: 16 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.key("member")
        try writeOne(Member.self, where: SQL("id = ?", .id(caller.member.raw)), to: &json)
        json.key("workspace")
        try writeOne(Workspace.self, where: SQL("1 = 1"), to: &json)
        json.key("teams")
        try write(Team.self, where: SQL("1 = 1 ORDER BY position, id"), to: &json)
        json.key("members")
        try write(Member.self, where: SQL("1 = 1 ORDER BY name COLLATE NOCASE, id"), to: &json)
        json.key("epoch")
        json.text(epoch)
        json.key("seq")
        json.int(try seq())
        json.key("demo")
        json.bool(isDemo)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// For the sign-in page of a demonstration: `{"members": [{"name", "email", "team", "role"}]}`.
    public func demoMembers() throws -> [UInt8] {
        var json = JSONWriter()
        json.raw("{\"members\":[")
        let sql = """
            SELECT member.name, member.email, team.name, member.role FROM member JOIN team ON team.id = member.team
            JOIN credential ON credential.member = member.id
            WHERE member.archived = 0 ORDER BY team.position, member.name
            """
        try connection.each(sql) { row in
            json.separate()
            json.byte(UInt8(ascii: "{"))
            for (place, name) in ["name", "email", "team", "role"].enumerated() {
                json.key(name)
                json.text(row.string(Int32(place)))
            }
            json.byte(UInt8(ascii: "}"))
        }
        json.raw("]}")
        return json.bytes
    }
}
