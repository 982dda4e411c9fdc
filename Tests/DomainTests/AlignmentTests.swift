import Domain
import TestSupport
import Testing

@Suite struct AlignmentTests {
    private let ids = Ids()
    private let teams: [ID<Team>]
    init() {
        let ids = ids
        teams = (0..<4).map { _ in ID(ids.next()) }
    }

    private func objective(
        _ weight: Int, _ states: [Commitment.State?], settled: Bool = false
    ) -> AlignmentInput.Objective {
        AlignmentInput.Objective(
            ID(ids.next()), weight: weight,
            cells: zip(teams, states).compactMap { team, state in
                state.map { AlignmentInput.Cell(ID(ids.next()), team, $0, isSettled: settled && $0 == .declined) }
            })
    }
    /// Everybody agreed and committed, kept all, and is content.
    private func perfect() -> AlignmentInput {
        var input = AlignmentInput(teams: teams)
        for team in teams {
            input.signatures[team] = .init(.agreed)
            input.promises[team] = .init(2, of: 2)
            input.pulses[team] = [5]
        }
        input.objectives = [objective(1, [.committed, .committed, .committed, .committed])]
        return input
    }

    @Test func theCheckOfTheDomainPage() {
        var input = AlignmentInput(teams: teams)
        for (team, verdict) in zip(teams, [Verdict.agreed, .agreed, .agreed, .concerns]) {
            input.signatures[team] = .init(verdict)
        }
        input.objectives = [objective(1, [.committed, .committed, .committed, .asked])]
        for team in teams { input.promises[team] = .init(4, of: 5) }
        for (team, pulse) in zip(teams, [4.5, 4.5, 3.5, 3.5]) { input.pulses[team] = [pulse] }
        let alignment = Alignment(input)
        #expect(alignment.parts == [.agreement: 0.875, .commitment: 0.75, .promises: 0.8, .pulse: 0.5625])
        #expect(alignment.score == 76.5 && !alignment.isProvisional && !alignment.isCapped)
        let lost = alignment.costs.reduce(0) { $0 + $1.points }
        #expect(abs(lost - 23.5) < 1e-9, "what costs points adds up to what is missing")
        #expect(alignment.costs.map(\.points) == alignment.costs.map(\.points).sorted(by: >))
    }

    @Test func theBounds() {
        #expect(Alignment(perfect()).score == 100 && Alignment(perfect()).costs.isEmpty)
        let empty = Alignment(AlignmentInput(teams: teams))
        #expect(empty.score == 0 && empty.isProvisional && empty.parts.count == 2)
        #expect(Alignment(AlignmentInput(teams: [])).score == 0)
    }

    @Test func aStaleSignOffCountsHalf() {
        var input = perfect()
        input.signatures[teams[1]] = .init(.agreed, isStale: true)
        let alignment = Alignment(input)
        #expect(alignment.parts[.agreement] == 0.875 && alignment.score == 96.2)  // 100 − 30/8 = 96.25, half to even
        #expect(alignment.costs.first?.cause == .stale(.agreed) && alignment.weakest?.team == teams[1])
        #expect(alignment.weakest?.score == 85)  // 100 − 30/2
        #expect(!alignment.isProvisional)
        input.signatures[teams[2]] = .init(.agreed, isStale: true)
        #expect(Alignment(input).isProvisional, "half of the sign-offs are stale")
    }

    @Test func aDisagreementCaps() {
        var input = perfect()
        input.signatures[teams[0]] = .init(.disagreed)
        let alignment = Alignment(input)
        #expect(alignment.score == 59 && alignment.isCapped)
        #expect(alignment.weakest?.score == 59 && alignment.teams.last?.score == 100)
        input.signatures[teams[0]] = .init(.disagreed, isStale: true)
        #expect(Alignment(input).score == 59)
    }

    @Test func commitmentsCountByTheWeightOfTheirObjective() {
        var input = perfect()
        input.objectives = [
            objective(3, [.committed, nil, .committed, nil]), objective(1, [.asked, nil, nil, .declined]),
        ]
        #expect(Alignment(input).parts[.commitment] == 0.75)  // 6 of 8
        input.objectives = [objective(3, [.committed, nil, nil, nil]), objective(2, [nil, nil, nil, nil])]
        let alignment = Alignment(input)
        #expect(alignment.parts[.commitment] == 0.6)  // an objective asked of nobody is one unanswered cell
        #expect(alignment.costs.first?.cause == .unasked(input.objectives[1].id) && alignment.costs.first?.team == nil)
        input.objectives = []
        #expect(Alignment(input).parts[.commitment] == 0 && Alignment(input).score == 80)
    }

    @Test func aSettledDeclineLeavesTheSum() {
        var input = perfect()
        input.objectives = [objective(1, [.committed, .declined, nil, nil])]
        #expect(Alignment(input).parts[.commitment] == 0.5)
        input.objectives = [objective(1, [.committed, .declined, nil, nil], settled: true)]
        #expect(Alignment(input).parts[.commitment] == 1)
    }

    @Test func promisesAreAMeanOverTeams() {
        var input = perfect()
        input.promises = [teams[0]: .init(1, of: 1), teams[1]: .init(0, of: 9)]
        #expect(Alignment(input).parts[.promises] == 0.5)
        input.promises[teams[2]] = .init(0, of: 0)
        #expect(Alignment(input).parts[.promises] == 0.5, "none due is left out")
        input.promises = [:]
        let alignment = Alignment(input)
        #expect(alignment.parts[.promises] == nil && alignment.score == 100 && !alignment.isProvisional)
        #expect(abs((alignment.points[.agreement] ?? 0) - 300.0 / 7) < 1e-9)
    }

    @Test func thePulseNeedsTwoTeams() {
        var input = perfect()
        input.pulses = [teams[0]: [4, 2]]
        var alignment = Alignment(input)
        #expect(alignment.parts[.pulse] == nil && !alignment.isProvisional)
        #expect(alignment.teams.first { $0.team == teams[0] }?.score == 90)  // 80 + 20 × (3 − 1)/4
        input.pulses[teams[1]] = [5]
        alignment = Alignment(input)
        #expect(alignment.parts[.pulse] == 0.375)  // (4 − 1)/4 × (1 − 2/4)
        let causes = alignment.costs.filter { $0.ingredient == .pulse }.map(\.cause)
        #expect(causes.contains(.spread(2, lowest: teams[0], highest: teams[1])) && causes.contains(.level(mean: 4)))
        input.promises = [:]
        input.pulses = [:]
        #expect(Alignment(input).isProvisional, "two of four inputs")
    }

    @Test func weightsAreASetting() {
        #expect(AlignmentWeights(agreement: 0.5, commitment: 0.5, promises: 0.5, pulse: -0.5) == nil)
        #expect(AlignmentWeights(agreement: 0.4, commitment: 0.2, promises: 0.3, pulse: 0.2) == nil)
        var input = perfect()
        input.signatures = [:]
        let weights = AlignmentWeights(agreement: 0.1, commitment: 0.2, promises: 0.3, pulse: 0.4)
        #expect(Alignment(input, weights: weights ?? .standard).score == 90)
    }
}
