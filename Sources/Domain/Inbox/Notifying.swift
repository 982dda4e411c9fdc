/// How what happens becomes notices: of whom, and one per cause.
extension Surroundings {
    /// Tells these members of it, each of them once. What they did themselves they are not told, nor what they may not
    /// see, nor of a plan that they muted unless it says their name. What is not read yet is brought up to date.
    public func notify(
        _ members: [ID<Member>], of cause: Notice.Cause, about: RecordReference, on plan: Plan,
        answer: Notice.Answer? = nil
    ) throws -> [FollowUp] {
        guard plan.state != .closed || cause.isSpoken else { return [] }
        return try notify(members, of: cause, about: about, plan: plan.id, answer: answer) { member in
            guard try records.sees(member, plan.id) else { return false }
            return try cause.isPersonal || !(records.preference(of: member)?.mutedPlans.contains(plan.id) ?? false)
        }
    }

    /// The same of what is said in a comment, to those who see it.
    func notify(
        _ members: [ID<Member>], of cause: Notice.Cause, about: RecordReference, in comment: Comment
    ) throws -> [FollowUp] {
        let readers = try members.filter { try records.sees($0, comment) }
        guard let plan = comment.plan else {
            return try notify(readers, of: cause, about: about, plan: nil) { _ in true }
        }
        return try records.find(plan).map { try notify(readers, of: cause, about: about, on: $0) } ?? []
    }

    private func notify(
        _ members: [ID<Member>], of cause: Notice.Cause, about: RecordReference, plan: ID<Plan>?,
        answer: Notice.Answer? = nil, where isTold: (ID<Member>) throws -> Bool
    ) throws -> [FollowUp] {
        var told: Set<ID<Member>> = [caller.member]
        return try members.compactMap { member in
            guard told.insert(member).inserted, try isTold(member) else { return nil }
            let unread = try records.unread([cause], about: about).first { $0.member == member }
            var notice = unread ?? Notice(ID(newID())) { ($0.plan, $0.member) = (plan, member) }
            (notice.cause, notice.about, notice.answer) = (cause, about, answer)
            (notice.actor, notice.seq, notice.at) = (caller.member == .none ? nil : caller.member, Int(seq), now)
            if unread != nil { notice.count += 1 }
            return unread == nil ? .create(notice) : .edit(notice)
        }
    }

    /// What was told of this is no news any more: somebody did what was asked for.
    func settle(_ causes: Set<Notice.Cause>, about: RecordReference) throws -> [FollowUp] {
        try records.unread(causes, about: about).map { notice in
            var read = notice
            read.readAt = now
            return .edit(read)
        }
    }
}

extension Lookup {
    /// What members have not read yet of one thing.
    public func unread(_ causes: Set<Notice.Cause>, about: RecordReference) throws -> [Notice] {
        try all(Notice.self, where: ["about": .text(about.text)]).filter {
            $0.readAt == nil && causes.contains($0.cause)
        }
    }

    /// The representative of a team on a plan, and its deputy.
    public func signers(of team: ID<Team>, on plan: ID<Plan>) throws -> [ID<Member>] {
        try all(PlanMember.self, where: ["plan": .id(plan.raw), "team": .id(team.raw)])
            .filter { $0.answers(for: team) }.map(\.member)
    }
}
