import Domain
import Store
import TestSupport
import Testing

@Suite struct UndoTests {
    private func entry(_ hub: Hub) -> Int64 { hub.log.entries.last?.number ?? 0 }

    @Test func anEditGoesBack() async throws {
        let hub = try await Hub()
        let before = try await hub.read(as: hub.admin) { try $0.find(hub.task) }
        _ = try await hub.write(as: hub.contributor) {
            try $0.edit(hub.task, ["title": .text("B"), "status": .text("done")])
        }
        let edit = entry(hub)
        try await hub.write(as: hub.contributor) { try $0.undo(edit) }
        var after = try await hub.read(as: hub.admin) { try $0.find(hub.task) }
        after?.stamp = before?.stamp ?? Stamp()
        #expect(after == before)
        let undo = entry(hub)
        try await hub.write(as: hub.contributor) { try $0.undo(undo) }
        #expect(try await hub.read(as: hub.admin) { try $0.find(hub.task)?.title } == "B")
        #expect(try await hub.differences() == [])
    }

    @Test func nothingLaterIsLost() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["title": .text("B")]) }
        let edit = entry(hub)
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["title": .text("C")]) }
        let error = await #expect(throws: CannotUndo.self) {
            try await hub.write(as: hub.contributor) { try $0.undo(edit) }
        }
        #expect(error?.reasons == ["title of the task changed since"])
        #expect(try await hub.read(as: hub.admin) { try $0.find(hub.task)?.title } == "C")
    }

    @Test func aDeletionTakesItsPartsAndUndoBringsAllBack() async throws {
        let hub = try await Hub()
        let reply = try await hub.write(as: hub.viewer) { tx in
            try tx.create(
                Comment.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "parent": .id(hub.comment.raw), "text": .text("Done"),
                    "about": .text(RecordReference(hub.task).text),
                ])
        }
        let next = try await hub.write(as: hub.manager) { tx in
            try tx.create(
                PlanTask.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "team": .id(hub.teams[0].raw), "title": .text("Then"),
                    "waitsFor": .list([.id(hub.task.raw)]), "parent": .id(hub.task.raw),
                ])
        }
        try await hub.write(as: hub.manager) { try $0.remove(hub.task) }
        let deletion = entry(hub)
        try await hub.read(as: hub.admin) { reader in
            let task = try reader.find(hub.task)
            #expect(task == nil)
            #expect(try reader.find(hub.comment) == nil)
            #expect(try reader.find(reply.id) == nil)
            #expect(try reader.find(next.id)?.waitsFor == [])
            #expect(try reader.find(next.id)?.parent == nil)
        }
        #expect(try await hub.differences() == [])

        try await hub.write(as: hub.contributor) { try $0.undo(deletion) }
        try await hub.read(as: hub.admin) { reader in
            let task = try reader.find(hub.task)
            #expect(task?.stamp.createdBy == hub.manager.id.raw)
            #expect(try reader.find(hub.comment)?.text == "By Friday")
            #expect(try reader.find(reply.id)?.parent == hub.comment)
            #expect(try reader.find(reply.id)?.stamp.createdBy == hub.viewer.id.raw)
            #expect(try reader.find(next.id)?.waitsFor == [hub.task])
            #expect(try reader.find(next.id)?.parent == hub.task)
        }
        #expect(try await hub.differences() == [])
    }

    @Test func anObjectiveTakesItsCommitmentsAndLeavesItsTasks() async throws {
        let hub = try await Hub()
        try await hub.write(as: hub.manager) { try $0.remove(hub.objective) }
        try await hub.read(as: hub.admin) { reader in
            let commitment = try reader.find(hub.commitment)
            #expect(commitment == nil)
            #expect(try reader.find(hub.task)?.objective == nil)
        }
        let deletion = entry(hub)
        try await hub.write(as: hub.manager) { try $0.undo(deletion) }
        try await hub.read(as: hub.admin) { reader in
            let commitment = try reader.find(hub.commitment)
            #expect(commitment?.ask == "A campaign for planners")
            #expect(try reader.find(hub.task)?.objective == hub.objective)
        }
        #expect(try await hub.differences() == [])
    }

    @Test func aDraftGoesWithAllThatIsInIt() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.manager) { tx in
            try tx.create(Objective.self, id: nil, ["plan": .id(hub.restricted.raw), "title": .text("Merge")])
        }
        await #expect(throws: Forbidden.self) { try await hub.write(as: hub.manager) { try $0.remove(hub.plan) } }
        try await hub.write(as: hub.manager) { try $0.remove(hub.restricted) }
        let deletion = entry(hub)
        #expect(try await hub.read(as: hub.admin) { try $0.find(hub.restricted) } == nil)
        try await hub.write(as: hub.manager) { try $0.undo(deletion) }
        let objectives = try await hub.write(as: hub.manager) {
            try $0.all(Objective.self, where: ["plan": .id(hub.restricted.raw)])
        }
        #expect(objectives.map(\.title) == ["Merge"])
        #expect(try await hub.differences() == [])
    }

    @Test func aNewPlanIsUndoneWithItsTeam() async throws {
        let hub = try await Hub()
        let plan = try await hub.write(as: hub.stranger) { tx in
            try tx.create(Plan.self, id: nil, ["account": .id(hub.account.raw), "title": .text("FY28")])
        }
        let creation = entry(hub)
        try await hub.write(as: hub.stranger) { try $0.undo(creation) }
        #expect(try await hub.read(as: hub.admin) { try $0.find(plan.id) } == nil)
        #expect(try await hub.differences() == [])
    }

    @Test func anAnswerIsNotUndone() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.contributor) {
            try $0.answerCommitment(hub.commitment, .committed, promise: "In May", reason: nil)
        }
        let answer = entry(hub)
        await #expect(throws: CannotUndo.self) { try await hub.write(as: hub.contributor) { try $0.undo(answer) } }
    }

    @Test func undoHasTheRightsOfWhoAsks() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["title": .text("B")]) }
        let edit = entry(hub)
        await #expect(throws: Forbidden.self) { try await hub.write(as: hub.viewer) { try $0.undo(edit) } }
        await #expect(throws: NotFound.self) { try await hub.write(as: hub.outsider) { try $0.undo(edit) } }
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.restricted, ["title": .text("M")]) }
        let hidden = entry(hub)
        await #expect(throws: NotFound.self) { try await hub.write(as: hub.stranger) { try $0.undo(hidden) } }
        await #expect(throws: NotFound.self) { try await hub.write(as: hub.admin) { try $0.undo(9999) } }
    }
}
