/// A way to look at a list that somebody keeps by a name: its filters and its order, as they stand in its address.
public struct SavedView: Record {
    /// The lists that have views.
    public enum Screen: String, Choice { case accounts, work, alignment, inbox }
    public var id = ID<SavedView>.none, stamp = Stamp()
    public var owner = ID<Member>.none
    public var screen = Screen.accounts
    public var name = ""
    /// What stands behind the question mark of the address; empty is the list as it is.
    public var query = ""
    /// All staff have it, too.
    public var shared = false
    /// Where it stands among the views.
    public var position = 0
    public init() {}

    public static let kind = Kind("savedView")
    public static let fields = Fields<SavedView> {
        Field("owner", \.owner).fixed().filterable()
        Field("screen", \.screen).fixed().filterable()
        Field("name", \.name).text(1...60).sortable()
        Field("query", \.query).text(0...2000)
        Field("shared", \.shared).filterable()
        Field("position", \.position).between(0...10_000).sortable()
    }

    /// Whoever made it changes it, and an admin what is shared.
    public static let access = Access<SavedView>(.ownOrShared) { deed, view, caller, _ in
        if !caller.isStaff { return "Guests keep no views." }
        if view.owner == caller.member { return nil }
        if deed == .create { return "A view belongs to who makes it." }
        return caller.isAdmin ? nil : "A view is changed by who made it, or by an admin."
    }

    private static let most = 200

    public static func check(_ new: SavedView, since old: SavedView?, in records: some Lookup) throws -> [Problem] {
        guard old == nil else { return [] }
        let theirs = try records.all(SavedView.self, where: ["owner": .id(new.owner.raw)])
        return theirs.count < most ? [] : [Problem("name", "is one too many: \(most) views are yours already")]
    }
}
