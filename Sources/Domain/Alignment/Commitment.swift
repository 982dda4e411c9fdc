/// One team's answer to one objective: the cell of the alignment map.
public struct Commitment: Record {
    public enum State: String, Choice { case asked, committed, declined }
    public var id = ID<Commitment>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var objective = ID<Objective>.none
    public var team = ID<Team>.none
    public var state = State.asked
    /// What is asked for.
    public var ask: String?
    /// What exactly is promised.
    public var promise: String?
    /// Why not.
    public var reason: String?
    public var askedBy: ID<Member>?
    public var askedAt: Instant?
    public var answeredBy: ID<Member>?
    public var answeredAt: Instant?
    /// A decline that the general manager has settled leaves the score.
    public var settledBy: ID<Member>?
    public var settledAt: Instant?
    public var settlement: String?
    public init() {}

    public static let kind = Kind("commitment")
    public static let fields = Fields<Commitment> {
        Field("plan", \.plan).scope()
        Field("objective", \.objective).fixed().part().filterable()
        Field("team", \.team).fixed().filterable()
        Field("state", \.state).readOnly().filterable().material()
        Field("ask", \.ask).lines(1...2000).searchable()
        Field("promise", \.promise).lines(1...2000).readOnly().searchable().material()
        Field("reason", \.reason).lines(1...2000).readOnly().searchable()
        Field("askedBy", \.askedBy).readOnly()
        Field("askedAt", \.askedAt).readOnly()
        Field("answeredBy", \.answeredBy).readOnly()
        Field("answeredAt", \.answeredAt).readOnly()
        Field("settledBy", \.settledBy).readOnly()
        Field("settledAt", \.settledAt).readOnly()
        Field("settlement", \.settlement).lines(1...2000).readOnly().searchable()
    }

    public static let access = Access<Commitment>(.planContent) { deed, commitment, caller, records in
        guard let standing = try records.standing(of: caller, on: commitment.plan) else { return nil }
        if !standing.canEdit { return Refusals.notAnEditor }
        let part = try records.planMember(caller.member, on: commitment.plan)
        if deed != .delete || part?.answers(for: commitment.team) ?? false { return nil }
        switch commitment.state {
        case .asked: return nil
        case .committed:
            return standing.canManage
                ? nil : "An answer may be taken back by the team itself or by a manager of the plan."
        case .declined:
            // To take it away is to settle it.
            let general = try records.find(commitment.plan).flatMap { try records.find($0.account)?.generalManager }
            let may = general == nil ? standing.canManage : general == caller.member
            return may || commitment.settledAt != nil && standing.canManage
                ? nil : "A decline may be taken back by the team itself, or settled by the general manager."
        }
    }

    public mutating func settle(
        since old: Commitment?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    ) throws {
        guard old == nil, askedAt == nil else { return }
        (askedBy, askedAt) = (actor == .none ? nil : actor, now)
    }

    public static func check(_ new: Commitment, since old: Commitment?, in records: some Lookup) throws -> [Problem] {
        guard old == nil else { return [] }
        var problems: [Problem] = []
        if try !(records.find(new.plan)?.teams.contains(new.team) ?? false) {
            problems.append(Problem("team", "is not one of the plan's teams"))
        }
        let asked = try records.all(
            Commitment.self, where: ["objective": .id(new.objective.raw), "team": .id(new.team.raw)])
        if asked.contains(where: { $0.id != new.id }) {
            problems.append(Problem("team", "has been asked for this objective already"))
        }
        return problems
    }

    /// What a team says.
    public enum Answer: String, Choice { case committed, declined }

    /// The team's answer. A promise or a reason belongs to its own answer, the other one is taken away.
    /// - Throws: `Invalid` when a decline has no reason.
    public mutating func answer(
        _ answer: Answer, promise: String?, reason: String?, by member: ID<Member>, at now: Instant
    ) throws(Invalid) {
        if answer == .declined, reason == nil { throw Invalid([Problem("reason", "is required to decline")]) }
        state = answer == .committed ? .committed : .declined
        self.promise = answer == .committed ? promise : nil
        self.reason = answer == .declined ? reason : nil
        (answeredBy, answeredAt) = (member, now)
        (settledBy, settledAt, settlement) = (nil, nil, nil)
    }

    /// The general manager takes a decline as it is.
    /// - Throws: `Invalid` where nothing was declined
    public mutating func settle(_ note: String?, by member: ID<Member>, at now: Instant) throws(Invalid) {
        if state != .declined { throw Invalid([Problem("state", "must be declined to be settled")]) }
        (settledBy, settledAt, settlement) = (member, now, note)
    }

    /// Asks again: the old answer leaves the record and stays in its history.
    public mutating func askAgain(_ ask: String?, by member: ID<Member>, at now: Instant) {
        (state, promise, reason, answeredBy, answeredAt) = (.asked, nil, nil, nil, nil)
        (settledBy, settledAt, settlement) = (nil, nil, nil)
        (self.ask, askedBy, askedAt) = (ask ?? self.ask, member, now)
    }
}
extension PlanMember {
    /// Representative and deputy alone sign and answer for their team.
    public func answers(for team: ID<Team>) -> Bool { duty != nil && self.team == team }
}
