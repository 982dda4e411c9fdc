import Domain
import HTTPTypes
import Hummingbird
import Store

/// The password of whoever is signed in: looked at before what a borrowed browser must not do, and changed.
struct OwnPassword: Sendable {
    let store: Store, sessions: Sessions, passwords: Passwords, attempts: Attempts, failed: FailedAttempts

    var routes: [Route] {
        [
            Route(
                .post, "/api/password-changes", "Another password for me; I am signed out everywhere else",
                input: .form([.text("current", 1...1000), .text("password", 1...1000)]), output: .nothing,
                status: .noContent, refusals: [.tooMany, .unavailable], change)
        ]
    }

    private func change(_ call: Call) async throws -> Response {
        let member = try call.signedIn.member, session = try call.signedIn.id, new = call.required("password")
        try await check(call.required("current"), as: "current", call)
        if let message = PasswordRules.problem(new, name: member.name, email: member.email) {
            throw Invalid([Problem("password", message)])
        }
        let hash = try await passwords.hash(new)
        let ended = try await store.write(as: call.caller, at: call.now) {
            try $0.changePassword(hash: hash, in: session)
        }
        sessions.ended(ended)
        return Response(status: .noContent)
    }

    /// - Parameter field: of the form in which it was given
    /// - Throws: `Invalid` where it is another; `Attempts.TooMany`
    func check(_ password: String, as field: String, _ call: Call) async throws {
        let member = try call.signedIn.member, address = call.context.address
        try attempts.begin(account: member.email, address: address, at: call.now)
        let known = try await store.credential(email: member.email)
        let isRight = try await attempts.look(member.email, address) {
            try await passwords.verify(password, against: known?.password)
        }
        guard isRight else {
            await failed.note(.signInFailed, about: RecordReference(member.id), call)
            throw Invalid([Problem(field, "is not your password")])
        }
        attempts.succeeded(account: member.email, address: address, at: call.now)
    }
}
