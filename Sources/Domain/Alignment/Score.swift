/// A standing `disagreed` caps the score here.
private let disagreedCap = 59.0

extension Alignment {
    /// The formulas of domain.md, "Alignment (the heart)": a pure function of what is on record.
    public init(_ input: AlignmentInput, weights: AlignmentWeights = .standard) {
        let whole = Sum(input, weights, of: input.teams, isWhole: true)
        let teams = input.teams.map { team in
            TeamAlignment(team: team, score: Sum(input, weights, of: [team], isWhole: false).score)
        }
        let signed = input.teams.compactMap { input.signatures[$0] }, stale = signed.count(where: \.isStale)
        self.init(
            score: whole.score, parts: whole.parts, points: whole.points, costs: whole.costs,
            isProvisional: whole.parts.count < 3 || stale > 0 && stale * 2 >= signed.count,
            isCapped: whole.isCapped,
            teams: teams.enumerated().sorted { ($0.element.score, $0.offset) < ($1.element.score, $1.offset) }
                .map(\.element))
    }
}

/// Rounded once, half to even, at the end.
func oneDecimal(_ value: Double) -> Double { (value * 10).rounded(.toNearestOrEven) / 10 }

/// The sum over some teams of a plan: all of them, or one.
private struct Sum {
    let input: AlignmentInput, teams: [ID<Team>], isWhole: Bool
    var parts: [Ingredient: Double] = [:], points: [Ingredient: Double] = [:], costs: [AlignmentCost] = []
    let isCapped: Bool

    init(_ input: AlignmentInput, _ weights: AlignmentWeights, of teams: [ID<Team>], isWhole: Bool) {
        (self.input, self.teams, self.isWhole) = (input, teams, isWhole)
        isCapped = teams.contains { input.signatures[$0]?.verdict == .disagreed }
        parts[.agreement] = mean(teams.map(signed)) ?? 0
        let cells = cells, weight = cells.reduce(0) { $0 + $1.weight }
        parts[.commitment] =
            weight == 0 ? 0 : cells.reduce(0) { $0 + ($1.isCommitted ? $1.weight : 0) } / weight
        let due = teams.filter { (input.promises[$0]?.due ?? 0) > 0 }
        parts[.promises] = mean(due.map(kept))
        let means = teams.compactMap { team in mean(input.pulses[team] ?? []).map { (team: team, mean: $0) } }
        let lowest = means.min { $0.mean < $1.mean }, highest = means.max { $0.mean < $1.mean }
        let spread = (highest?.mean ?? 0) - (lowest?.mean ?? 0)
        if means.count >= (isWhole ? 2 : 1), let level = mean(means.map(\.mean)) {
            parts[.pulse] = (level - 1) / 4 * (1 - spread / 4)
        }
        // In one order, so that everybody's last bit is the same.
        let measured = Ingredient.allCases.filter { parts[$0] != nil }
        let sum = measured.reduce(0) { $0 + weights[$1] }
        for ingredient in measured { points[ingredient] = sum == 0 ? 0 : 100 * weights[ingredient] / sum }
        if !isWhole { return }
        costAgreement()
        costCommitment(cells, weight)
        costPromises(due)
        if parts[.pulse] != nil, let lowest, let highest, let level = mean(means.map(\.mean)) {
            costPulse(level, spread, lowest.team, highest.team)
        }
        costCap()
        costs.sort { $0.points > $1.points }
    }

    /// Before the cap, not rounded.
    private var raw: Double { Ingredient.allCases.reduce(0) { $0 + (points[$1] ?? 0) * (parts[$1] ?? 0) } }
    var score: Double { oneDecimal(isCapped ? min(raw, disagreedCap) : raw) }

    // MARK: the ingredients

    private func signed(_ team: ID<Team>) -> Double {
        input.signatures[team].map { $0.verdict.value * ($0.isStale ? 0.5 : 1) } ?? 0
    }

    private struct Counted {
        let objective: ID<Objective>, cell: AlignmentInput.Cell?, weight: Double
        var isCommitted: Bool { cell?.state == .committed }
    }
    /// What was asked of these teams; an objective asked of no team, or of none that has not been let off, is one
    /// unanswered cell of the whole plan.
    private var cells: [Counted] {
        input.objectives.flatMap { objective in
            let weight = Double(objective.weight)
            let counting = objective.cells.filter { !($0.state == .declined && $0.isSettled) }
            if counting.isEmpty {
                return isWhole ? [Counted(objective: objective.id, cell: nil, weight: weight)] : []
            }
            return counting.filter { teams.contains($0.team) }
                .map { Counted(objective: objective.id, cell: $0, weight: weight) }
        }
    }

    private func kept(_ team: ID<Team>) -> Double {
        input.promises[team].map { Double($0.kept) / Double($0.due) } ?? 0
    }

    // MARK: what costs points

    private mutating func cost(
        _ ingredient: Ingredient, _ team: ID<Team>?, _ cause: AlignmentCost.Cause, _ share: Double
    ) {
        let lost = share * (points[ingredient] ?? 0)
        if lost > 0 { costs.append(AlignmentCost(ingredient: ingredient, team: team, cause: cause, points: lost)) }
    }

    private mutating func costAgreement() {
        for team in teams {
            let signature = input.signatures[team]
            let cause: AlignmentCost.Cause =
                signature.map { $0.isStale ? .stale($0.verdict) : .signed($0.verdict) } ?? .unsigned
            cost(.agreement, team, cause, (1 - signed(team)) / Double(teams.count))
        }
    }
    private mutating func costCommitment(_ cells: [Counted], _ weight: Double) {
        if weight == 0 { cost(.commitment, nil, .nothingAsked, 1) }
        for counted in cells where !counted.isCommitted {
            let cause: AlignmentCost.Cause =
                switch counted.cell {
                case nil: .unasked(counted.objective)
                case let cell? where cell.state == .declined: .declined(counted.objective, cell.commitment)
                case let cell?: .unanswered(counted.objective, cell.commitment)
                }
            cost(.commitment, counted.cell?.team, cause, counted.weight / weight)
        }
    }
    private mutating func costPromises(_ due: [ID<Team>]) {
        for team in due {
            guard let promises = input.promises[team] else { continue }
            cost(
                .promises, team, .missed(kept: promises.kept, due: promises.due), (1 - kept(team)) / Double(due.count))
        }
    }
    private mutating func costPulse(_ level: Double, _ spread: Double, _ lowest: ID<Team>, _ highest: ID<Team>) {
        let share = (level - 1) / 4
        cost(.pulse, nil, .level(mean: level), 1 - share)
        cost(.pulse, lowest, .spread(spread, lowest: lowest, highest: highest), share * spread / 4)
    }
    /// What the cap takes besides.
    private mutating func costCap() {
        guard isCapped, raw > disagreedCap else { return }
        let team = teams.first { input.signatures[$0]?.verdict == .disagreed }
        costs.append(AlignmentCost(ingredient: .agreement, team: team, cause: .capped, points: raw - disagreedCap))
    }
}

/// Nil of nothing. Added from the least on, so that the order of teams and pulses does not show in the last bit.
private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted().reduce(0, +) / Double(values.count)
}
