public import Domain
import JSON

/// What a shared page is made of. It is put together from nothing, field by field, so that only what is named here can
/// be on it: no notes, no weights, no comments, nothing of what teams say among themselves, no addresses, no ids.
struct SharedPage {
    /// Who does something: one of our teams, or the customer.
    enum Side: String { case ours, theirs }

    let link: ShareLink, plan: Plan, customer: String
    let teams: [ID<Team>: Team], members: [ID<Member>: Member]
    /// Those of which anything is shown; the tasks without those that were dropped.
    let objectives: [Objective], tasks: [PlanTask], promises: [Commitment]

    func shows(_ section: ShareLink.Section) -> Bool { link.sections.contains(section) }

    func side(of task: PlanTask) -> Side { link.theirs.contains(task.id) ? .theirs : .ours }

    /// Who owns it, where the page may say so. On the customer's side nobody of ours is named.
    func owner(_ member: ID<Member>?, on side: Side = .ours) -> Member? {
        guard shows(.people), let owner = member.flatMap({ members[$0] }), !owner.archived else { return nil }
        return side == .theirs && owner.role != .guest ? nil : owner
    }
}

extension Reader {
    /// The page of a link: `{"company", "currency", "customer", "title", "sections", "asOf", "purpose", "start", "end", "objectives",
    /// "commitments", "tasks", "dates", "people"}`, of the last eight members those that the link shows.
    /// - Throws: `NotFound`
    public func sharedPage(of link: ShareLink) throws -> [UInt8] {
        guard let plan = try find(link.plan), let account = try find(plan.account) else {
            throw NotFound(kind: Plan.kind.name)
        }
        let ofPlan = SQL("plan = ?", .id(plan.id.raw))
        let chosen = ofPlan + SQL(" AND status <> 'dropped' AND ") + .among("id", link.tasks.map(\.raw))
        func ifShown<R: Record>(_ section: ShareLink.Section, _ condition: SQL) throws -> [R] {
            link.sections.contains(section) ? try records(R.self, condition) : []
        }
        let page = SharedPage(
            link: link, plan: plan, customer: account.name,
            teams: Dictionary(uniqueKeysWithValues: try records(Team.self, SQL("1 = 1")).map { ($0.id, $0) }),
            members: Dictionary(uniqueKeysWithValues: try records(Member.self, SQL("1 = 1")).map { ($0.id, $0) }),
            objectives: try ifShown(.objectives, ofPlan).sorted { $0.number < $1.number },
            tasks: try ifShown(.tasks, chosen).sorted {
                ($0.due ?? .max, $0.number) < ($1.due ?? .max, $1.number)
            },
            promises: try ifShown(.commitments, ofPlan + SQL(" AND state = 'committed'")))
        var json = JSONWriter(capacity: 16 * 1024)
        json.byte(UInt8(ascii: "{"))
        let workspace = try workspace()
        json.members([
            "company": (workspace?.name).value, "currency": (workspace?.currency).value,
            "customer": .text(account.name), "title": .text(plan.title),
            "sections": link.sections.value, "asOf": .instant(now),
        ])
        try page.write(numbers: numbers(of: plan.id), to: &json)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// What the objectives of a plan are called, shown or not: "2. Adopt analytics".
    private func numbers(of plan: ID<Plan>) throws -> [ID<Objective>: Int] {
        Dictionary(
            uniqueKeysWithValues: try records(Objective.self, SQL("plan = ?", .id(plan.raw))).map { ($0.id, $0.number) }
        )
    }

    /// What a manager is about to show.
    /// - Throws: `NotFound`, `Forbidden`
    public func previewOfSharedPage(_ link: ShareLink) throws -> [UInt8] {
        guard let plan = try find(link.plan) else { throw NotFound(kind: Plan.kind.name) }
        let part = try records(
            PlanMember.self, SQL("plan = ? AND member = ?", .id(plan.id.raw), .id(caller.member.raw))
        ).first
        let general = try find(plan.account)?.generalManager
        guard caller.isStaff, Standing(of: caller, as: part, generalManager: general).canManage else {
            throw Forbidden(Refusals.notAManager)
        }
        return try sharedPage(of: link)
    }
}

extension SharedPage {
    /// Each section that the link shows.
    /// - Parameter numbers: of the objectives
    fileprivate func write(numbers: [ID<Objective>: Int], to json: inout JSONWriter) {
        if shows(.purpose) { json.members(["purpose": plan.purpose.value]) }
        if shows(.dates) { json.members(["start": plan.start.value, "end": plan.end.value]) }
        if shows(.objectives) {
            json.key("objectives")
            json.list(objectives) { write($1, to: &$0) }
        }
        if shows(.commitments) {
            json.key("commitments")
            json.list(promises.sorted { numbers[$0.objective] ?? 0 < numbers[$1.objective] ?? 0 }) { json, one in
                json.object([
                    "objective": numbers[one.objective].value, "team": teams[one.team]?.name.value ?? .null,
                    "promise": one.promise.value,
                ])
            }
        }
        if shows(.tasks) {
            json.key("tasks")
            json.list(tasks) { write($1, numbers, to: &$0) }
        }
        if shows(.dates) {
            json.key("dates")
            json.list(dates) { json, one in
                json.object(["day": .day(one.day), "title": .text(one.title), "isDone": .bool(one.isDone)])
            }
        }
        if shows(.people) {
            json.key("people")
            json.list(people) { json, one in
                let (member, side) = one
                json.object([
                    "name": .text(member.name), "title": member.title.value,
                    "team": side == .ours ? teams[member.team]?.name.value ?? .null : .null,
                    "side": .text(side.rawValue),
                ])
            }
        }
    }

