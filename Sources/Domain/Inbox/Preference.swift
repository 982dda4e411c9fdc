/// What a member wishes for themselves; theirs alone to see. Who has none wishes what a new one says.
public struct Preference: Record {
    /// When the digest of the inbox is sent by e-mail.
    public enum Digest: String, Choice { case off, daily, whenSomething }
    public var id = ID<Preference>.none, stamp = Stamp()
    public var member = ID<Member>.none
    /// Plans of which they are told only what names them.
    public var mutedPlans: [ID<Plan>] = []
    public var digest = Digest.whenSomething
    /// The hour of their day, 0…23, from which on it is sent.
    public var digestHour = 7
    public init() {}

    public static let kind = Kind("preference")
    public static let isDeletable = false
    public static let fields = Fields<Preference> {
        Field("member", \.member).fixed()
        Field("mutedPlans", \.mutedPlans).readOnly().unlinks()
        Field("digest", \.digest)
        Field("digestHour", \.digestHour).between(0...23)
    }
    public static let access = Access<Preference>(.own) { _, preference, caller, _ in
        preference.member == caller.member ? nil : "What others wish for themselves is theirs to say."
    }

    public static func check(_ new: Preference, since old: Preference?, in records: some Lookup) throws -> [Problem] {
        guard old == nil, let other = try records.preference(of: new.member), other.id != new.id else { return [] }
        return [Problem("member", "has said so already: change that")]
    }
}
extension Lookup {
    /// Nil for those who never said anything.
    public func preference(of member: ID<Member>) throws -> Preference? {
        try all(Preference.self, where: ["member": .id(member.raw)]).first
    }
}
