public import Domain

extension Tx {
    /// A review begins: the plan is kept as it stands, and what the data asks for is put on the agenda. One that was
    /// closed goes on. Who opens it leads it.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`
    public func openReview(_ id: ID<Review>) throws -> Outcome {
        let old = try reviewToRun(id)
        let others = try all(Review.self, where: ["plan": .id(old.plan.raw)]).filter { $0.id != id }
        if old.state == .open { throw Invalid([Problem("state", "is open already")]) }
        if let open = others.first(where: { $0.state == .open }) {
            throw Invalid([Problem("state", "cannot be open: \(open.title) of this plan still is")])
        }
        let last = others.filter { $0.closedSeq != nil }.max { ($0.closedSeq ?? 0) < ($1.closedSeq ?? 0) }
        var new = old
        if old.state == .closed {
            if let last, (last.closedSeq ?? 0) > (old.closedSeq ?? 0) {
                throw Invalid([Problem("state", "cannot be open again: \(last.title) was held since")])
            }
            new.reopen(by: caller.member)
            return Outcome(try update(old, to: new, verb: .reopened))
        }
        let expected = try reader.agenda(of: old, after: last)
        let there = try all(AgendaItem.self, where: ["review": .id(id.raw)])
        new.open(by: caller.member, at: now, seq: seq, score: try score(of: old.plan), after: last)
        let opened = try update(old, to: new, verb: .opened)
        for entry in Agenda.missing(expected, from: there) { try insert(AgendaItem(newID(), entry, in: opened)) }
        return Outcome(opened)
    }

    /// It ends: the plan is kept as it stands, and nothing said in it is changed any more.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`
    public func closeReview(_ id: ID<Review>, summary: String?) throws -> Outcome {
        let old = try reviewToRun(id)
        guard old.state == .open else { throw Invalid([Problem("state", "must be open to be closed")]) }
        var new = old
        new.summary = summary ?? old.summary
        new.close(at: now, seq: seq, score: try score(of: old.plan))
        return Outcome(try update(old, to: new, verb: .closed))
    }

    /// The caller takes part.
    /// - Throws: `NotFound`, `Invalid`, `PlanClosed`
    public func joinReview(_ id: ID<Review>) throws -> Outcome {
        let old = try see(id)
        try checkOpen(old.plan)
        guard old.state == .open else { throw Invalid([Problem("state", "must be open to be joined")]) }
        if old.attendees.contains(caller.member) { return Outcome(old) }
        var new = old
        new.attendees.append(caller.member)
        return Outcome(try update(old, to: new, verb: .joined))
    }

    /// - Throws: `NotFound`, `Forbidden`, `PlanClosed`
    private func reviewToRun(_ id: ID<Review>) throws -> Review {
        let review = try see(id)
        try checkOpen(review.plan)
        guard let standing = try standing(of: caller, on: review.plan), review.isRun(by: caller, standing) else {
            throw Forbidden(Review.notTheLeader)
        }
        return review
    }

    private func score(of plan: ID<Plan>) throws -> Double? {
        let reader = try reader
        let input = try reader.alignmentInputs(where: SQL("plan.id = ?", .id(plan.raw)), today: today(at: now)).first
        return try input.map { Alignment($0.input, weights: try reader.alignmentWeights()).score }
    }
}
