/// Somebody who works on a plan, as what, and for which team.
public struct PlanMember: Record {
    public enum Role: String, Choice { case manager, contributor, viewer }
    /// Who signs and answers for the team on this plan.
    public enum Duty: String, Choice { case representative, deputy }
    public var id = ID<PlanMember>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var member = ID<Member>.none
    public var team = ID<Team>.none
    public var role = Role.contributor
    public var duty: Duty?
    public init() {}

    public static let kind = Kind("planMember")
    public static let access = Access<PlanMember>.planManagersEdit
    public static let fields = Fields<PlanMember> {
        Field("plan", \.plan).scope()
        Field("member", \.member).fixed().filterable()
        Field("team", \.team).filterable()
        Field("role", \.role).filterable()
        Field("duty", \.duty).filterable()
    }

    public static func check(_ new: PlanMember, since old: PlanMember?, in records: some Lookup) throws -> [Problem] {
        var problems: [Problem] = []
        let others = try records.all(PlanMember.self, where: ["plan": .id(new.plan.raw)]).filter { $0.id != new.id }
        if others.contains(where: { $0.member == new.member }) {
            problems.append(Problem("member", "is on the plan team already"))
        }
        if let duty = new.duty, others.contains(where: { $0.team == new.team && $0.duty == duty }) {
            problems.append(Problem("duty", "is taken: the team has a \(duty.rawValue) on this plan"))
        }
        if try records.find(new.member)?.role == .guest, new.duty != nil || new.role == .manager {
            problems.append(Problem(new.duty == nil ? "role" : "duty", "is not for guests"))
        }
        return problems
    }
}
