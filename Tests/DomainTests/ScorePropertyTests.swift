import Domain
import TestSupport
import Testing

/// What holds of the score whatever is on record, with any weights.
@Suite struct ScorePropertyTests {
    private let four = Four()

    /// Chance with a fixed seed, and what it makes.
    private struct Dice {
        var random: SeededGenerator
        let four: Four
        init(_ seed: UInt64, _ four: Four) { (random, self.four) = (SeededGenerator(seed: seed), four) }

        mutating func roll(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }

        mutating func weights() -> AlignmentWeights {
            if roll(3) == 0 { return .standard }
            let parts = (0..<4).map { _ in Double(roll(8)) }, sum = parts.reduce(0, +)
            return AlignmentWeights(
                agreement: parts[0] / sum, commitment: parts[1] / sum, promises: parts[2] / sum,
                pulse: parts[3] / sum) ?? .standard
        }

        mutating func input() -> AlignmentInput {
            var input = AlignmentInput(teams: Array(four.teams.prefix(1 + roll(4))))
            for team in input.teams {
                if roll(4) > 0 { input.signatures[team] = .init(Verdict.allCases[roll(3)], isStale: roll(3) == 0) }
                let due = roll(8)
                if roll(2) > 0 { input.promises[team] = .init(roll(due + 1), of: due) }
                if roll(2) > 0 { input.pulses[team] = (0...roll(5)).map { _ in Double(3 + roll(13)) / 3 } }
            }
            let letters = Array("cads..")
            input.objectives = (0..<roll(5)).map { _ in
                four.objective(1 + roll(5), String(input.teams.map { _ in letters[roll(letters.count)] }))
            }
            return input
        }
    }

    /// Everything that is computed, but for which of two teams that are level is named first.
    private struct Figures: Equatable {
        let score: Double, spread: Double, isProvisional: Bool, isCapped: Bool
        let parts: [Ingredient: Double], points: [Ingredient: Double], teams: [ID<Team>: Double], costs: [Double]

        init(_ one: Alignment) {
            (score, spread, isProvisional, isCapped) = (one.score, one.spread, one.isProvisional, one.isCapped)
            (parts, points) = (one.parts, one.points)
            teams = Dictionary(uniqueKeysWithValues: one.teams.map { ($0.team, $0.score) })
            costs = one.costs.map(\.points)
        }
    }

    @Test func itIsFromZeroToAHundredAndWhatIsMissingIsExplained() {
        var dice = Dice(11, four)
        for _ in 0..<3000 {
            let input = dice.input(), weights = dice.weights(), alignment = Alignment(input, weights: weights)
            #expect((0...100).contains(alignment.score) && (0...100).contains(alignment.spread))
            #expect(alignment.teams.allSatisfy { (0...100).contains($0.score) })
            #expect(alignment.parts.values.allSatisfy { (0...1).contains($0) })
            #expect(alignment.costs.allSatisfy { $0.points > 0 })
            #expect(alignment.costs.map(\.points) == alignment.costs.map(\.points).sorted(by: >), "the dearest first")
            let points = alignment.points.values.reduce(0, +)
            if points == 0 { continue }  // nothing that counts is measured
            #expect(abs(points - 100) < 1e-9)
            #expect(abs(alignment.score + alignment.lost - 100) < 0.0501, "also under a cap")
            #expect(!alignment.isCapped || alignment.score <= 59)
        }
    }

    @Test func noOrderEverMatters() {
        var dice = Dice(12, four)
        for _ in 0..<2000 {
            let input = dice.input(), weights = dice.weights()
            let before = Alignment(input, weights: weights)
            var other = AlignmentInput(teams: input.teams.shuffled(using: &dice.random))
            for team in other.teams.reversed() {
                other.signatures[team] = input.signatures[team]
                other.promises[team] = input.promises[team]
                other.pulses[team] = input.pulses[team]?.shuffled(using: &dice.random)
            }
            other.objectives = input.objectives.shuffled(using: &dice.random).map { objective in
                .init(objective.id, weight: objective.weight, cells: objective.cells.shuffled(using: &dice.random))
            }
            #expect(Figures(Alignment(other, weights: weights)) == Figures(before), "to the last bit")
            other.teams = input.teams
            let causes = Alignment(other, weights: weights).costs
            #expect(Set(causes) == Set(before.costs) && causes.count == before.costs.count, "with the same teams named")
            #expect(Alignment(other, weights: weights).teams == before.teams)
        }
    }

    @Test func aPromiseKeptNeverLowersTheTeamsOwnFigure() throws {
        var dice = Dice(13, four), firsts = 0
        for _ in 0..<3000 {
            var input = dice.input()
            let weights = dice.weights(), team = input.teams[dice.roll(input.teams.count)]
            let before = Alignment(input, weights: weights).score(of: team)
            let had = input.promises[team] ?? .init(0, of: 0)
            if had.due == 0 { firsts += 1 }
            input.promises[team] = .init(had.kept + 1, of: had.due + 1)
            let after = Alignment(input, weights: weights).score(of: team)
            #expect(try #require(after) >= #require(before), "\(had.kept) of \(had.due) before")
        }
        #expect(firsts > 500, "also where none was due before")
    }

    @Test func toCommitNeverLowersAnything() throws {
        var dice = Dice(14, four), commits = 0
        for _ in 0..<3000 {
            var input = dice.input()
            let weights = dice.weights(), before = Alignment(input, weights: weights)
            guard let place = input.objectives.indices.randomElement(using: &dice.random) else { continue }
            let objective = input.objectives[place]
            guard let cell = objective.cells.filter({ $0.state != .committed }).randomElement(using: &dice.random)
            else { continue }
            input.objectives[place] = .init(
                objective.id, weight: objective.weight,
                cells: objective.cells.map { $0 == cell ? .init($0.commitment, $0.team, .committed) : $0 })
            let after = Alignment(input, weights: weights)
            commits += 1
            #expect(after.score >= before.score)
            for team in input.teams {
                #expect(try #require(after.score(of: team)) >= #require(before.score(of: team)))
            }
        }
        #expect(commits > 1000)
    }

    @Test func toAgreeNeverLowersAnything() throws {
        var dice = Dice(15, four)
        for _ in 0..<3000 {
            var input = dice.input()
            let weights = dice.weights(), before = Alignment(input, weights: weights)
            let team = input.teams[dice.roll(input.teams.count)]
            input.signatures[team] = .init(.agreed)
            let after = Alignment(input, weights: weights)
            #expect(after.score >= before.score && after.parts[.agreement] ?? 0 >= before.parts[.agreement] ?? 0)
            for team in input.teams {
                #expect(try #require(after.score(of: team)) >= #require(before.score(of: team)))
            }
        }
    }
}
