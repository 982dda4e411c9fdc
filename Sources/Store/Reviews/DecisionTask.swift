public import Domain

extension Tx {
    /// A decision becomes a task, in one entry: for its own team, or the caller's where it names none.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`
    public func makeTask(of id: ID<Decision>) throws -> Outcome {
        let old = try see(id)
        try checkOpen(old.plan)
        if old.task != nil { throw Invalid([Problem("task", "is there already")]) }
        guard let review = try find(old.review), let item = try find(old.item), let plan = try find(old.plan) else {
            throw Corrupt(what: "decision \(id.text) belongs to nothing")
        }
        let owner = try old.owner.flatMap { try planMember($0, on: old.plan)?.team }
        let mine = try planMember(caller.member, on: old.plan)?.team ?? caller.team
        guard let team = owner ?? (plan.teams.contains(mine) ? mine : plan.teams.first) else {
            throw Invalid([Problem("team", "is required: the plan has none")])
        }
        let objective = item.about.flatMap { about in
            about.kind == Objective.kind.name ? ID<Objective>(about.id) : nil
        }
        let task = try create(PlanTask.self, id: nil, old.task(of: team, for: objective, decidedIn: review))
        var new = old
        new.task = task.id
        return Outcome(try update(old, to: new))
    }
}
