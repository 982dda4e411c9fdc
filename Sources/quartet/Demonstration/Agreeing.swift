import Domain
import Store

/// How the teams of a plan came to agree, or did not: answers to requests, sign-offs, drift, pulses.
extension Scribe {
    /// What becomes of agreement on a plan, so that every case can be seen.
    private enum Ending { case aligned, disagreed, unsigned, drifted, uneven, mixed }

    /// - Parameter place: among the active plans; the flagship is the first
    func agreement(of story: Story, place: Int, _ past: Past, _ dice: Dice) -> [Deed] {
        let endings: [Ending] = [.drifted, .aligned, .disagreed, .unsigned, .drifted, .uneven]
        let ending = place < endings.count ? endings[place] : .mixed
        var dice = dice
        return answers(story, past, ending, &dice) + signatures(story, place, past, ending, &dice)
            + pulses(story, past, ending, &dice)
    }

    /// Most requests are accepted within days, some with another day; the newest wait.
    private func answers(_ story: Story, _ past: Past, _ ending: Ending, _ dice: inout Dice) -> [Deed] {
        story.work.compactMap { work -> Deed? in
            let throwOf = dice.below(100), hours = 3 + dice.below(50)
            guard let signer = story.representative(of: work.team), let due = work.due else { return nil }
            let at = work.at.adding(seconds: hours * 3600)
            guard at < past.now, throwOf < 86 else { return nil }
            return Deed(at: at, by: signer) { tx in
                guard let task = try tx.find(work.id), task.handshake == .requested, task.status.isOpen else { return }
                let isCounter = throwOf >= 80 && ending != .aligned
                _ = try tx.answerTask(
                    work.id, isCounter ? .countered : .accepted, day: isCounter ? due + 5 : due,
                    reason: isCounter ? "Not before the release is out" : nil)
            }
        }
    }

    private func signatures(
        _ story: Story, _ place: Int, _ past: Past, _ ending: Ending, _ dice: inout Dice
    ) -> [Deed] {
        if ending == .unsigned { return [] }
        var deeds: [Deed] = []
        for team in teams.indices {
            guard let signer = story.representative(of: team) else { continue }
            if dice.chance(80) {
                deeds.append(firstRound(story, team, signer, past.moment(24 + dice.below(24), minute: 600)))
            }
            // The team that agreed first is the one from which the plan drifts away.
            let isEarly = ending == .drifted && team == 1
            if ending == .mixed, dice.chance(12) { continue }
            let days = isEarly ? 21 : ending == .mixed ? 2 + dice.below(24) : 2 + dice.below(3)
            let (verdict, note) = verdict(team, place, ending, &dice)
            let at = past.moment(days, minute: 540 + dice.below(420), after: story.at.adding(seconds: 3 * 86_400))
            let (plan, id) = (story.id, teams[team])
            deeds.append(
                Deed(at: at, by: signer) { tx in
                    _ = try tx.signPlan(plan, team: id, verdict, note: note, seq: Int(tx.seq))
                })
        }
        let shifts = ending == .drifted || (ending == .mixed && dice.chance(12))
        guard shifts, let aim = story.aims.dropFirst().first ?? story.aims.first else { return deeds }
        let at = past.moment(6, minute: 615)
        deeds.append(
            Deed(at: at, by: story.manager) { tx in
                guard let old = try tx.find(aim.id) else { return }
                var new = old
                new.due = old.due.map { max($0 + -14, Day(of: at) + 7) }
                new.weight = min(5, old.weight + 1)
                try tx.update(old, to: new)
            })
        return deeds
    }

    /// What a team said when the plan was young; most of it has been said anew since.
    private func firstRound(_ story: Story, _ team: Int, _ signer: Person, _ at: Instant) -> Deed {
        let (plan, id) = (story.id, teams[team])
        return Deed(at: max(at, story.at.adding(seconds: 2 * 86_400)), by: signer) { tx in
            _ = try tx.signPlan(plan, team: id, .agreed, note: nil, seq: Int(tx.seq))
        }
    }

    private func verdict(_ team: Int, _ place: Int, _ ending: Ending, _ dice: inout Dice) -> (Verdict, String?) {
        switch ending {
        case .disagreed where team == 0: (.disagreed, "The discount floor is not ours to give.")
        case .uneven where team == 3: (.concerns, "Nobody covers the roll-out weekends after March.")
        case .drifted where team == 2 && place == 0: (.concerns, "No owner for the depot gateway after March.")
        case .mixed where dice.chance(15): (.concerns, dice.pick(Self.concerns))
        default: (.agreed, nil)
        }
    }
    private static let concerns = [
        "The second objective has no budget on our side yet.", "We count on the sponsor, who may leave in spring.",
        "The dates hang on a release that is not planned.", "We carry most of the tasks; the others should take some.",
    ]

    /// Two closed weeks, by our own people who work on the plan.
    private func pulses(_ story: Story, _ past: Past, _ ending: Ending, _ dice: inout Dice) -> [Deed] {
        if ending == .unsigned { return [] }
        var deeds: [Deed] = []
        for week in 1...2 {
            let monday = past.today.monday + -7 * week
            for seat in story.seats
            where seat.role != .viewer && seat.person.role != .guest && dice.chance(78) {
                let minutes = Int64(monday.number + dice.below(5)) * 1440 + Int64(500 + dice.below(500))
                let at = Instant(milliseconds: minutes * 60_000)
                guard at > story.at else { continue }
                let base =
                    ending == .aligned ? 5 : ending == .uneven && seat.team == 3 ? 2 : ending == .disagreed ? 3 : 4
                let levels = (0..<3).map { _ in min(5, max(1, base + dice.within(-1...0) + dice.below(2))) }
                let plan = story.id, note = dice.chance(8) ? dice.pick(Self.notes) : nil
                deeds.append(
                    Deed(at: at, by: seat.person) { tx in
                        _ = try tx.givePulse(
                            on: plan, week: nil, clarity: levels[0], agreement: levels[1], confidence: levels[2],
                            note: note)
                    })
            }
        }
        return deeds
    }
    private static let notes = [
        "I know what is wanted of us, not by whom.", "Good week: the sponsor was on the call.",
        "Too many open requests at once.", "We should say no to one of these.",
    ]
}
