import Domain
import Store
import TestSupport

/// One random thing that somebody does on the open plan of the small workspace; refused as often as people are.
enum RandomStep {
    enum Refused: Error { case onPurpose }

    static func take(_ tx: Tx, _ hub: Hub, _ random: inout SeededGenerator) throws {
        func pick<R: Record>(_: R.Type) throws -> ID<R> {
            let all = try tx.all(R.self, where: ["plan": .id(hub.plan.raw)])
            guard !all.isEmpty else { throw Refused.onPurpose }
            return all[Int(random.next() % UInt64(all.count))].id
        }
        let plan = Value.id(hub.plan.raw), number = random.next()
        let team = Value.id(hub.teams[Int(number % 4)].raw)
        switch random.next() % 13 {
        case 0, 1:
            _ = try tx.create(PlanTask.self, id: nil, ["plan": plan, "team": team, "title": .text("T\(number % 97)")])
        case 2: _ = try tx.create(Objective.self, id: nil, ["plan": plan, "title": .text("O\(number % 97)")])
        case 3:
            let objective = try pick(Objective.self)
            _ = try tx.create(Commitment.self, id: nil, ["plan": plan, "objective": .id(objective.raw), "team": team])
        case 4:
            let task = try pick(PlanTask.self)
            let about = Value.text(RecordReference(task).text)
            _ = try tx.create(Comment.self, id: nil, ["plan": plan, "about": about, "text": .text("C\(number % 97)")])
        case 5:
            let status = PlanTask.Status.allCases[Int(number % 5)].value, weekly = number % 3 == 0
            _ = try tx.edit(
                try pick(PlanTask.self),
                [
                    "status": status, "due": .text("2026-12-0\(1 + number % 9)"),
                    "recurrence": weekly ? .text("weekly") : .null,
                ])
        case 6:
            let tasks: [Value] = try [.id(pick(PlanTask.self).raw)], parent = try pick(PlanTask.self)
            _ = try tx.edit(
                try pick(PlanTask.self),
                ["waitsFor": .list(tasks), "parent": .id(parent.raw), "effort": .real(0.1 * Double(number % 99))])
        case 7:
            _ = try tx.edit(
                try pick(Objective.self),
                ["target": .real(Double(number % 1000) / 7), "notes": .text("Zeile 1\n\"Zwei\"")])
        case 8: try tx.remove(try pick(PlanTask.self))
        case 9: try tx.remove(try pick(Objective.self))
        case 10:
            _ = try tx.answerCommitment(
                try pick(Commitment.self), number % 2 == 0 ? .committed : .declined, promise: "P", reason: "R")
        case 11:
            // All that is on the plan is then found by others.
            _ = try tx.edit(hub.plan, ["access": .text(number % 2 == 0 ? "open" : "restricted")])
        default:
            let entries = hub.log.entries
            guard !entries.isEmpty else { return }
            try tx.undo(entries[Int(random.next() % UInt64(entries.count))].number)
        }
    }
}
