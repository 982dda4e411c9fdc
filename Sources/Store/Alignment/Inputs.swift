import Domain
import JSON

/// What the alignment of a plan is computed from, and what its explanation needs besides.
struct PlanAlignment {
    let plan: Plan
    var input: AlignmentInput
    var signOffs: [ID<Team>: SignOff] = [:]
    /// When a team last declined what it was asked, where that stands and is not settled.
    var declines: [ID<Team>: Instant] = [:]
    /// The newest pulse of each member in closed weeks of the last 30 days.
    var pulses: [(team: ID<Team>, pulse: Pulse)] = []
    /// The promises that fell due in the window, by the team that gave them.
    var promises: [ID<Team>: [DuePromise]] = [:]
}
struct DuePromise {
    let task: ID<PlanTask>, due: PlanTask.Due
}

extension Reader {
    /// How far back pulses count, in days.
    private static let pulseWindow = 30

    /// The inputs of all plans that fulfil a condition on `plan`, from a handful of queries, however many they are.
    func alignmentInputs(where condition: SQL, today: Day) throws -> [PlanAlignment] {
        let zone = try connection.first("SELECT time_zone FROM workspace") { $0.string(0) } ?? "UTC"
        let ids = SQL("plan IN (SELECT plan.id FROM plan WHERE ") + condition + SQL(")")
        let objectives = Dictionary(grouping: try records(Objective.self, ids), by: \.plan)
        let commitments = Dictionary(grouping: try records(Commitment.self, ids), by: \.plan)
        let signOffs = Dictionary(grouping: try records(SignOff.self, ids), by: \.plan)
        let promises = try promises(ids, today, zone)
        let pulses = try pulses(ids, today, zone)
        return try records(Plan.self, condition).map { plan in
            var one = PlanAlignment(plan: plan, input: AlignmentInput(teams: plan.teams))
            let mine = objectives[plan.id] ?? [], cells = commitments[plan.id] ?? []
            let asked = Dictionary(grouping: cells, by: \.objective)
            one.input.objectives = mine.map { objective in
                let cells = (asked[objective.id] ?? []).filter { plan.teams.contains($0.team) }
                return AlignmentInput.Objective(
                    objective.id, weight: objective.weight,
                    cells: cells.map { .init($0.id, $0.team, $0.state, isSettled: $0.settledAt != nil) })
            }
            for cell in cells where cell.state == .declined && cell.settledAt == nil {
                let at = cell.answeredAt ?? cell.stamp.updatedAt
                one.declines[cell.team] = one.declines[cell.team].map { max($0, at) } ?? at
            }
            let material = Material(plan, mine)
            for signOff in signOffs[plan.id] ?? [] where plan.teams.contains(signOff.team) {
                let own = cells.filter { $0.team == signOff.team }
                let isStale = material.fingerprint(own: own) != signOff.basis
                one.input.signatures[signOff.team] = .init(signOff.verdict, isStale: isStale)
                one.signOffs[signOff.team] = signOff
            }
            one.promises = (promises[plan.id] ?? [:]).filter { plan.teams.contains($0.key) }
            one.input.promises = one.promises.mapValues { all in
                .init(all.count(where: \.due.isKept), of: all.count)
            }
            one.pulses = (pulses[plan.id] ?? []).filter { plan.teams.contains($0.team) }
            one.input.pulses = Dictionary(grouping: one.pulses, by: \.team).mapValues { $0.map(\.pulse.level) }
            return one
        }
    }

    func records<R: Record>(_: R.Type, _ condition: SQL) throws -> [R] {
        let table = schema[R.self]
        var found: [R] = []
        try connection.each(SQL(table.select + " WHERE ") + condition + SQL(" ORDER BY id")) {
            found.append(try table.record($0))
        }
        return found
    }

    private func promises(
        _ plans: SQL, _ today: Day, _ zone: String
    ) throws -> [ID<Plan>: [ID<Team>: [DuePromise]]] {
        let period = today + -PlanTask.promiseWindow...today
        var all: [ID<Plan>: [ID<Team>: [DuePromise]]] = [:]
        // What is dropped is missed at once, also before its day.
        let due = SQL(" AND (promised >= ? OR misses <> '[]')", .day(period.lowerBound))
        for task in try records(PlanTask.self, plans + due) {
            let days = task.due(in: period, today: today, doneOn: task.doneAt.map { Day(of: $0, in: zone) })
            if days.isEmpty { continue }
            all[task.plan, default: [:]][task.team, default: []] += days.map { DuePromise(task: task.id, due: $0) }
        }
        return all
    }

    /// Each pulse counts for the team its member acts for on the plan.
    private func pulses(
        _ plans: SQL, _ today: Day, _ zone: String
    ) throws -> [ID<Plan>: [(team: ID<Team>, pulse: Pulse)]] {
        let first = (today + -Self.pulseWindow).begins(in: zone)
        let closed = SQL(" AND updated_at >= ? AND ", .instant(first)) + scope.isClosed(Pulse.kind.table)
        var newest: [ID<Plan>: [ID<Member>: Pulse]] = [:]
        for pulse in try records(Pulse.self, plans + closed) {
            if let other = newest[pulse.plan]?[pulse.member], other.week > pulse.week { continue }
            newest[pulse.plan, default: [:]][pulse.member] = pulse
        }
        if newest.isEmpty { return [:] }
        var teams: [ID<Plan>: [ID<Member>: ID<Team>]] = [:]
        try connection.each(SQL("SELECT plan, member, team FROM plan_member WHERE ") + plans) { row in
            teams[ID(row.id(0)), default: [:]][ID(row.id(1))] = ID(row.id(2))
        }
        return newest.reduce(into: [:]) { all, entry in
            all[entry.key] = entry.value.values.compactMap { pulse in
                teams[entry.key]?[pulse.member].map { ($0, pulse) }
            }.sorted { $0.1.id.raw < $1.1.id.raw }
        }
    }

    /// What the workspace has set.
    func alignmentWeights() throws -> AlignmentWeights {
        try workspace()?.weights ?? .standard
    }
}
