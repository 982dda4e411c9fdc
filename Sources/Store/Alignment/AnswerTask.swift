public import Domain

/// The request has its answer, and this is how it stands.
public struct Answered: Error {
    /// The task as JSON.
    public let record: [UInt8]
}

extension Tx {
    /// What one side says to a request or a counter-offer. For the team that delivers its representative and deputy
    /// speak; for the side that asks, who made the request and its team's representative and deputy.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`, `Answered`
    public func answerTask(_ id: ID<PlanTask>, _ answer: PlanTask.Answer, day: Day?, reason: String?) throws -> Outcome
    {
        let old = try see(id)
        try checkOpen(old.plan)
        guard let awaited = old.awaited else {
            if old.handshake == nil { throw Invalid([Problem("answer", "is not waited for: nothing was asked")]) }
            throw Answered(record: try reader.record(schema[PlanTask.self], id.raw) ?? [])
        }
        let sides = try sides(of: old)
        let isWithdrawal = answer == .withdrawn && sides.contains(.asks)
        guard isWithdrawal || sides.contains(awaited) else { throw Forbidden(try whoMay(awaited, old)) }
        var new = old
        try new.answer(
            answer, from: isWithdrawal ? .asks : awaited, day: day, reason: reason, by: caller.member, at: now,
            today: today(at: now))
        let verb: Verb =
            switch answer {
            case .accepted: .accepted
            case .declined: .declinedRequest
            case .countered: .countered
            case .withdrawn: .withdrawn
            }
        return Outcome(try update(old, to: new, verb: verb))
    }

    /// The asking side lets go of a promise; whatever becomes of it is no miss.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`
    public func releaseTask(_ id: ID<PlanTask>) throws -> Outcome {
        let old = try see(id)
        guard try sides(of: old).contains(.asks) else { throw Forbidden(try whoMay(.asks, old)) }
        var new = old
        try new.release()
        return Outcome(try update(old, to: new, verb: .released))
    }

    /// One request for many plans at once.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`; then none is made
    public func requestOnPlans(_ plans: [ID<Plan>], _ patch: Patch) throws -> [PlanTask] {
        guard (1...100).contains(plans.count) else { throw Invalid([Problem("plans", "must be 1 to 100")]) }
        return try plans.map { plan in
            var each = patch
            each.members["plan"] = .id(plan.raw)
            if each.members["from"] == nil { each.members["from"] = .id(caller.team.raw) }
            return try create(PlanTask.self, id: nil, each)
        }
    }

    private func sides(of task: PlanTask) throws -> Set<PlanTask.Side> {
        var sides: Set<PlanTask.Side> = []
        let part = try planMember(caller.member, on: task.plan)
        if part?.answers(for: task.team) ?? false { sides.insert(.delivers) }
        if task.stamp.createdBy == caller.member.raw { sides.insert(.asks) }
        if let from = task.from, part?.answers(for: from) ?? false { sides.insert(.asks) }
        return sides
    }

    private func whoMay(_ side: PlanTask.Side, _ task: PlanTask) throws -> String {
        let team = try find(side == .delivers ? task.team : task.from ?? task.team)?.name ?? "that team"
        return side == .delivers
            ? "Only the representative and the deputy of \(team) answer for it."
            : "Only who asked, and the representative and the deputy of \(team), may do that."
    }

    private func checkOpen(_ plan: ID<Plan>) throws { if try find(plan)?.state == .closed { throw PlanClosed() } }
}
