import Domain
import HTTPTypes
import Hummingbird
import Store

/// How others get in, for admins.
struct OthersAccess: Sendable {
    let store: Store, sessions: Sessions

    var routes: [Route] {
        [
            Route(
                .get, "/api/sign-in-states", "Who has chosen a password, who has a second factor, when they were here",
                for: .admin,
                output: .json(
                    .object([
                        "items": .list(
                            of: .object([
                                "member": .id, "hasPassword": .bool, "hasSecondFactor": .bool,
                                "lastSeenAt": .instant.orNull,
                            ]))
                    ])), states),
            Route(
                .delete, "/api/members/{id}/sessions", "Sign a member out everywhere", for: .admin, output: .nothing,
                status: .noContent, signOut),
        ]
    }

    private func states(_ call: Call) async throws -> Response {
        let items = try await store.read(as: call.caller) { try $0.signInStates() }
        return call.json(Array(#"{"items":"#.utf8) + items + Array("}".utf8))
    }

    private func signOut(_ call: Call) async throws -> Response {
        try await sessions.endAll(of: ID(call.id()), call)
        return Response(status: .noContent)
    }
}
