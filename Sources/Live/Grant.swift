public import Domain

/// What somebody may get by stream, as it was when the journal stood at `seq`.
public struct Grant: Sendable {
    public let member: ID<Member>, isStaff: Bool
    /// The plans whose changes they get: those they asked for and see, and those on whose team they are.
    public let plans: Set<ID<Plan>>
    /// Read in the same moment as the rest, so that no later change of rights is missed.
    public let seq: Int64

    public init(member: ID<Member>, isStaff: Bool, plans: Set<ID<Plan>>, seq: Int64) {
        (self.member, self.isStaff, self.plans, self.seq) = (member, isStaff, plans, seq)
    }

    public func sees(_ audience: Audience) -> Bool {
        switch audience {
        case .everyone: true
        case .staff: isStaff
        case .plan(let plan): plans.contains(plan)
        case .member(let one): one == member
        }
    }

    /// Whether this change of rights may concern them and came after the grant.
    func isOutdated(by frame: Frame) -> Bool {
        guard frame.seq > seq else { return false }
        return frame.touches.contains { touch in
            switch touch {
            case .plan(let plan): plans.contains(plan)
            case .member(let one): one == member
            case .planTeam: true
            }
        }
    }
}
