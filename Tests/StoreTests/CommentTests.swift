import Domain
import Store
import TestSupport
import Testing

@Suite struct CommentTests {
    private func say(
        _ hub: Hub, as member: Member, _ text: String, _ more: [String: Value] = [:]
    ) async throws -> Domain.Comment {
        try await hub.write(as: member) {
            try $0.create(
                Domain.Comment.self, id: nil,
                Patch(["plan": .id(hub.plan.raw), "text": .text(text)].merging(more) { $1 }))
        }
    }
    private func call(_ member: Member) -> String { "@[\(member.name)](member:\(member.id.text))" }

    @Test func onlyWhoSeesThePlanIsCalled() async throws {
        let hub = try await Hub()
        _ = try await say(hub, as: hub.viewer, "\(call(hub.stranger)), \(call(hub.leader)), \(call(hub.guest))")
        await refused("text", "mentions \(hub.outsider.name), who cannot see this plan") {
            _ = try await say(hub, as: hub.viewer, call(hub.outsider))
        }
        await refused("text", "mentions \(hub.stranger.name), who cannot see this plan") {
            _ = try await say(hub, as: hub.manager, call(hub.stranger), ["plan": .id(hub.restricted.raw)])
        }
        // Whoever is called and leaves afterwards does not keep others from mending their words.
        let said = try await say(hub, as: hub.viewer, call(hub.stranger))
        _ = try await hub.write(as: hub.admin) { try $0.edit(hub.stranger.id, ["archived": .bool(true)]) }
        _ = try await hub.write(as: hub.viewer) { [call] in
            try $0.edit(said.id, ["text": .text("Dear \(call(hub.stranger))")])
        }
        await refused("text", "mentions \(hub.stranger.name), who cannot see this plan") {
            _ = try await say(hub, as: hub.viewer, call(hub.stranger))
        }
        #expect(try await hub.differences() == [])
    }

    @Test func aThreadIsSettledAndComesBackWithAnAnswer() async throws {
        let hub = try await Hub()
        let resolved = try await hub.write(as: hub.viewer) { try $0.edit(hub.comment, ["resolved": .bool(true)]) }
        #expect(resolved.resolvedBy == hub.viewer.id && resolved.resolvedAt == Hub.now)
        let reply = try await say(hub, as: hub.guest, "One more thing", ["parent": .id(hub.comment.raw)])
        #expect(reply.about == RecordReference(hub.task))
        let thread = try #require(try await hub.read(as: hub.guest) { try $0.find(hub.comment) })
        #expect(!thread.resolved && thread.resolvedBy == nil && thread.resolvedAt == nil)
        await refused("resolved", "is for the comment that begins a thread") {
            _ = try await hub.write(as: hub.viewer) { try $0.edit(reply.id, ["resolved": .bool(true)]) }
        }
        await refused("parent", "must be the comment that begins the thread") {
            _ = try await say(hub, as: hub.guest, "And so on", ["parent": .id(reply.id.raw)])
        }
        #expect(try await hub.differences() == [])
    }

