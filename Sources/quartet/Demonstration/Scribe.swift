import Domain
import Store

/// One write of the demonstration: who, when, what.
struct Deed: Sendable {
    let at: Instant, by: Person
    let write: @Sendable (Tx) throws -> Void
}

/// Turns stories into writes.
struct Scribe: Sendable {
    let teams: [ID<Team>]

    /// In the order in which they have to happen where moments are equal.
    func deeds(of story: Story) -> [Deed] {
        founding(story) + story.aims.flatMap { deeds(of: $0, in: story) }
            + story.work.flatMap { deeds(of: $0, in: story) }
            + story.waits.map(wait) + story.remarks.flatMap { deeds(of: $0, in: story) } + turns(of: story)
    }

    /// The plan and its team, in one entry.
    private func founding(_ story: Story) -> [Deed] {
        let new = Plan(story.id) {
            ($0.account, $0.title, $0.start, $0.end) = (story.account, story.title, story.start, story.end)
            ($0.purpose, $0.access, $0.previous, $0.teams) = (story.purpose, story.access, story.previous, teams)
        }
        return [
            Deed(at: story.at, by: story.manager) { tx in
                try tx.insert(new)
                for seat in story.seats {
                    try tx.insert(
                        PlanMember(tx.newID()) {
                            ($0.plan, $0.member, $0.team) = (story.id, seat.person.id, teams[seat.team])
                            ($0.role, $0.duty) = (seat.role, seat.duty)
                        })
                }
            }
        ]
    }

    private func turns(of story: Story) -> [Deed] {
        story.turns.map { turn in
            Deed(at: turn.at, by: story.manager) { try edit($0, story.id) { $0.state = turn.state } }
        }
    }

    /// The objective with what is asked for it at once; answers and readings as they came.
    private func deeds(of aim: Story.Aim, in story: Story) -> [Deed] {
        let new = Objective(aim.id) {
            ($0.plan, $0.title, $0.notes, $0.measure, $0.unit) = (story.id, aim.title, aim.notes, aim.measure, aim.unit)
            ($0.baseline, $0.target, $0.current) = (aim.baseline, aim.target, aim.baseline)
            ($0.due, $0.owner, $0.leadTeam, $0.weight) = (
                aim.due, aim.owner?.id, aim.lead.map { teams[$0] }, aim.weight
            )
            ($0.companyGoal, $0.customerGoal) = (aim.company, aim.customer)
        }
        let atOnce = aim.cells.filter { $0.at == aim.at && $0.by.id == aim.by.id }
        let later = aim.cells.filter { $0.at != aim.at || $0.by.id != aim.by.id }
        var deeds = [
            Deed(at: aim.at, by: aim.by) { tx in
                try tx.insert(new)
                for cell in atOnce { try tx.insert(asked(cell, aim, story)) }
            }
        ]
        deeds += later.map { cell in Deed(at: cell.at, by: cell.by) { try $0.insert(asked(cell, aim, story)) } }
        for cell in aim.cells {
            guard let answer = cell.answer else { continue }
            deeds.append(
                Deed(at: answer.at, by: answer.by) { tx in
                    _ = try tx.answerCommitment(
                        cell.id, answer.isYes ? .committed : .declined, promise: answer.isYes ? answer.text : nil,
                        reason: answer.isYes ? nil : answer.text)
                })
        }
        deeds += aim.readings.map { reading in
            Deed(at: reading.at, by: reading.by) { try edit($0, aim.id) { $0.current = reading.value } }
        }
        return deeds
    }
    private func asked(_ cell: Story.Cell, _ aim: Story.Aim, _ story: Story) -> Commitment {
        Commitment(cell.id) {
            ($0.plan, $0.objective, $0.team, $0.ask) = (story.id, aim.id, teams[cell.team], cell.ask)
        }
    }

    private func deeds(of work: Story.Work, in story: Story) -> [Deed] {
        let new = PlanTask(work.id) {
            ($0.plan, $0.objective, $0.team, $0.assignee) = (story.id, work.aim, teams[work.team], work.assignee?.id)
            ($0.title, $0.notes, $0.due, $0.start, $0.effort) = (
                work.title, work.notes, work.due, work.start, work.effort
            )
            ($0.priority, $0.recurrence, $0.waitsFor) = (work.priority, work.recurrence, work.waitsFor)
            $0.parent = work.parent
        }
        return [Deed(at: work.at, by: work.by) { try $0.insert(new) }]
            + work.steps.map { step in
                Deed(at: step.at, by: step.by) { try edit($0, work.id) { $0.status = step.status } }
            }
    }

    private func wait(_ wait: Story.Wait) -> Deed {
        Deed(at: wait.at, by: wait.by) { try edit($0, wait.work) { $0.waitsFor.append(wait.on) } }
    }

    private func deeds(of remark: Story.Remark, in story: Story) -> [Deed] {
        let new = Comment(remark.id) {
            ($0.plan, $0.about, $0.parent, $0.text) = (story.id, remark.about, remark.parent, remark.text)
            guard let stretch = remark.stretch else { return }
            ($0.field, $0.quote, $0.prefix, $0.suffix) = (
                stretch.field, stretch.quote, stretch.prefix, stretch.suffix
            )
        }
        let likes = remark.likes.map { like in
            Deed(at: like.at, by: like.by) { tx in
                try tx.insert(
                    CommentReaction(tx.newID()) {
                        ($0.plan, $0.comment, $0.emoji) = (story.id, remark.id, like.emoji)
                    })
            }
        }
        let settled = remark.settled.map { settled in
            Deed(at: settled.at, by: settled.by) { try edit($0, remark.id) { $0.resolved = true } }
        }
        return [Deed(at: remark.at, by: remark.by) { try $0.insert(new) }] + likes + (settled.map { [$0] } ?? [])
    }
}

/// Edits a record that this demonstration made before.
private func edit<R: Record>(_ tx: Tx, _ id: ID<R>, _ change: (inout R) -> Void) throws {
    let old = try tx.see(id)
    var new = old
    change(&new)
    try tx.update(old, to: new)
}
