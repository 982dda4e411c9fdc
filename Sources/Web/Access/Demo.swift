import Domain
import HTTPTypes
import Hummingbird
import Store

/// The demonstration's members as buttons on the sign-in page. Without a demonstration there is nothing here.
struct Demo: Sendable {
    let store: Store, signIn: SignIn, isOffered: Bool

    var routes: [Route] {
        [
            Route(
                .get, "/api/demo", "The members of the demonstration; 404 without one", for: .everybody,
                output: .json(
                    .object([
                        "members": .list(
                            of: .object([
                                "name": .text, "email": .text, "team": .text, "role": .words(of: Member.Role.self),
                            ]))
                    ])), refusals: [.notFound], members),
            Route(
                .post, "/api/demo/session", "Sign in as one of them", for: .everybody,
                input: .form([.text("email", 1...254)]), output: SignIn.welcomed, status: .created,
                refusals: [.notFound], enter),
        ]
    }

    private func members(_ call: Call) async throws -> Response {
        guard isOffered else { throw NotFound(kind: "demonstration") }
        return call.json(try await store.read(as: .quartet) { try $0.demoMembers() })
    }

    private func enter(_ call: Call) async throws -> Response {
        guard isOffered else { throw NotFound(kind: "demonstration") }
        guard let known = try await store.credential(email: call.required("email")) else {
            throw NotFound(kind: "member")
        }
        return try await signIn.welcome(known.member, call)
    }
}
