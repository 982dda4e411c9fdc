public import Domain

/// What somebody may get by stream, as it was when the journal stood at `seq`.
public struct Grant: Sendable {
    public let member: ID<Member>, isStaff: Bool
    /// The plans whose changes they get: those they asked for and see, and those on whose team they are.
    public let plans: Set<ID<Plan>>
    /// For a stream of everything they may see: the plans that this is not. Nil for a stream of `plans` only.
    public let hidden: Set<ID<Plan>>?
    /// Read in the same moment as the rest, so that no later change of rights is missed.
    public let seq: Int64

    public init(
        member: ID<Member>, isStaff: Bool, plans: Set<ID<Plan>>, hidden: Set<ID<Plan>>? = nil, seq: Int64
    ) {
        (self.member, self.isStaff, self.plans, self.hidden, self.seq) = (member, isStaff, plans, hidden, seq)
    }

    /// Whether they get the changes of this plan.
    func hears(_ plan: ID<Plan>) -> Bool {
        plans.contains(plan) || hidden.map { !$0.contains(plan) } ?? false
    }

    public func sees(_ audience: Audience) -> Bool {
        switch audience {
        case .everyone: true
        case .staff: isStaff
        case .plan(let plan): hears(plan)
        case .planStaff(let plan): isStaff && hears(plan)
        case .member(let one): one == member
        }
    }

    /// Whether this change of rights may concern them and came after the grant.
    func isOutdated(by frame: Frame) -> Bool {
        guard frame.seq > seq else { return false }
        return frame.touches.contains { touch in
            switch touch {
            // One that is new may be one that they do not see.
            case .plan(let plan): plans.contains(plan) || hidden != nil
            case .member(let one): one == member
            case .planTeam: true
            }
        }
    }
}
