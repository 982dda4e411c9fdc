import Domain
import HTTPTypes
import Hummingbird
import Store

/// What concerns the caller: their notices, and what they want to be told of.
struct Inbox: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/inbox", "What I was told and have not read, or read of late, and what it speaks of",
                output: .json(
                    .object([
                        "seq": .int, "unread": .int, "notifications": .records(Notice.self),
                        "preference": .record(Preference.self).orNull, "plans": .records(Plan.self),
                        "accounts": .records(Account.self), "planMembers": .records(PlanMember.self),
                        "tasks": .records(PlanTask.self), "commitments": .records(Commitment.self),
                        "objectives": .records(Objective.self), "comments": .records(Comment.self),
                    ])), inbox),
            Route(
                .post, "/api/inbox/readings", "All that I was told up to a seq, of one plan or of all, is read",
                input: .form([.int("seq", 0...Int.max), .id("plan", optional: true)]), output: .nothing,
                status: .noContent, read),
            Route(
                .post, "/api/plans/{id}/mutes", "Tell me of this plan only what names me", input: .form([]),
                output: .record(Preference.self), status: .created
            ) { try await mute($0, true) },
            Route(
                .delete, "/api/plans/{id}/mutes", "Tell me of this plan again", output: .record(Preference.self)
            ) { try await mute($0, false) },
        ]
    }

    private func inbox(_ call: Call) async throws -> Response {
        call.json(try await store.read(as: call.caller, at: call.now) { try $0.inbox() })
    }

    private func read(_ call: Call) async throws -> Response {
        let key = try call.requestKey(), seq = call.int("seq")
        let plan = call.text("plan").flatMap { Identifier($0) }.map { ID<Plan>($0) }
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.readInbox(of: plan, upTo: seq)
            }, status: .noContent)
    }

    private func mute(_ call: Call, _ isMuted: Bool) async throws -> Response {
        let plan = ID<Plan>(try call.id()), key = try call.requestKey()
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) { try $0.mute(plan, isMuted) },
            status: isMuted ? .created : .ok)
    }
}
