/// What the plan wants to reach, with the measure that tells whether it did.
public struct Objective: Record {
    public var id = ID<Objective>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    /// 1, 2, 3 … within the plan; people say "O3".
    public var number = 0
    public var title = ""
    public var notes: String?
    public var measure: String?
    public var unit: String?
    public var baseline: Double?
    public var target: Double?
    public var current: Double?
    public var due: Day?
    public var owner: ID<Member>?
    public var leadTeam: ID<Team>?
    public var weight = 1
    public var companyGoal: String?
    public var customerGoal: String?
    public init() {}

    public static let kind = Kind("objective")
    public static let access = Access<Objective>.planTeamEdits
    public static let fields = Fields<Objective> {
        Field("plan", \.plan).scope()
        Field("number", \.number).numbered()
        Field("title", \.title).text(1...200).searchable().sortable()
        Field("notes", \.notes).lines(1...10_000).searchable()
        Field("measure", \.measure).text(1...200).material()
        Field("unit", \.unit).text(1...20).material()
        Field("baseline", \.baseline).between(-1e15...1e15)
        Field("target", \.target).between(-1e15...1e15).material()
        Field("current", \.current).between(-1e15...1e15)
        Field("due", \.due).material().filterable().sortable()
        Field("owner", \.owner).material().filterable()
        Field("leadTeam", \.leadTeam).material().filterable()
        Field("weight", \.weight).between(1...5).material()
        Field("companyGoal", \.companyGoal).text(1...200)
        Field("customerGoal", \.customerGoal).text(1...200)
    }

    public static func check(_ new: Objective, since old: Objective?, in records: some Lookup) throws -> [Problem] {
        guard let owner = new.owner, owner != old?.owner else { return [] }
        return try records.planMember(owner, on: new.plan) == nil ? [Problem("owner", "is not on the plan team")] : []
    }
}
