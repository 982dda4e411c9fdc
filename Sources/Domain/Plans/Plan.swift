/// The shared account plan for a period.
public struct Plan: Record {
    public enum State: String, Choice { case draft, active, closed }
    public enum Openness: String, Choice {
        case open
        /// Plan team, leaders and admins only; nobody else learns that it exists.
        case restricted
    }
    public var id = ID<Plan>.none, stamp = Stamp()
    public var account = ID<Account>.none
    public var title = ""
    public var state = State.draft
    public var access = Openness.open
    public var start: Day?
    public var end: Day?
    public var purpose: String?
    public var teams: [ID<Team>] = []
    /// The plan that this one rolled over from.
    public var previous: ID<Plan>?
    public init() {}

    public static let kind = Kind("plan")
    public static let fields = Fields<Plan> {
        Field("account", \.account).scope()
        Field("title", \.title).text(1...200).searchable().sortable()
        Field("state", \.state).filterable()
        Field("access", \.access).filterable()
        Field("start", \.start).material()
        Field("end", \.end).material().sortable()
        Field("purpose", \.purpose).lines(1...4000).material().searchable()
        Field("teams", \.teams).material()
        Field("previous", \.previous).fixed().unlinks()
    }

    public static let access = Access<Plan>(.plans) { deed, plan, caller, records in
        switch deed {
        case .create:
            return caller.isStaff ? nil : "Guests may not start plans."
        case .edit(let new):
            guard let standing = try records.standing(of: caller, on: plan.id) else { return nil }
            let removed = plan.teams.filter { !new.teams.contains($0) }
            for team in removed {
                if let reason = try plan.refusal(toRemove: team, by: caller, standing, records) { return reason }
            }
            let keepsTheRest = new.teams == plan.teams.filter { !removed.contains($0) }
            if !removed.isEmpty, keepsTheRest, deed.edits(plan, only: ["teams"]) { return nil }
            return standing.canManage ? nil : Refusals.notAManager
        case .delete:
            guard let standing = try records.standing(of: caller, on: plan.id) else { return nil }
            if !standing.canManage { return Refusals.notAManager }
            return plan.state == .draft ? nil : "Only a draft can be deleted. Close the plan instead."
        }
    }

    /// A team is taken off the plan by who answers for it, or by the account's general manager; where there is neither,
    /// by a manager of the plan.
    private func refusal(
        toRemove team: ID<Team>, by caller: Caller, _ standing: Standing, _ records: any Lookup
    ) throws -> String? {
        let general = try records.find(account)?.generalManager
        let signers = try records.all(PlanMember.self, where: ["plan": .id(id.raw), "team": .id(team.raw)])
            .filter { $0.answers(for: team) }
        if caller.member == general || signers.contains(where: { $0.member == caller.member }) { return nil }
        if general == nil, signers.isEmpty { return standing.canManage ? nil : Refusals.notAManager }
        return
            "\(try records.find(team)?.name ?? "A team") leaves the plan by its representative or the general manager."
    }

    public static func rules(_ plan: Plan) -> [Problem] {
        var problems: [Problem] = []
        if let start = plan.start, let end = plan.end, end < start {
            problems.append(Problem("end", "must not be before start"))
        }
        if plan.teams.count > 20 { problems.append(Problem("teams", "must not be more than 20")) }
        return problems
    }

    public static func check(_ new: Plan, since old: Plan?, in records: some Lookup) throws -> [Problem] {
        var problems: [Problem] = []
        if old?.state != .draft, let old, new.state == .draft {
            problems.append(Problem("state", "cannot go back from \(old.state.rawValue) to draft"))
        }
        if new.state == .active, old?.state != .active {
            let active = try records.all(
                Plan.self, where: ["account": .id(new.account.raw), "state": State.active.value])
            if active.contains(where: { $0.id != new.id }) {
                problems.append(Problem("state", "cannot be active yet: ask the account's general manager"))
            }
        }
        if let previous = new.previous, old == nil, try records.find(previous)?.account != new.account {
            problems.append(Problem("previous", "must be a plan of the same account"))
        }
        return problems
    }
}
