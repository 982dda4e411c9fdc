import Domain
import JSON
import Store
import TestSupport
import Testing

@Suite struct ReviewTests {
    private func schedule(_ hub: Hub, as member: Member? = nil, _ title: String = "Weekly") async throws -> Review {
        try await hub.write(as: member ?? hub.contributor) { tx in
            try tx.create(
                Review.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "title": .text(title), "type": .text("quarterly"),
                    "startsAt": .text("2026-11-24T09:00:00Z"),
                ])
        }
    }
    private func own(_ hub: Hub, _ review: Review, _ more: Patch = [:]) async throws -> AgendaItem {
        try await hub.write(as: hub.contributor) { tx in
            let fields: [String: Value] = [
                "plan": .id(hub.plan.raw), "review": .id(review.id.raw), "title": .text("Depot 3"),
            ]
            return try tx.create(AgendaItem.self, id: nil, Patch(fields.merging(more.members) { $1 }))
        }
    }
    private func now<R: Record>(_ hub: Hub, _ id: ID<R>) async throws -> R {
        try #require(try await hub.read(as: hub.admin) { try $0.find(id) })
    }

    @Test func aReviewFromTheCalendarToItsRecord() async throws {
        let hub = try await Hub()
        let planned = try await schedule(hub)
        #expect(planned.leader == hub.contributor.id && planned.state == .scheduled)
        let item = try await own(hub, planned, ["about": .text("objective:\(hub.objective.text)")])
        let before = try #require(hub.log.changes.last?.seq)

        _ = try await hub.write(as: hub.contributor) { try $0.openReview(planned.id) }
        let open = try await now(hub, planned.id)
        #expect(open.state == .open && open.openedSeq == Int(before) && open.openedScore != nil)
        #expect(open.attendees == [hub.contributor.id])
        let causes = try await hub.write(as: hub.manager) { tx in
            try tx.all(AgendaItem.self, where: ["review": .id(planned.id.raw)]).sorted { $0.position < $1.position }
                .map(\.cause)
        }
        #expect(causes == [.alignment, .own, .signOffs])

        _ = try await hub.write(as: hub.stranger) { try $0.joinReview(planned.id) }
        _ = try await hub.write(as: hub.stranger) { try $0.joinReview(planned.id) }
        #expect(try await now(hub, planned.id).attendees == [hub.contributor.id, hub.stranger.id])

        let parts: [String: Value] = [
            "plan": .id(hub.plan.raw), "review": .id(planned.id.raw), "item": .id(item.id.raw),
        ]
        let decision = try await hub.write(as: hub.contributor) { tx in
            _ = try tx.create(ReviewNote.self, id: nil, Patch(parts.merging(["text": .text("Slow")]) { $1 }))
            return try tx.create(
                Decision.self, id: nil,
                Patch(
                    parts.merging([
                        "text": .text("No depot without its guide\nand a training day"),
                        "owner": .id(hub.contributor.id.raw), "due": .text("2026-12-01"),
                    ]) { $1 }))
        }
        _ = try await hub.write(as: hub.contributor) { try $0.closeReview(planned.id, summary: "On course") }
        let closed = try await now(hub, planned.id)
        #expect(closed.state == .closed && closed.summary == "On course")
        #expect(try #require(closed.closedSeq) > #require(closed.openedSeq))

        // What was said stays; a task can still be made of what was decided, and taken back.
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.manager) { try $0.edit(decision.id, ["text": .text("Never mind")]) }
        }
        _ = try await hub.write(as: hub.contributor) { try $0.makeTask(of: decision.id) }
        let task = try await now(hub, try #require(try await now(hub, decision.id).task))
        #expect(task.title == "No depot without its guide" && task.objective == hub.objective)
        #expect(task.assignee == hub.contributor.id && task.due == Day(2026, 12, 1) && task.team == hub.teams[1])
        #expect(task.notes?.contains("training day") == true && task.notes?.contains("Weekly") == true)
        await #expect(throws: Invalid.self) {
            try await hub.write(as: hub.contributor) { try $0.makeTask(of: decision.id) }
        }
        let entry = try #require(hub.log.entries.last).number
        _ = try await hub.write(as: hub.contributor) { try $0.undo(entry) }
        #expect(try await now(hub, decision.id).task == nil)
        #expect(try await hub.differences() == [])
    }

    @Test func oneAtATimeAndEachKnowsTheOneBefore() async throws {
        let hub = try await Hub()
        let first = try await schedule(hub, "First"), second = try await schedule(hub, "Second")
        _ = try await hub.write(as: hub.contributor) { try $0.openReview(first.id) }
        await #expect(throws: Invalid.self) { try await hub.write(as: hub.manager) { try $0.openReview(second.id) } }
        _ = try await hub.write(as: hub.contributor) { try $0.closeReview(first.id, summary: nil) }
        await #expect(throws: CannotUndo.self) {
            try await hub.write(as: hub.contributor) { try $0.undo(try #require(hub.log.entries.last).number) }
        }
        _ = try await hub.write(as: hub.manager) { try $0.openReview(first.id) }
        #expect(try await now(hub, first.id).leader == hub.manager.id, "who reopens it leads it")
        #expect(try await now(hub, first.id).closedSeq == nil)
        _ = try await hub.write(as: hub.manager) { try $0.closeReview(first.id, summary: nil) }
        let closed = try await now(hub, first.id).closedSeq
        _ = try await hub.write(as: hub.manager) { try $0.openReview(second.id) }
        let opened = try await now(hub, second.id)
        #expect(opened.previous == first.id && opened.sinceSeq == closed && opened.leader == hub.manager.id)
        _ = try await hub.write(as: hub.manager) { try $0.closeReview(second.id, summary: nil) }
        await #expect(throws: Invalid.self, "another was held since") {
            try await hub.write(as: hub.manager) { try $0.openReview(first.id) }
        }
    }

    @Test func theLeadIsHandedToWhoEdits() async throws {
        let hub = try await Hub()
        let review = try await schedule(hub, as: hub.manager)
        func hand(_ member: Member, by: Member) async throws {
            _ = try await hub.write(as: by) { try $0.edit(review.id, ["leader": .id(member.id.raw)]) }
        }
        await #expect(throws: Forbidden.self) { try await hand(hub.contributor, by: hub.contributor) }
        try await hand(hub.contributor, by: hub.manager)
        await #expect(throws: Invalid.self) { try await hand(hub.viewer, by: hub.contributor) }
        try await hand(hub.manager, by: hub.contributor)
        await #expect(throws: Forbidden.self) { try await hand(hub.contributor, by: hub.contributor) }
    }

    @Test func whatAnItemIsAboutMayGoAndTheItemStays() async throws {
        let hub = try await Hub()
        let review = try await schedule(hub)
        let item = try await own(hub, review, ["about": .text("objective:\(hub.objective.text)")])
        await #expect(throws: Invalid.self) {
            _ = try await own(hub, review, ["about": .text("task:\(hub.plan.text)")])
        }
        _ = try await hub.write(as: hub.contributor) { try $0.remove(hub.objective) }
        #expect(try await now(hub, item.id).about == nil)
        #expect(try await hub.differences() == [])
    }

    @Test func guestsSeeNothingOfReviews() async throws {
        let hub = try await Hub()
        let review = try await schedule(hub, "Board only")
        _ = try await own(hub, review)
        _ = try await hub.write(as: hub.contributor) { try $0.openReview(review.id) }
        try await hub.read(as: hub.guest) { reader in
            let ways = Ways(reader: reader)
            ways.takeAll(of: hub, author: hub.contributor.id)
            for (name, told) in ways.told {
                #expect(!told.contains(review.id.text) && !told.contains("Board only"), "\(name)")
            }
            #expect(throws: NotFound.self) { try reader.sheet(of: review.id) }
        }
        for change in hub.log.changes where ["review", "agendaItem"].contains(change.kind) {
            #expect(change.audience == .planStaff(hub.plan))
        }
        let snapshot = try await hub.read(as: hub.viewer) {
            try $0.snapshot($0.snapshotVersion(of: hub.plan), epoch: "e")
        }
        #expect(String(decoding: snapshot, as: UTF8.self).contains("Board only"))
    }
}
