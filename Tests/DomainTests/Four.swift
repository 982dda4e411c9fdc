import Domain
import TestSupport

/// Four teams, and short words for what they do, to make inputs of the score from.
struct Four {
    let ids = Ids()
    let teams: [ID<Team>]
    var a: ID<Team> { teams[0] }
    var b: ID<Team> { teams[1] }
    var c: ID<Team> { teams[2] }
    var d: ID<Team> { teams[3] }

    init() {
        let ids = ids
        teams = (0..<4).map { _ in ID(ids.next()) }
    }

    /// One objective and its cells, a letter for each team in their order: `c`ommitted, `a`sked, `d`eclined, `s`ettled
    /// decline, and a dot where it was not asked.
    func objective(_ weight: Int, _ cells: String) -> AlignmentInput.Objective {
        AlignmentInput.Objective(
            ID(ids.next()), weight: weight,
            cells: zip(teams, cells).compactMap { team, letter in
                let state: Commitment.State
                switch letter {
                case "c": state = .committed
                case "a": state = .asked
                case "d", "s": state = .declined
                default: return nil
                }
                return AlignmentInput.Cell(ID(ids.next()), team, state, isSettled: letter == "s")
            })
    }

    /// Everybody agreed and committed, kept all, and is content.
    var perfect: AlignmentInput {
        var input = AlignmentInput(teams: teams)
        for team in teams {
            input.signatures[team] = .init(.agreed)
            input.promises[team] = .init(2, of: 2)
            input.pulses[team] = [5]
        }
        input.objectives = [objective(1, "cccc")]
        return input
    }

    /// The one of domain.md, "Check": S = .875, C = .75, K = .8, U = .5625.
    var checked: AlignmentInput {
        var input = perfect
        input.signatures[d] = .init(.concerns)
        input.objectives = [objective(1, "ccca")]
        for team in teams { input.promises[team] = .init(4, of: 5) }
        input.pulses = [a: [4.5], b: [4.5], c: [3.5], d: [3.5]]
        return input
    }
}
extension Alignment {
    /// What all costs add up to.
    var lost: Double { costs.reduce(0) { $0 + $1.points } }
    func score(of team: ID<Team>) -> Double? { teams.first { $0.team == team }?.score }
    /// What one cause costs.
    func cost(_ cause: AlignmentCost.Cause) -> Double? { costs.first { $0.cause == cause }?.points }
}
