import Domain
import Store
import TestSupport
import Testing

@Suite struct RestoreTests {
    /// The newest deletion of a record.
    private func deletion(_ hub: Hub, of id: Identifier) -> Int64 {
        hub.log.changes.last { $0.record == id && $0.action == .delete }?.seq ?? 0
    }

    /// Where undo refuses, because somebody has since given the task another objective, the rest still comes back.
    @Test func aRecordComesBackWithItsPartsAndAsFarAsNothingLaterStandsThere() async throws {
        let hub = try await Hub()
        let other = try await hub.write(as: hub.manager) { tx in
            let other = try tx.create(Objective.self, id: nil, ["plan": .id(hub.plan.raw), "title": .text("Other")])
            _ = try tx.create(
                PlanTask.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "team": .id(hub.teams[1].raw), "title": .text("Second"),
                    "objective": .id(hub.objective.raw),
                ])
            return other.id
        }
        try await hub.write(as: hub.manager) { try $0.remove(hub.objective) }
        let deletion = deletion(hub, of: hub.objective.raw), entry = hub.log.entries.last?.number ?? 0
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["objective": .id(other.raw)]) }
        await #expect(throws: CannotUndo.self) { try await hub.write(as: hub.manager) { try $0.undo(entry) } }

        _ = try await hub.write(as: hub.contributor) { try $0.restore(deletedAt: deletion) }
        try await hub.read(as: hub.admin) { reader in
            let objective = try reader.find(hub.objective)
            #expect(objective?.stamp.createdBy == hub.manager.id.raw)
            #expect(try reader.find(hub.commitment)?.ask == "A campaign for planners")
            #expect(try reader.find(hub.task)?.objective == other)
        }
        let second = try await hub.write(as: hub.admin) { try $0.all(PlanTask.self, where: ["title": .text("Second")]) }
        #expect(second.map(\.objective) == [hub.objective])
        #expect(Set(hub.log.entries.last?.changes.map(\.action) ?? []) == [.restore, .update])
        #expect(try await hub.differences() == [])

        let error = await #expect(throws: CannotRestore.self) {
            try await hub.write(as: hub.contributor) { try $0.restore(deletedAt: deletion) }
        }
        #expect(error?.reasons == ["the objective is there again", "the commitment is there again"])
        let back = hub.log.entries.last?.number ?? 0
        try await hub.write(as: hub.manager) { try $0.undo(back) }
        #expect(try await hub.read(as: hub.admin) { try $0.find(hub.objective) } == nil)
        #expect(try await hub.differences() == [])
    }

    @Test func nothingComesBackToWhatIsGone() async throws {
        let hub = try await Hub()
        try await hub.write(as: hub.manager) { try $0.remove(hub.commitment) }
        let deletion = deletion(hub, of: hub.commitment.raw)
        try await hub.write(as: hub.manager) { try $0.remove(hub.objective) }
        let error = await #expect(throws: CannotRestore.self) {
            try await hub.write(as: hub.manager) { try $0.restore(deletedAt: deletion) }
        }
        #expect(error?.reasons == ["commitment: objective there is no such objective"])
        #expect(try await hub.differences() == [])
    }

    @Test func itTakesTheRightsOfWhoAsks() async throws {
        let hub = try await Hub()
        try await hub.write(as: hub.manager) { try $0.remove(hub.comment) }
        let words = deletion(hub, of: hub.comment.raw)
        try await hub.write(as: hub.manager) { try $0.remove(hub.task) }
        let task = deletion(hub, of: hub.task.raw)
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.viewer) { try $0.restore(deletedAt: task) }
        }
        await #expect(throws: NotFound.self) {
            try await hub.write(as: hub.outsider) { try $0.restore(deletedAt: task) }
        }
        await #expect(throws: NotFound.self) { try await hub.write(as: hub.admin) { try $0.restore(deletedAt: 9999) } }
        _ = try await hub.write(as: hub.contributor) { try $0.restore(deletedAt: task) }
        // What somebody said and took back is theirs to say again.
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.contributor) { try $0.restore(deletedAt: words) }
        }
        _ = try await hub.write(as: hub.manager) { try $0.restore(deletedAt: words) }
        #expect(try await hub.read(as: hub.admin) { try $0.find(hub.comment)?.text } == "By Friday")
        #expect(try await hub.differences() == [])
    }
}
