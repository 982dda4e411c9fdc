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
        // Either side may take back what is talked about; else it is the awaited one's word.
        guard let side = try voice(on: old), side == awaited || answer == .withdrawn else {
            throw Forbidden(try whoMay(awaited, old))
        }
        var new = old
        try new.answer(answer, from: side, day: day, reason: reason, by: caller.member, at: now, today: today(at: now))
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
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`
    public func releaseTask(_ id: ID<PlanTask>) throws -> Outcome {
        let old = try see(id)
        try checkOpen(old.plan)
        guard try voice(on: old) == .asks else { throw Forbidden(try whoMay(.asks, old)) }
        var new = old
        try new.release()
        return Outcome(try update(old, to: new, verb: .released))
    }

    /// One request for many plans at once.
    /// - Throws: `Invalid`, which names each of several plans that cannot be asked, and why; then none is made. Of one plan
    ///   `NotFound` and `Forbidden`, too
    public func requestOnPlans(_ plans: [ID<Plan>], _ patch: Patch) throws -> [PlanTask] {
        guard (1...100).contains(plans.count) else { throw Invalid([Problem("plans", "must be 1 to 100")]) }
        func request(on plan: ID<Plan>) throws -> PlanTask {
            var each = patch
            each.members["plan"] = .id(plan.raw)
            _ = try see(plan)
            return try create(PlanTask.self, id: nil, each)
        }
        if plans.count == 1 { return [try request(on: plans[0])] }
        var made: [PlanTask] = [], problems: [Problem] = []
        for plan in plans {
            do { made.append(try request(on: plan)) } catch is NotFound {
                problems.append(Problem("plans", "there is no such plan", plan: plan))
            } catch let refusal as Forbidden {
                problems.append(Problem("plans", refusal.reason, plan: plan))
            } catch let invalid as Invalid where invalid.problems.allSatisfy({ $0.field == "team" }) {
                problems += invalid.problems.map { Problem("plans", "the team \($0.message)", plan: plan) }
            }
        }
        if !problems.isEmpty { throw Invalid(problems) }
        return made
    }

    /// For which side the caller may speak.
    private func voice(on task: PlanTask) throws -> PlanTask.Side? {
        let part = try planMember(caller.member, on: task.plan), side = task.side(of: caller.member, as: part)
        let isAsker = side == .asks && task.stamp.createdBy == caller.member.raw
        return part?.duty != nil || isAsker ? side : nil
    }

    private func whoMay(_ side: PlanTask.Side, _ task: PlanTask) throws -> String {
        let team = try find(side == .delivers ? task.team : task.from ?? task.team)?.name ?? "that team"
        return side == .delivers
            ? "Only the representative and the deputy of \(team) answer for it."
            : "Only who asked, and the representative and the deputy of \(team), may do that."
    }

    /// - Throws: `PlanClosed`
    func checkOpen(_ plan: ID<Plan>) throws { if try find(plan)?.state == .closed { throw PlanClosed() } }
}
