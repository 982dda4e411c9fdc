import Domain
import Store
import TestSupport
import Testing

/// Who is told what, and who is not.
@Suite struct InboxTests {
    private func notices(_ hub: Hub, of member: Member, unread: Bool = true) async throws -> [Notice] {
        try await hub.write(as: hub.admin) { tx in
            try tx.all(Notice.self, where: ["member": .id(member.id.raw)]).filter { !unread || $0.readAt == nil }
        }
    }
    private func causes(_ hub: Hub, of member: Member) async throws -> [Notice.Cause] {
        try await notices(hub, of: member).map(\.cause)
    }
    private func readAll(_ hub: Hub) async throws {
        for member in [hub.contributor, hub.manager, hub.viewer, hub.guest] {
            _ = try await hub.write(as: member) { try $0.readInbox(of: nil, upTo: Int(tx: $0)) }
        }
    }

    @Test func whoAnswersIsAskedAndWhoAskedIsAnswered() async throws {
        let hub = try await Hub()
        #expect(try await causes(hub, of: hub.contributor) == [.requested, .requested])
        #expect(try await causes(hub, of: hub.manager) == [], "one's own deeds")
        _ = try await hub.write(as: hub.contributor) {
            try $0.answerCommitment(hub.commitment, .committed, promise: "In May", reason: nil)
        }
        _ = try await hub.write(as: hub.contributor) {
            try $0.answerTask(hub.task, .countered, day: Day(2026, 12, 9), reason: nil)
        }
        let told = try await notices(hub, of: hub.manager)
        #expect(told.map(\.answer) == [.committed, .countered])
        #expect(told.map(\.actor) == [hub.contributor.id, hub.contributor.id])
        #expect(try await causes(hub, of: hub.contributor) == [], "what is answered waits no more")
        _ = try await hub.write(as: hub.manager) { try $0.answerTask(hub.task, .accepted, day: nil, reason: nil) }
        #expect(try await causes(hub, of: hub.manager) == [.answered], "the offer is taken")
        #expect(try await notices(hub, of: hub.contributor).map(\.answer) == [.accepted])
        #expect(try await hub.differences() == [])
    }

