import Domain
import Testing

/// Scores worked out by hand from domain.md, "Alignment (the heart)"; the working stands beside each.
@Suite struct ScoreVectorTests {
    private let four = Four()

    private func isNear(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }
    private func weights(_ s: Double, _ c: Double, _ k: Double, _ u: Double) throws -> AlignmentWeights {
        try #require(AlignmentWeights(agreement: s, commitment: c, promises: k, pulse: u))
    }

    @Test func objectivesOfDifferentWeight() {
        // 5: committed, asked. 2: committed, declined. 1: four committed.
        // C = (5 + 2 + 4) / (10 + 4 + 4) = 11/18. S = 1. Of four inputs two: points 30/50 = 60 and 20/50 = 40.
        // 60 + 40 × 11/18 = 60 + 24.444 = 84.4
        var input = AlignmentInput(teams: four.teams)
        for team in four.teams { input.signatures[team] = .init(.agreed) }
        input.objectives = [four.objective(5, "ca.."), four.objective(2, "..cd"), four.objective(1, "cccc")]
        let alignment = Alignment(input)
        #expect(alignment.score == 84.4 && alignment.isProvisional && isNear(alignment.parts[.commitment], 11.0 / 18))
        let (asked, declined) = (input.objectives[0], input.objectives[1])
        // The unanswered cell costs 5/18 of 40, the declined one 2/18 of 40.
        #expect(isNear(alignment.cost(.unanswered(asked.id, asked.cells[1].commitment)), 100.0 / 9))
        #expect(isNear(alignment.cost(.declined(declined.id, declined.cells[1].commitment)), 40.0 / 9))
        #expect(alignment.costs.count == 2 && alignment.costs.first?.team == four.b)
    }

    @Test func settledDeclinesLeaveTheSum() {
        // 3: committed, settled. 2: asked, settled. C = 3 / (3 + 2) = .6; the rest is perfect: 80 + 20 × .6 = 92.
        var input = four.perfect
        input.objectives = [four.objective(3, "cs.."), four.objective(2, "a..s")]
        #expect(Alignment(input).score == 92)
        // Not settled they count: C = 3 / (3 + 3 + 2 + 2) = .3; 80 + 6 = 86.
        input.objectives = [four.objective(3, "cd.."), four.objective(2, "a..d")]
        #expect(Alignment(input).score == 86)
    }

    @Test func anObjectiveThatAllWereLetOffIsOneUnansweredCell() {
        // 4: settled, settled → one cell of nobody. 1: four committed. C = 4 / (4 + 4) = .5; 80 + 20 × .5 = 90.
        var input = four.perfect
        input.objectives = [four.objective(4, "ss.."), four.objective(1, "cccc")]
        let alignment = Alignment(input)
        #expect(alignment.score == 90 && alignment.cost(.unasked(input.objectives[0].id)) == 10)
        // A team's own figure has nothing of it.
        #expect(alignment.teams.allSatisfy { $0.score == 100 })
        // Alone it leaves the plan with nothing committed, and the teams with nothing asked.
        input.objectives = [four.objective(4, "ssss")]
        #expect(Alignment(input).score == 80 && Alignment(input).teams.allSatisfy { $0.score == 80 })
    }

    @Test func oneStaleSignOffOfFourTeamsIsProvisional() {
        // S = (½ + 0 + 0 + 0) / 4 = .125 → 3.75; the rest is perfect: 73.75, half to even 73.8.
        // Of the sign-offs there are, one of one is stale: provisional, although all four inputs are measured.
        var input = four.perfect
        input.signatures = [four.a: .init(.agreed, isStale: true)]
        let alignment = Alignment(input)
        #expect(alignment.score == 73.8 && alignment.isProvisional && alignment.parts.count == 4)
        #expect(alignment.cost(.stale(.agreed)) == 3.75 && alignment.cost(.unsigned) == 7.5)
        // One of three stale is less than half: S = (½ + 1 + 1) / 4 = .625 → 18.75; 88.75, half to even 88.8.
        input.signatures[four.b] = .init(.agreed)
        #expect(Alignment(input).isProvisional, "one of two is half")
        input.signatures[four.c] = .init(.agreed)
        #expect(Alignment(input).score == 88.8 && !Alignment(input).isProvisional)
    }