    private func write(_ objective: Objective, to json: inout JSONWriter) {
        json.object([
            "number": .int(Int64(objective.number)), "title": .text(objective.title),
            "measure": objective.measure.value, "unit": objective.unit.value, "baseline": objective.baseline.value,
            "current": objective.current.value, "target": objective.target.value, "due": objective.due.value,
            "goal": objective.customerGoal.value, "team": objective.leadTeam.flatMap { teams[$0]?.name }.value,
            "owner": owner(objective.owner).map(\.name).value,
        ])
    }

    /// Whether a task is blocked is for ourselves: it is under way.
    private func write(_ task: PlanTask, _ numbers: [ID<Objective>: Int], to json: inout JSONWriter) {
        let side = side(of: task), state = task.status == .blocked ? PlanTask.Status.doing : task.status
        json.object([
            "title": .text(task.title), "side": .text(side.rawValue), "state": state.value, "due": task.due.value,
            "team": side == .ours ? teams[task.team]?.name.value ?? .null : .null,
            "owner": owner(task.assignee, on: side).map(\.name).value,
            "objective": shows(.objectives) ? task.objective.flatMap { numbers[$0] }.value : .null,
        ])
    }

    /// The days of what else is shown, in order.
    private var dates: [(day: Day, title: String, isDone: Bool)] {
        let aims = objectives.compactMap { aim in aim.due.map { (day: $0, title: aim.title, isDone: false) } }
        let work = tasks.compactMap { task in
            task.due.map { (day: $0, title: task.title, isDone: task.status == .done) }
        }
        return (aims + work).enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
            .map(\.element)
    }

    /// Those who own what else is shown, ours first, each once.
    private var people: [(Member, Side)] {
        var found: [ID<Member>: (Member, Side)] = [:]
        for member in objectives.compactMap({ owner($0.owner) }) { found[member.id] = (member, .ours) }
        for task in tasks {
            let side = side(of: task)
            if let member = owner(task.assignee, on: side), found[member.id] == nil {
                found[member.id] = (member, side)
            }
        }
        return found.values.sorted { ($0.1 == .theirs ? 1 : 0, $0.0.name) < ($1.1 == .theirs ? 1 : 0, $1.0.name) }
    }
}
extension Day {
    /// Whatever has no day comes last.
    fileprivate static var max: Day { bounds.upperBound }
}
