public import Domain

/// What somebody may get by stream, as it was when the journal stood at `seq`.
public struct Grant: Sendable {
    public let member: ID<Member>, isStaff: Bool
    /// The plans whose changes they get: those they asked for and see, and those on whose team they are.
    public let plans: Set<ID<Plan>>
    /// For a stream of everything they may see: the plans that this is not. Nil for a stream of `plans` only.
    public let hidden: Set<ID<Plan>>?
    /// The plans of which they were told something for themselves; and those of them that they may not see any more.
    public let concerns: Set<ID<Plan>>, barred: Set<ID<Plan>>
    /// Read in the same moment as the rest, so that no later change of rights is missed.
    public let seq: Int64

    public init(
        member: ID<Member>, isStaff: Bool, plans: Set<ID<Plan>>, hidden: Set<ID<Plan>>? = nil,
        concerns: Set<ID<Plan>> = [], barred: Set<ID<Plan>> = [], seq: Int64
    ) {
        (self.member, self.isStaff, self.plans, self.hidden, self.seq) = (member, isStaff, plans, hidden, seq)
        (self.concerns, self.barred) = (concerns, barred)
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
        case .concern(let one, let plan): one == member && !barred.contains(plan)
        }
    }

    /// Whether this change of rights may concern them and came after the grant.
    func isOutdated(by frame: Frame) -> Bool {
        guard frame.seq > seq else { return false }
        // From the first word of a plan on it is known that its rights matter here.
        if frame.audiences.contains(where: { isFirst($0) }) { return true }
        return frame.touches.contains { touch in
            switch touch {
            // One that is new may be one that they do not see.
            case .plan(let plan): plans.contains(plan) || concerns.contains(plan) || hidden != nil
            case .member(let one): one == member
            case .anybody: true
            }
        }
    }
    private func isFirst(_ audience: Audience) -> Bool {
        guard case .concern(member, let plan) = audience else { return false }
        return !plans.contains(plan) && !concerns.contains(plan)
    }
}
