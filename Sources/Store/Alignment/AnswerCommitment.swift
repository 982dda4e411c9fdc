public import Domain

extension Tx {
    /// The answer of a team to what it was asked. Its representative and its deputy on the plan alone may give it.
    /// - Throws: `NotFound`, `Forbidden`, `PlanClosed`, `Invalid` when a decline has no reason
    public func answerCommitment(
        _ id: ID<Commitment>, _ answer: Commitment.Answer, promise: String?, reason: String?
    ) throws -> Outcome {
        let old = try see(id)
        guard try planMember(caller.member, on: old.plan)?.answers(for: old.team) ?? false else {
            throw Forbidden("Only the representative and the deputy of \(try teamName(old.team)) answer for it.")
        }
        try checkOpen(old.plan)
        var new = old
        try new.answer(answer, promise: promise, reason: reason, by: caller.member, at: now)
        return Outcome(try update(old, to: new, verb: answer == .committed ? .committed : .declined))
    }

    /// Asks a team again that has answered.
    /// - Throws: `NotFound`, `Forbidden`, `PlanClosed`, `Invalid` where the question still stands
    public func askCommitmentAgain(_ id: ID<Commitment>, ask: String?) throws -> Outcome {
        let old = try see(id)
        guard let standing = try standing(of: caller, on: old.plan), standing.canEdit else {
            throw Forbidden(Refusals.notAnEditor)
        }
        try checkOpen(old.plan)
        guard old.state != .asked else { throw Invalid([Problem("state", "is asked already")]) }
        var new = old
        new.askAgain(ask, by: caller.member, at: now)
        return Outcome(try update(old, to: new, verb: .askedAgain))
    }

    private func teamName(_ id: ID<Team>) throws -> String { try find(id)?.name ?? "that team" }
}