    @Test func wordsAreTakenBackWithATrace() async throws {
        let hub = try await Hub()
        let first = try await say(hub, as: hub.viewer, "Frist")
        let edited = try await hub.write(as: hub.viewer) { try $0.edit(first.id, ["text": .text("First")]) }
        #expect(edited.editedAt == Hub.now)
        _ = try await say(hub, as: hub.guest, "Second", ["parent": .id(first.id.raw)])
        await #expect(throws: Forbidden.self) { try await hub.write(as: hub.viewer) { try $0.remove(first.id) } }
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.manager) { try $0.edit(first.id, ["deleted": .bool(true)]) }
        }
        let entry = hub.log.entries.count
        let gone = try await hub.write(as: hub.viewer) { try $0.edit(first.id, ["deleted": .bool(true)]) }
        #expect(gone.deleted && gone.text.isEmpty)
        await refused("comment", "was deleted by its author") {
            _ = try await hub.write(as: hub.guest) {
                try $0.create(CommentReaction.self, id: nil, hub.thumb(on: first.id))
            }
        }
        let number = hub.log.entries[entry].number
        try await hub.write(as: hub.viewer) { try $0.undo(number) }
        #expect(try await hub.read(as: hub.guest) { try $0.find(first.id)?.text } == "First")
        #expect(try await hub.differences() == [])
    }

    @Test func aStretchOfTextIsOfALongField() async throws {
        let hub = try await Hub()
        let quote: [String: Value] = ["quote": .text("every depot"), "prefix": .text("in "), "suffix": .text("")]
        let words = try await say(hub, as: hub.guest, "All?", quote.merging(["field": .text("purpose")]) { $1 })
        #expect(words.quote == "every depot")
        await refused("field", "must be a long text of what the comment is about") {
            _ = try await say(hub, as: hub.guest, "All?", quote.merging(["field": .text("title")]) { $1 })
        }
        await refused("field", "is required: a stretch of text is words of a field") {
            _ = try await say(hub, as: hub.guest, "All?", quote)
        }
    }

    @Test func reactionsAreEachMembersOwn() async throws {
        let hub = try await Hub(), thumb = hub.thumb(on: hub.comment)
        let mine = try await hub.write(as: hub.guest) { try $0.create(CommentReaction.self, id: nil, thumb) }
        _ = try await hub.write(as: hub.viewer) { try $0.create(CommentReaction.self, id: nil, thumb) }
        await refused("emoji", "is yours already") {
            _ = try await hub.write(as: hub.guest) { try $0.create(CommentReaction.self, id: nil, thumb) }
        }
        await #expect(throws: Forbidden.self) { try await hub.write(as: hub.admin) { try $0.remove(mine.id) } }
        try await hub.write(as: hub.guest) { try $0.remove(mine.id) }
        _ = try await hub.write(as: hub.guest) { try $0.create(CommentReaction.self, id: nil, thumb) }
        try await hub.write(as: hub.manager) { try $0.remove(hub.comment) }
        #expect(try await hub.read(as: hub.admin) { try $0.find(mine.id) } == nil)
        #expect(try await hub.differences() == [])
    }

    @Test func whatIsSaidAboutAnAccountIsForAllStaff() async throws {
        let hub = try await Hub(), about = Value.text(RecordReference(hub.account).text)
        func say(_ text: String, as member: Member, _ more: [String: Value] = [:]) async throws -> Domain.Comment {
            try await hub.write(as: member) {
                try $0.create(
                    Domain.Comment.self, id: nil, Patch(["text": .text(text), "about": about].merging(more) { $1 }))
            }
        }
        let first = try await say("\(call(hub.viewer)), who knows their board?", as: hub.stranger)
        _ = try await say("I do", as: hub.viewer, ["parent": .id(first.id.raw)])
        let thumb: Patch = ["comment": .id(first.id.raw), "emoji": .text("👍")]
        _ = try await hub.write(as: hub.leader) { try $0.create(CommentReaction.self, id: nil, thumb) }
        #expect(hub.log.changes.suffix(5).filter { $0.kind != "notification" }.allSatisfy { $0.audience == .staff })
        #expect(hub.log.changes.suffix(5).filter { $0.kind != "notification" }.allSatisfy { $0.account == hub.account })
        for (member, count) in [(hub.stranger, 2), (hub.guest, 0)] {
            #expect(try await hub.read(as: member) { try $0.list("comments", .init(about)).total } == count)
            let overview = try await hub.read(as: member) { try $0.overview(of: hub.account) }
            #expect(String(decoding: overview, as: UTF8.self).contains("their board") == (count > 0))
        }
        await #expect(throws: Forbidden.self) { _ = try await say("And me?", as: hub.guest) }
        await refused("text", "mentions \(hub.guest.name), who cannot see what is said about an account") {
            _ = try await say(call(hub.guest), as: hub.viewer)
        }
        await refused("plan", "is not for what is said about an account") {
            _ = try await say("Here", as: hub.viewer, ["plan": .id(hub.plan.raw)])
        }
        await refused("plan", "is required") { _ = try await say("Where?", as: hub.viewer, ["about": .null]) }
        await refused("plan", "must be that of the thread") {
            _ = try await self.say(hub, as: hub.viewer, "Here?", ["plan": .null, "parent": .id(hub.comment.raw)])
        }
        // Who began it hears of the answer, who was called hears of it, and both read of it where they are told.
        #expect(try await hub.read(as: hub.stranger) { try $0.unreadCount() } == 1)
        let inbox = try await hub.read(as: hub.viewer) { try $0.inbox() }
        #expect(String(decoding: inbox, as: UTF8.self).contains("Velmora Rail"))
        let entry = try #require(hub.log.entries.first { $0.changes.contains { $0.record == first.id.raw } })
        await #expect(throws: Forbidden.self) { try await hub.write(as: hub.stranger) { try $0.undo(entry.number) } }
        #expect(try await hub.differences() == [])
    }

    @Test func whoDoesNotGetACommentGetsNoReactionToIt() async throws {
        let hub = try await Hub(), isFrom = hub.log.entries.count
        let review = try await hub.write(as: hub.manager) { tx in
            try tx.create(
                Review.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "title": .text("Weekly"), "startsAt": .text("2026-11-26T10:00:00Z"),
                ])
        }
        let about = Value.text(RecordReference(review.id).text)
        let said = try await say(hub, as: hub.manager, "Shorter", ["about": about])
        await refused("text", "mentions \(hub.guest.name), who cannot see what this is about") {
            _ = try await say(hub, as: hub.manager, call(hub.guest), ["about": about])
        }
        let thumb = hub.thumb(on: said.id)
        let mine = try await hub.write(as: hub.viewer) { try $0.create(CommentReaction.self, id: nil, thumb) }
        #expect(mine.about == said.about)
        #expect(hub.log.entries[isFrom...].flatMap(\.changes).allSatisfy { $0.audience == .planStaff(hub.plan) })
        let tail = try await hub.read(as: hub.admin) { try $0.entries(after: 0, limit: 1000) }
        #expect(tail.flatMap(\.changes).map(\.audience) == hub.log.changes.map(\.audience))
        try await hub.read(as: hub.guest) { reader in
            let found = try reader.find(mine.id)
            #expect(found == nil)
            let ways = Ways(reader: reader)
            ways.takeAll(of: hub, author: hub.guest.id)
            for (way, told) in ways.told { #expect(!told.contains(said.id.text), "\(way)") }
        }
        await #expect(throws: Invalid.self) {
            try await hub.write(as: hub.guest) { try $0.create(CommentReaction.self, id: nil, thumb) }
        }
        #expect(try await hub.differences() == [])
    }

    private func refused(_ field: String, _ message: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("should have been refused: \(field) \(message)")
        } catch let invalid as Invalid {
            #expect(invalid.problems == [Problem(field, message)])
        } catch { Issue.record("\(error)") }
    }
}
extension ListQuery {
    fileprivate init(_ about: Value) {
        self.init()
        filters = ["about": .anyOf([about])]
    }
}
extension Hub {
    fileprivate func thumb(on comment: ID<Domain.Comment>) -> Patch {
        ["plan": .id(plan.raw), "comment": .id(comment.raw), "emoji": .text("👍")]
    }
}