    @Test func anAssigneeIsToldOnceAndNoLongerWhenItIsAnothers() async throws {
        let hub = try await Hub()
        try await readAll(hub)
        let task = try await hub.write(as: hub.manager) { tx in
            try tx.create(
                PlanTask.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "team": .id(hub.teams[0].raw), "title": .text("Call"),
                    "assignee": .id(hub.viewer.id.raw),
                ])
        }
        #expect(try await causes(hub, of: hub.viewer) == [.assigned])
        _ = try await hub.write(as: hub.manager) { try $0.edit(task.id, ["title": .text("Write"), "effort": .int(2)]) }
        #expect(try await notices(hub, of: hub.viewer).map(\.count) == [1])
        _ = try await hub.write(as: hub.manager) { try $0.edit(task.id, ["assignee": .id(hub.guest.id.raw)]) }
        #expect(try await causes(hub, of: hub.viewer) == [])
        #expect(try await causes(hub, of: hub.guest) == [.assigned])
    }

    @Test func theSameCauseIsToldOnceUntilItIsRead() async throws {
        let hub = try await Hub()
        for ask in ["One", "Two"] {
            _ = try await hub.write(as: hub.contributor) {
                try $0.answerCommitment(hub.commitment, .declined, promise: nil, reason: "No time")
            }
            _ = try await hub.write(as: hub.manager) { try $0.askCommitmentAgain(hub.commitment, ask: ask) }
        }
        #expect(try await notices(hub, of: hub.manager).map(\.count) == [2])
        try await readAll(hub)
        _ = try await hub.write(as: hub.contributor) {
            try $0.answerCommitment(hub.commitment, .committed, promise: nil, reason: nil)
        }
        #expect(try await notices(hub, of: hub.manager).map(\.count) == [1])
        #expect(try await notices(hub, of: hub.manager, unread: false).count == 2)
    }

    @Test func aMutedPlanSaysOnlyNames() async throws {
        let hub = try await Hub()
        try await readAll(hub)
        _ = try await hub.write(as: hub.contributor) { try $0.mute(hub.plan, true) }
        _ = try await hub.write(as: hub.manager) { tx in
            for (title, assignee) in [("Ask", Value.null), ("Do", .id(hub.contributor.id.raw))] {
                try tx.create(
                    PlanTask.self, id: nil,
                    [
                        "plan": .id(hub.plan.raw), "title": .text(title), "assignee": assignee,
                        "team": .id(hub.teams[assignee == .null ? 1 : 0].raw),
                    ])
            }
        }
        #expect(try await causes(hub, of: hub.contributor) == [.assigned])
        _ = try await hub.write(as: hub.contributor) { try $0.mute(hub.plan, false) }
        #expect(try await hub.read(as: hub.contributor) { try $0.unreadCount() } == 1)
    }

    // MARK: what is lost

    private func sign(_ hub: Hub) async throws {
        _ = try await hub.write(as: hub.contributor) {
            try $0.signPlan(hub.plan, team: hub.teams[1], .agreed, note: nil, seq: Int(tx: $0))
        }
    }

    @Test func aTeamIsToldThatThePlanDriftedUntilItAgreesAgain() async throws {
        let hub = try await Hub()
        try await readAll(hub)
        try await sign(hub)
        _ = try await hub.write(as: hub.contributor) { try $0.edit(hub.objective, ["target": .int(50)]) }
        #expect(try await causes(hub, of: hub.contributor) == [], "their own change")
        try await sign(hub)
        for target in [60, 70] as [Int64] {
            _ = try await hub.write(as: hub.manager) { try $0.edit(hub.objective, ["target": .int(target)]) }
        }
        let told = try await notices(hub, of: hub.contributor)
        #expect(told.map(\.cause) == [.drift] && told[0].actor == hub.manager.id)
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.objective, ["target": .int(50)]) }
        #expect(try await notices(hub, of: hub.contributor, unread: false).allSatisfy { $0.cause != .drift })
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.objective, ["target": .int(80)]) }
        try await sign(hub)
        let after = try await notices(hub, of: hub.contributor, unread: false).filter { $0.cause == .drift }
        #expect(after.count == 1 && after[0].readAt != nil)
        #expect(try await hub.differences() == [])
    }

    @Test func whatFellDueYesterdayIsToldOnce() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.contributor) { try $0.answerTask(hub.task, .accepted, day: nil, reason: nil) }
        try await readAll(hub)
        try await hub.store.closeDay(at: Hub.now)
        let due = Hub.now.adding(seconds: 8 * 86_400)
        try await hub.store.closeDay(at: due)
        #expect(try await causes(hub, of: hub.contributor) == [], "it is due today")
        for hours in [24, 25, 48] { try await hub.store.closeDay(at: due.adding(seconds: hours * 3600)) }
        let told = try await notices(hub, of: hub.contributor)
        #expect(told.map(\.cause) == [.overdue] && told[0].count == 1 && told[0].actor == nil)
        _ = try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["status": .text("done")]) }
        #expect(try await causes(hub, of: hub.contributor) == [])
    }

    @Test func aReviewIsToldTheDayBeforeToStaff() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.manager) { tx in
            try tx.create(
                Review.self, id: nil,
                ["plan": .id(hub.plan.raw), "title": .text("Weekly"), "startsAt": .text("2026-11-25T10:00:00Z")])
        }
        try await readAll(hub)
        for hours in [0, 24, 25, 48] { try await hub.store.closeDay(at: Hub.now.adding(seconds: hours * 3600)) }
        #expect(try await causes(hub, of: hub.viewer) == [.review])
        #expect(try await causes(hub, of: hub.guest) == [])
        #expect(try await hub.differences() == [])
    }

    @Test func whoIsNamedAndWhoSpokeBeforeAreTold() async throws {
        let hub = try await Hub()
        try await readAll(hub)
        func say(_ text: String, as member: Member, to parent: ID<Domain.Comment>? = nil) async throws -> Domain.Comment
        {
            try await hub.write(as: member) { tx in
                try tx.create(
                    Domain.Comment.self, id: nil,
                    [
                        "plan": .id(hub.plan.raw), "text": .text(text), "parent": parent.map { .id($0.raw) } ?? .null,
                    ])
            }
        }
        let viewer = "@[Viewer](member:\(hub.viewer.id.text))"
        let first = try await say("\(viewer), \(viewer) and @[Me](member:\(hub.manager.id.text))", as: hub.manager)
        #expect(try await notices(hub, of: hub.viewer).map(\.about) == [RecordReference(first.id)])
        #expect(try await causes(hub, of: hub.viewer) == [.mentioned])
        #expect(try await causes(hub, of: hub.manager) == [], "themselves")
        _ = try await say("Yes", as: hub.contributor, to: first.id)
        _ = try await say("No, \(viewer)", as: hub.guest, to: first.id)
        #expect(try await notices(hub, of: hub.manager).map(\.count) == [2], "one conversation, one notice")
        #expect(try await causes(hub, of: hub.contributor) == [.replied])
        #expect(try await causes(hub, of: hub.viewer) == [.mentioned, .mentioned])
        _ = try await hub.write(as: hub.manager) { try $0.edit(first.id, ["deleted": .bool(true)]) }
        #expect(try await causes(hub, of: hub.viewer) == [.mentioned])
        #expect(try await hub.differences() == [])
    }

    // MARK: who sees it

    @Test func aNoticeIsItsMembersAloneAndInNoHistory() async throws {
        let hub = try await Hub()
        for member in [hub.admin, hub.leader, hub.manager, hub.viewer, hub.guest, hub.outsider] {
            try await hub.read(as: member) { reader in
                let page = try reader.list("notifications", ListQuery())
                #expect(page.total == 0, "\(member.name)")
            }
        }
        let ways = try await hub.read(as: hub.contributor) { reader in
            let ways = Ways(reader: reader)
            ways.takeAll(of: hub, author: hub.contributor.id)
            return ways.told
        }
        for (way, told) in ways where way.contains("change") || way.contains("snapshot") || way.contains("overview") {
            #expect(!told.contains("notification"), "\(way)")
        }
        for change in hub.log.changes where change.kind == "notification" {
            #expect(change.audience == .concern(hub.contributor.id, hub.plan))
        }
        let tail = try await hub.read(as: hub.admin) { try $0.entries(after: 0, limit: 1000) }
        #expect(tail.flatMap(\.changes).map(\.audience) == hub.log.changes.map(\.audience))
    }

    @Test func whoLosesThePlanLosesItsNoticesAndIsToldNoMore() async throws {
        let hub = try await Hub()
        let (task, seat) = try await hub.write(as: hub.manager) { tx in
            let seat = try tx.create(
                PlanMember.self, id: nil,
                [
                    "plan": .id(hub.restricted.raw), "member": .id(hub.stranger.id.raw),
                    "team": .id(hub.teams[3].raw),
                ])
            let task = try tx.create(
                PlanTask.self, id: nil,
                [
                    "plan": .id(hub.restricted.raw), "team": .id(hub.teams[0].raw), "title": .text("Hush"),
                    "assignee": .id(hub.stranger.id.raw),
                ])
            return (task.id, seat.id)
        }
        #expect(try await hub.read(as: hub.stranger) { try $0.unreadCount() } == 1)
        try await hub.write(as: hub.manager) { try $0.remove(seat) }
        try await hub.read(as: hub.stranger) { reader in
            #expect(try reader.unreadCount() == 0)
            let inbox = String(decoding: try reader.inbox(), as: UTF8.self)
            #expect(!inbox.contains(hub.restricted.text) && !inbox.contains(task.text) && !inbox.contains("Hush"))
        }
        let rights = try await hub.store.streamRights(of: hub.stranger.id, asked: [], everything: false)
        #expect(rights?.barred == [hub.restricted])
        try await hub.store.write(as: .quartet, at: Hub.now) { tx in
            var gone = try tx.all(Member.self, where: ["id": .id(hub.contributor.id.raw)])[0]
            let old = gone
            gone.archived = true
            try tx.update(old, to: gone)
        }
        let before = hub.log.changes.count
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["due": .text("2026-12-24")]) }
        #expect(hub.log.changes.dropFirst(before).allSatisfy { $0.kind != "notification" }, "archived")
    }

    // MARK: taken back

    @Test func aNoticeGoesWithItsCauseAndComesBackWithIt() async throws {
        let hub = try await Hub()
        try await readAll(hub)
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["assignee": .id(hub.viewer.id.raw)]) }
        let edit = hub.log.entries.last?.number ?? 0
        let notice = try await notices(hub, of: hub.viewer)[0]
        _ = try await hub.write(as: hub.viewer) { try $0.edit(notice.id, ["readAt": .text(Hub.now.text)]) }
        try await hub.write(as: hub.manager) { try $0.undo(edit) }
        let undo = hub.log.entries.last?.number ?? 0
        #expect(try await notices(hub, of: hub.viewer, unread: false) == [])
        #expect(try await hub.read(as: hub.admin) { try $0.find(hub.task)?.assignee } == hub.contributor.id)
        try await hub.write(as: hub.manager) { try $0.undo(undo) }
        #expect(try await notices(hub, of: hub.viewer, unread: false).map(\.id) == [notice.id])
        #expect(try await hub.differences() == [])
    }

    @Test func aDeletionTakesNoticesAndUndoBringsThemBack() async throws {
        let hub = try await Hub()
        let before = try await notices(hub, of: hub.contributor)
        try await hub.write(as: hub.manager) { try $0.remove(hub.task) }
        let deletion = hub.log.entries.last?.number ?? 0
        #expect(try await notices(hub, of: hub.contributor).count == before.count - 1)
        try await hub.write(as: hub.manager) { try $0.undo(deletion) }
        #expect(try await notices(hub, of: hub.contributor).map(\.id) == before.map(\.id))
        #expect(try await hub.differences() == [])
    }

    @Test func readingIsTakenBackByWhoReadAlone() async throws {
        let hub = try await Hub()
        try await readAll(hub)
        let reading = hub.log.entries.first { $0.changes[0].kind == "notification" }?.number ?? 0
        await #expect(throws: NotFound.self) { try await hub.write(as: hub.admin) { try $0.undo(reading) } }
        try await hub.write(as: hub.contributor) { try $0.undo(reading) }
        #expect(try await causes(hub, of: hub.contributor) == [.requested, .requested])
    }

    @Test func whatIsNothingOfThisCostsNothing() async throws {
        let hub = try await Hub()
        let before = hub.log.changes.count
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["effort": .int(3), "notes": .text("N")]) }
        #expect(hub.log.changes.count == before + 1)
    }
}

extension Int {
    /// Where the journal stands.
    fileprivate init(tx: Tx) { self = Int(tx.seq) }
}
