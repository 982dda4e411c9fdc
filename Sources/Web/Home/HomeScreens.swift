import Hummingbird
import Store

/// The screens that are about the caller: Home and My work.
struct HomeScreens: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/home", "My plans, my open tasks, and what waits for my team's answer",
                output: .object([
                    "seq", "plans", "accounts", "planMembers", "tasks", "objectives", "commitments", "activity",
                    "notifications", "unread", "requests", "lost", "pulse",
                ]), home),
            Route(
                .get, "/api/work", "My tasks over all accounts, open or done of late",
                output: .object(["seq", "plans", "accounts", "planMembers", "tasks", "objectives"]), work),
        ]
    }

    private func home(_ call: Call) async throws -> Response {
        call.json(try await store.read(as: call.caller) { try $0.home() })
    }

    private func work(_ call: Call) async throws -> Response {
        let now = call.now
        return call.json(try await store.read(as: call.caller) { try $0.work(at: now) })
    }
}