    @Test func whatTheCapTakesIsACostOfItsOwn() {
        // S = ¾ → 22.5; the rest is perfect: 92.5, capped at 59. The disagreement costs 7.5, the cap 92.5 − 59 = 33.5.
        var input = four.perfect
        input.signatures[four.c] = .init(.disagreed)
        let alignment = Alignment(input)
        #expect(alignment.score == 59 && alignment.costs.map(\.cause) == [.capped, .signed(.disagreed)])
        #expect(alignment.costs.map(\.points) == [33.5, 7.5] && alignment.lost == 41)
        #expect(alignment.costs.allSatisfy { $0.team == four.c })
    }

    @Test func theCapTakesNothingBelowIt() {
        // S = 0 (two disagree, two did not sign), C = ½ → 10, K = 1 → 30, U = (3 − 1)/4 × (1 − 0) = ½ → 10: 50.
        var input = four.perfect
        input.signatures = [four.a: .init(.disagreed), four.b: .init(.disagreed, isStale: true)]
        input.objectives = [four.objective(2, "ca..")]
        for team in four.teams { input.pulses[team] = [3] }
        let alignment = Alignment(input)
        #expect(alignment.score == 50 && alignment.isCapped && alignment.cost(.capped) == nil)
        #expect(isNear(alignment.lost, 50))
    }

    @Test func withoutPulsesTheirWeightIsShared() {
        // The check of domain.md without U: (30 × .875 + 20 × .75 + 30 × .8) / 80 = (26.25 + 15 + 24) / .8 = 81.5625
        var input = four.checked
        input.pulses = [:]
        let alignment = Alignment(input)
        #expect(alignment.score == 81.6 && alignment.parts.count == 3 && !alignment.isProvisional)
        #expect(isNear(alignment.points[.agreement], 37.5) && isNear(alignment.points[.commitment], 25))
    }

    @Test func withoutPromisesTheirWeightIsShared() {
        // The same without K: (30 × .875 + 20 × .75 + 20 × .5625) / 70 = (26.25 + 15 + 11.25) / .7 = 75
        var input = four.checked
        input.promises = [four.a: .init(0, of: 0)]
        #expect(Alignment(input).score == 75 && Alignment(input).parts[.promises] == nil)
        // With neither: (26.25 + 15) / .5 = 82.5, and only two inputs.
        input.pulses = [:]
        #expect(Alignment(input).score == 82.5 && Alignment(input).isProvisional)
    }

    @Test func tiesGoToTheEvenTenth() {
        // Losses of eighths of 30: 1/8 = 3.75 → 96.25 → 96.2; 3/8 = 11.25 → 88.75 → 88.8; 5/8 = 18.75 → 81.25 → 81.2
        var input = four.perfect
        input.signatures[four.a] = .init(.agreed, isStale: true)
        #expect(Alignment(input).score == 96.2)
        input.signatures = [four.a: .init(.concerns), four.c: .init(.agreed), four.d: .init(.agreed)]
        #expect(Alignment(input).score == 88.8)
        input.signatures = [four.c: .init(.agreed, isStale: true), four.d: .init(.agreed)]
        #expect(Alignment(input).score == 81.2)
    }

