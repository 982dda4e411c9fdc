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

    private func refused(_ field: String, _ message: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("should have been refused: \(field) \(message)")
        } catch let invalid as Invalid {
            #expect(invalid.problems == [Problem(field, message)])
        } catch { Issue.record("\(error)") }
    }
}
extension Hub {
    fileprivate func thumb(on comment: ID<Domain.Comment>) -> Patch {
        ["plan": .id(plan.raw), "comment": .id(comment.raw), "emoji": .text("👍")]
    }
}
