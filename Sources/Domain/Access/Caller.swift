/// Who asks: a member as they are at this moment, or Quartet itself.
public struct Caller: Hashable, Sendable {
    public let member: ID<Member>, role: Member.Role, team: ID<Team>
    /// Where they ask from, as an IP address, for the audit; empty for Quartet itself.
    public private(set) var address = ""

    public init(member: ID<Member>, role: Member.Role, team: ID<Team>) {
        (self.member, self.role, self.team) = (member, role, team)
    }
    public init(_ member: Member) { self.init(member: member.id, role: member.role, team: member.team) }

    /// The same, asking from there.
    public func from(_ address: String) -> Caller {
        var caller = self
        caller.address = address
        return caller
    }

    /// Quartet itself, at work for nobody in particular: setting up, and jobs.
    public static let quartet = Caller(member: .none, role: .admin, team: .none)

    public var isAdmin: Bool { role == .admin }
    /// Everybody but guests.
    public var isStaff: Bool { role != .guest }
    public var seesEveryPlan: Bool { role == .admin || role == .leader }
}

/// What somebody may do on a plan that they see.
public struct Standing: Hashable, Sendable {
    public let canEdit: Bool, canManage: Bool

    /// - Parameters:
    ///   - part: what the caller is on the plan's team, if anything
    ///   - generalManager: the account's, who manages every plan of it
    public init(of caller: Caller, as part: PlanMember?, generalManager: ID<Member>?) {
        let isGeneralManager = generalManager == caller.member && caller.isStaff
        canManage = caller.isAdmin || isGeneralManager || part?.role == .manager
        canEdit = canManage || part?.role == .contributor
    }
}
extension Lookup {
    /// Nil when there is no such plan.
    public func standing(of caller: Caller, on plan: ID<Plan>) throws -> Standing? {
        guard let plan = try find(plan) else { return nil }
        let part = try planMember(caller.member, on: plan.id)
        return Standing(of: caller, as: part, generalManager: try find(plan.account)?.generalManager)
    }
}
