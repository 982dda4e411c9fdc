public import Domain

/// Somebody from outside who was put on a plan.
public struct InvitedGuest: Sendable {
    public let member: ID<Member>
    /// Until when the one-time link can be used; nil where the link was not taken, for they sign in already.
    public let expires: Instant?
}

extension Tx {
    /// Puts somebody from outside on a plan as a viewer, by their address, and makes the link by which they set a
    /// password. Who is a guest already is put on the plan and keeps the password they have: the link is only for those
    /// who are new, or whom the caller invited before and who have not come yet. Otherwise it would open what others
    /// share with them.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`
    public func inviteGuest(to plan: ID<Plan>, name: String, email: String, tokenHash: String) throws -> InvitedGuest {
        try checkManages(plan)
        try checkOpen(plan)
        let known = try all(Member.self, where: ["email": .text(Member.folded(email))]).first
        if let known {
            if known.role != .guest {
                throw Invalid([Problem("email", "belongs to a colleague: add them to the plan team")])
            }
            if known.archived { throw Invalid([Problem("email", "belongs to a guest who has left: ask an admin")]) }
        }
        let guest = try known ?? insert(newGuest(on: plan, name: name, email: email))
        if try planMember(guest.id, on: plan) == nil {
            try insert(
                PlanMember(newID()) {
                    ($0.plan, $0.member, $0.team, $0.role) = (plan, guest.id, guest.team, .viewer)
                })
        }
        guard try !connection.hasPassword(guest.id), guest.stamp.createdBy == caller.member.raw else {
            return InvitedGuest(member: guest.id, expires: nil)
        }
        guard try mayHold(caller.member, theLinkOf: guest) else {
            throw Forbidden("They are on a plan that you do not see: an admin can make their link.")
        }
        return InvitedGuest(member: guest.id, expires: try renewInvitation(of: guest.id, tokenHash))
    }

    /// They are counted to the team that invites them.
    private func newGuest(on plan: ID<Plan>, name: String, email: String) throws -> Member {
        let team = try planMember(caller.member, on: plan)?.team ?? caller.team
        return Member(newID()) { ($0.name, $0.email, $0.role, $0.team) = (name, email, .guest, team) }
    }
}
