/// A customer company.
public struct Account: Record {
    public var id = ID<Account>.none, stamp = Stamp()
    public var name = ""
    public var industry: String?
    public var parent: ID<Account>?
    /// Accountable for the whole of it.
    public var generalManager: ID<Member>?
    /// Annual recurring revenue.
    public var arr: Money?
    public var renewal: Day?
    /// Ties it to the CRM.
    public var externalId: String?
    public var notes: String?
    public var archived = false
    public init() {}

    public static let kind = Kind("account")
    public static let isDeletable = false
    public static let fields = Fields<Account> {
        Field("name", \.name).text(1...200).searchable().sortable()
        Field("industry", \.industry).text(1...80).filterable().sortable().staffOnly()
        Field("parent", \.parent).filterable().staffOnly()
        Field("generalManager", \.generalManager).filterable().staffOnly()
        Field("arr", \.arr).sortable().filterable().staffOnly()
        Field("renewal", \.renewal).sortable().filterable().staffOnly()
        Field("externalId", \.externalId).text(1...100).filterable().staffOnly()
        Field("notes", \.notes).lines(1...10_000).searchable().staffOnly()
        Field("archived", \.archived).filterable()
    }

    public static let access = Access<Account>(.accounts) { deed, account, caller, _ in
        if !caller.isStaff { return "Guests may not change accounts." }
        if deed == .create || caller.seesEveryPlan || account.generalManager == caller.member { return nil }
        if account.generalManager == nil && account.stamp.createdBy == caller.member.raw { return nil }
        return "Only the general manager, leaders and admins may change this account."
    }

    public static func check(_ new: Account, since old: Account?, in records: some Lookup) throws -> [Problem] {
        var problems: [Problem] = []
        if new.parent != old?.parent {
            var above = new.parent, depth = 0
            while let id = above {
                if id == new.id { return [Problem("parent", "must not be the account itself or one below it")] }
                depth += 1
                if depth > 20 { return [Problem("parent", "must not be more than 20 levels deep")] }
                above = try records.find(id)?.parent
            }
        }
        if let manager = new.generalManager, manager != old?.generalManager, try records.find(manager)?.role == .guest {
            problems.append(Problem("generalManager", "must not be a guest"))
        }
        return problems
    }
}