    @Test func threeOfFourTeamsGaveTheirPulse() {
        // Team means 5, 5, 3: level 13/3, spread 2. U = (10/3)/4 × (1 − 2/4) = 5/12; 80 + 20 × 5/12 = 88.333
        // The level costs 20 × (1 − 5/6) = 3.333, the spread 20 × 5/6 × ½ = 8.333.
        var input = four.perfect
        input.pulses = [four.a: [5], four.b: [5], four.c: [3]]
        let alignment = Alignment(input)
        #expect(alignment.score == 88.3 && isNear(alignment.parts[.pulse], 5.0 / 12))
        #expect(isNear(alignment.cost(.spread(2, lowest: four.c, highest: four.a)), 25.0 / 3))
        #expect(isNear(alignment.cost(.level(mean: 13.0 / 3)), 10.0 / 3))
        // Of its own: (3 − 1)/4 = ½ → 80 + 10; whoever gave none has 80 of 80.
        #expect(alignment.score(of: four.c) == 90 && alignment.score(of: four.d) == 100)
    }

    @Test func eachTeamIsOneVoiceHoweverManyAnswer() {
        // A: (5 + 1)/2 = 3. B: 4. Level 3.5, spread 1: U = .625 × .75 = .46875; 80 + 9.375 = 89.375 → 89.4
        var input = four.perfect
        input.pulses = [four.a: [5, 1], four.b: [4]]
        #expect(Alignment(input).score == 89.4 && Alignment(input).parts[.pulse] == 0.46875)
        // Five of A say 3 and one of B says 4: the same.
        input.pulses = [four.a: [3, 3, 3, 3, 3], four.b: [4]]
        #expect(Alignment(input).score == 89.4)
    }

    @Test func weightsOfTheirOwn() throws {
        // The check with weights .5 .3 .1 .1: 43.75 + 22.5 + 8 + 5.625 = 79.875 → 79.9
        #expect(try Alignment(four.checked, weights: weights(0.5, 0.3, 0.1, 0.1)).score == 79.9)
        // With 1 0 0 0 the score is S.
        #expect(try Alignment(four.checked, weights: weights(1, 0, 0, 0)).score == 87.5)
        // With .1 .2 .3 .4, and neither K nor U: points 100/3 and 200/3; .875/3 + .75 × 2/3 = .791667 → 79.2
        var input = four.checked
        (input.promises, input.pulses) = ([:], [:])
        #expect(try Alignment(input, weights: weights(0.1, 0.2, 0.3, 0.4)).score == 79.2)
    }

    @Test func whereNothingThatCountsIsMeasuredThereIsNoScore() throws {
        var input = four.perfect
        (input.promises, input.pulses) = ([:], [:])
        let alignment = try Alignment(input, weights: weights(0, 0, 0.5, 0.5))
        #expect(alignment.score == 0 && alignment.isProvisional && alignment.costs.isEmpty)
    }

    @Test func aTeamOfItsOwn() {
        // Stale concerns: ¼ → 7.5. Own cells 3 committed, 1 asked: ¾ → 15. Kept 3 of 4 → 22.5.
        // Own pulse (4 + 3)/2 = 3.5: (3.5 − 1)/4 = .625 → 12.5. Together 57.5; the others have 100.
        var input = four.perfect
        input.signatures[four.b] = .init(.concerns, isStale: true)
        input.objectives = [four.objective(3, "cc.."), four.objective(1, "ca..")]
        input.promises[four.b] = .init(3, of: 4)
        input.pulses[four.b] = [4, 3]
        let alignment = Alignment(input)
        #expect(alignment.weakest?.team == four.b && alignment.weakest?.score == 57.5)
        // A has all of its own; C and D were asked for nothing, which is 0 of 20.
        #expect(alignment.score(of: four.a) == 100 && alignment.score(of: four.c) == 80 && alignment.spread == 42.5)
        // All: S = 3.25/4 = .8125 → 24.375. C = (3 + 3 + 1)/8 = .875 → 17.5. K = 3.75/4 → 28.125.
        // U: level 18.5/4 = 4.625, spread 1.5: .90625 × .625 = .56640625 → 11.328125. Together 81.328125.
        #expect(alignment.score == 81.3)
    }
}
