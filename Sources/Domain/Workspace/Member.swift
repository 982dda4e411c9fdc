import Foundation

/// A person who works in the workspace.
public struct Member: Record {
    public enum Role: String, Choice { case admin, leader, member, guest }
    public var id = ID<Member>.none, stamp = Stamp()
    public var name = ""
    /// Unique, in lower case.
    public var email = ""
    public var team = ID<Team>.none
    public var role = Role.member
    /// What they are in the company: "Account executive".
    public var title: String?
    public var timeZone: String?
    public var archived = false
    public init() {}

    public static let kind = Kind("member")
    public static let isDeletable = false
    public static let fields = Fields<Member> {
        Field("name", \.name).text(1...80).searchable().sortable().personal()
        Field("email", \.email).text(3...254).check { isAddress($0) ? nil : "must be an e-mail address" }
            .staffOnly().personal().sortable()
        Field("team", \.team).filterable()
        Field("role", \.role).filterable()
        Field("title", \.title).text(1...80).personal()
        Field("timeZone", \.timeZone).text(1...64).staffOnly().personal().check { name in
            name.map { TimeZone(identifier: $0) == nil } ?? false ? "must be a time zone like Europe/Vienna" : nil
        }
        Field("archived", \.archived).filterable()
    }

    public static let access = Access<Member>(.colleagues) { deed, member, caller, _ in
        if caller.isAdmin { return nil }
        if member.id == caller.member, deed.edits(member, only: ["name", "title", "timeZone"]) { return nil }
        return "Only an admin may do that; your own name, title and time zone are yours to change."
    }

    public mutating func settle(
        since old: Member?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    ) throws {
        email = Self.folded(email)
    }

    /// What somebody is called who was erased.
    public static let erased = "Erased member"

    public func redacted() -> Member {
        var member = self
        (member.name, member.email) = (Self.erased, "\(id.text)@erased.invalid")
        (member.title, member.timeZone) = (nil, nil)
        return member
    }

    /// Two addresses that differ only in case are one.
    public static func folded(_ email: String) -> String {
        email.trimmingCharacters(in: .whitespaces).lowercased()
    }

    public static func check(_ new: Member, since old: Member?, in records: some Lookup) throws -> [Problem] {
        guard let old, old.role == .admin && !old.archived, new.role != .admin || new.archived else { return [] }
        let admins = try records.all(Member.self, where: ["role": Role.admin.value, "archived": .bool(false)])
        guard admins.allSatisfy({ $0.id == new.id }) else { return [] }
        return [Problem(new.archived ? "archived" : "role", "must stay as it is: a workspace needs an admin")]
    }
}

/// What can be told without sending a mail: something, one @, a domain.
func isAddress(_ text: String) -> Bool {
    let parts = text.trimmingCharacters(in: .whitespaces).split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        && !text.trimmingCharacters(in: .whitespaces).contains(where: \.isWhitespace)
}
