import Domain
import JSON

extension Reader {
    /// How everybody gets in, for admins: a list in JSON of `{"member", "hasPassword", "hasSecondFactor", "lastSeenAt"}`, of
    /// those who have not left.
    /// - Throws: `Forbidden` for all but admins
    public func signInStates() throws -> [UInt8] {
        guard caller.isAdmin else { throw Forbidden("How others sign in is for admins.") }
        let sql = """
            SELECT member.id, credential.member IS NOT NULL, second_factor.confirmed_at IS NOT NULL,
                (SELECT max(seen_at) FROM session WHERE session.member = member.id)
            FROM member LEFT JOIN credential ON credential.member = member.id
                LEFT JOIN second_factor ON second_factor.member = member.id
            WHERE member.archived = 0 ORDER BY member.id
            """
        var json = JSONWriter()
        json.byte(UInt8(ascii: "["))
        try connection.each(sql) { row in
            json.separate()
            json.object([
                "member": .id(row.id(0)), "hasPassword": .bool(row.int(1) != 0),
                "hasSecondFactor": .bool(row.int(2) != 0),
                "lastSeenAt": row.maybe(3) { .instant(row.instant($0)) } ?? .null,
            ])
        }
        json.byte(UInt8(ascii: "]"))
        return json.bytes
    }
}
