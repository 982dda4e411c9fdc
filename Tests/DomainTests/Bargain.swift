import Domain
import TestSupport

/// A plan on which Sales asks Product for something, and everybody who may have a word in it.
struct Bargain {
    let ids = Ids()
    let plan: Plan, shelf: Shelf
    let sales: ID<Team>, product: ID<Team>, success: ID<Team>
    /// Sales: a contributor and a viewer. Product: a contributor. Success: a contributor, and a manager of the plan.
    let asker: ID<Member>, watcher: ID<Member>, deliverer: ID<Member>, third: ID<Member>, manager: ID<Member>
    /// Of Success, not on the plan's team.
    let admin: ID<Member>

    init() {
        let ids = ids
        func id<R>() -> ID<R> { ID(ids.next()) }
        let teams: [ID<Team>] = [id(), id(), id()], people: [ID<Member>] = (0..<6).map { _ in id() }
        let account = Account(id()) { $0.name = "Velmora Rail" }
        plan = Plan(id()) { ($0.account, $0.teams) = (account.id, teams) }
        (sales, product, success) = (teams[0], teams[1], teams[2])
        (asker, watcher, deliverer) = (people[0], people[1], people[2])
        (third, manager, admin) = (people[3], people[4], people[5])
        let places: [(Int, PlanMember.Role)] = [
            (0, .contributor), (0, .viewer), (1, .contributor), (2, .contributor), (2, .manager),
        ]
        var records: [any Record] = [account, plan]
        for (member, place) in zip(people, places) {
            records.append(
                PlanMember(id()) { [plan] in
                    ($0.plan, $0.member, $0.team, $0.role) = (plan.id, member, teams[place.0], place.1)
                })
        }
        records.append(
            Member(people[5]) { ($0.name, $0.role, $0.team) = ("Admin", .admin, teams[2]) })
        shelf = Shelf(records: records)
    }

    // MARK: what is done with a task

    /// As the store makes it.
    func made(
        by member: ID<Member>, for team: ID<Team>, _ edit: (inout PlanTask) -> Void = { _ in }
    ) throws -> PlanTask {
        var task = PlanTask(ID(ids.next())) {
            ($0.plan, $0.team, $0.title, $0.number) = (plan.id, team, "Write", 1)
            $0.stamp.createdBy = member.raw
        }
        edit(&task)
        try task.settle(since: nil, by: member, at: Hub.now, in: shelf)
        return task
    }

    /// As the store edits it, what is refused by right aside.
    func edited(_ old: PlanTask, by member: ID<Member>, _ edit: (inout PlanTask) -> Void) throws -> PlanTask {
        var new = old
        edit(&new)
        try new.settle(since: old, by: member, at: Hub.now, in: shelf)
        return new
    }

    func answer(
        _ task: inout PlanTask, _ word: PlanTask.Answer, _ side: PlanTask.Side, _ day: Day? = nil,
        reason: String? = nil, on today: Day = Day(2026, 11, 23)
    ) throws {
        let member = side == .asks ? asker : deliverer
        try task.answer(word, from: side, day: day, reason: reason, by: member, at: Hub.now, today: today)
    }

    /// What Sales asks of Product.
    func request(due: Day? = Day(2026, 12, 1)) throws -> PlanTask {
        try made(by: asker, for: product) { $0.due = due }
    }
    func promise(_ day: Day = Day(2026, 12, 1)) throws -> PlanTask {
        var task = try request(due: day)
        try answer(&task, .accepted, .delivers)
        return task
    }

    func refusal(_ deed: Deed<PlanTask>, _ task: PlanTask, _ member: ID<Member>) throws -> String? {
        let caller =
            member == admin
            ? Caller(member: member, role: .admin, team: success)
            : Caller(member: member, role: .member, team: try shelf.planMember(member, on: plan.id)?.team ?? .none)
        return try PlanTask.access.refusal(deed, task, caller, shelf)
    }
}
