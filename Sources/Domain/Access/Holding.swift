extension Lookup {
    /// Whether somebody may hold the link by which a member sets a password, for whoever has it can come in as that member:
    /// an admin; and of a guest, whoever sees all plans that the guest is on.
    public func mayHold(_ maker: ID<Member>, theLinkOf member: Member) throws -> Bool {
        guard let maker = try find(maker), !maker.archived else { return false }
        if maker.role == .admin { return true }
        guard member.role == .guest, maker.role != .guest else { return false }
        return try all(PlanMember.self, where: ["member": .id(member.id.raw)]).allSatisfy {
            try sees(maker.id, $0.plan)
        }
    }
}
