import Domain
import Store
import TestSupport
import Testing

/// Thousands of random operations by random people, in random groups; then the rows are rebuilt from the journal.
@Suite struct RebuildTests {
    private enum Refused: Error { case onPurpose }

    @Test(arguments: [1, 2, 3] as [UInt64]) func rowsAndJournalAgree(seed: UInt64) async throws {
        let hub = try await Hub()
        let people = [hub.admin, hub.manager, hub.contributor, hub.viewer, hub.stranger, hub.guest]
        var random = SeededGenerator(seed: seed), done = 0, refused = 0
        for round in 0..<60 {
            let seeds = (0..<25).map { _ in random.next() }
            let results = await withTaskGroup(of: Bool.self) { group in
                for seed in seeds {
                    group.addTask {
                        var random = SeededGenerator(seed: seed)
                        let member = people[Int(random.next() % UInt64(people.count))], rolled = random
                        do {
                            try await hub.write(as: member, at: Hub.now.adding(seconds: round)) { tx in
                                var random = rolled
                                for _ in 0...(random.next() % 3) { try Self.step(tx, hub, &random) }
                                if random.next() % 11 == 0 { throw Refused.onPurpose }
                            }
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            done += results.filter(\.self).count
            refused += results.filter { !$0 }.count
        }
        #expect(done > 300 && refused > 100, "\(done) done, \(refused) refused")
        #expect(try await hub.differences() == [])
        let seqs = hub.log.changes.map(\.seq)
        #expect(seqs == Array(1...Int64(seqs.count)))
    }

    private static func step(_ tx: Tx, _ hub: Hub, _ random: inout SeededGenerator) throws {
        func pick<R: Record>(_: R.Type) throws -> ID<R> {
            let all = try tx.all(R.self, where: ["plan": .id(hub.plan.raw)])
            guard !all.isEmpty else { throw Refused.onPurpose }
            return all[Int(random.next() % UInt64(all.count))].id
        }
        let plan = Value.id(hub.plan.raw), number = random.next()
        let team = Value.id(hub.teams[Int(number % 4)].raw)
        switch random.next() % 12 {
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
        default:
            let entries = hub.log.entries
            guard !entries.isEmpty else { return }
            try tx.undo(entries[Int(random.next() % UInt64(entries.count))].number)
        }
    }
}
