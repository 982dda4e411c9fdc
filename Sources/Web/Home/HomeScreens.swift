import Domain
import Hummingbird
import Store

/// The screens that are about the caller: Home and My work.
struct HomeScreens: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/home", "My plans, my open tasks, and what waits for my team's answer",
                output: .json(
                    Self.tasks.and([
                        "commitments": .records(Commitment.self), "activity": .activity,
                        "notifications": .records(Notice.self), "unread": .int, "requests": .records(PlanTask.self),
                        "lost": .list(
                            of: .object([
                                "plan": .id, "team": .id, "changes": .int, "signedAt": .instant,
                                "verdict": .words(of: Verdict.self),
                            ])), "pulse": Self.pulses,
                    ])), home),
            Route(
                .get, "/api/work", "My tasks over all accounts, open or done of late",
                output: .json(Self.tasks), work),
        ]
    }

    private static let tasks = Schema.object([
        "seq": .int, "plans": .records(Plan.self), "accounts": .records(Account.self),
        "planMembers": .records(PlanMember.self), "tasks": .records(PlanTask.self),
        "objectives": .records(Objective.self),
    ])
    private static let pulses = Schema.object([
        "week": .day, "closes": .day,
        "plans": .list(
            of: .object([
                "plan": .id,
                "answered": Schema.object([
                    "clarity": .int(1...5), "agreement": .int(1...5), "confidence": .int(1...5), "note": .text.orNull,
                ]).orNull,
            ])),
    ])

    private func home(_ call: Call) async throws -> Response {
        call.json(try await store.read(as: call.caller) { try $0.home() })
    }

    private func work(_ call: Call) async throws -> Response {
        let now = call.now
        return call.json(try await store.read(as: call.caller) { try $0.work(at: now) })
    }
}
