import Domain
import HTTPTypes
import Hummingbird
import Store

/// Signing in and out, and the list of one's own sessions.
struct SignIn: Sendable {
    let store: Store, sessions: Sessions, passwords: Passwords, attempts: Attempts, failed: FailedAttempts
    let codes: CodeCheck, isDemo: Bool

    static let directory = Schema.object([
        "member": .record(Member.self), "workspace": .record(Workspace.self), "teams": .records(Team.self),
        "members": .records(Member.self), "epoch": .text, "seq": .int, "demo": .bool,
    ])
    /// Who has to set up a second factor first gets nothing else.
    static let welcomed = Route.Output.json(
        .either(directory, .object(["needs": .words(["secondFactor"])])))

    var routes: [Route] {
        [
            Route(
                .post, "/api/session", "Sign in with e-mail and password, and a code of the second factor if it is on",
                for: .everybody,
                input: .form([
                    .text("email", 1...254), .text("password", 1...1000), .text("code", 1...40, optional: true),
                ]), output: Self.welcomed, status: .created, refusals: [.notSignedIn, .tooMany, .unavailable], signIn),
            Route(
                .get, "/api/session", "Who I am, and what every screen needs", output: .json(Self.directory), whoAmI),
            Route(.delete, "/api/session", "Sign out", for: .enrolling, output: .nothing, status: .noContent, signOut),
            Route(
                .get, "/api/sessions", "Where I am signed in",
                output: .json(
                    .object([
                        "items": .list(
                            of: .object([
                                "id": .id, "createdAt": .instant, "lastSeenAt": .instant, "device": .text,
                                "address": .text, "current": .bool,
                            ]))
                    ])), list),
            Route(
                .delete, "/api/sessions/{id}", "Sign out one of my other browsers", output: .nothing,
                status: .noContent, end),
            Route(
                .delete, "/api/sessions", "Sign out everywhere else", output: .nothing, status: .noContent, endOthers),
        ]
    }

    private func signIn(_ call: Call) async throws -> Response {
        let email = Member.folded(call.required("email")), password = call.required("password")
        let address = call.context.address
        try await begin(email, call)
        let known = try await store.credential(email: email)
        let isRight = try await attempts.look(email, address) {
            try await passwords.verify(password, against: known?.password)
        }
        guard isRight, let known else {
            await failed.note(.signInFailed, about: known.map { RecordReference($0.member.id) }, call)
            throw Failure(.notSignedIn, "E-mail or password is not right.")
        }
        attempts.passed(account: email, address: address)
        try await codes.signIn(known.member, call)
        _ = attempts.recognise(account: email, address: address, at: call.now)
        if passwords.needsRehash(known.password) {
            let hash = try await passwords.hash(password), member = known.member
            try await store.write(as: Caller(member), at: call.now) { try $0.setPassword(of: member.id, hash: hash) }
        }
        return try await welcome(known.member, call)
    }

    /// Counts the attempt. While others attack an account, its owner is still let in from where they have come before.
    private func begin(_ email: String, _ call: Call) async throws {
        let address = call.context.address
        do { try attempts.begin(account: email, address: address, at: call.now) } catch {
            let places = try await store.familiarAddresses(email: email, at: call.now).map(Attempts.place)
            if places.contains(Attempts.place(of: address)),
                attempts.recognise(account: email, address: address, at: call.now)
            {
                return
            }
            await failed.note(.signInDelayed, call)
            throw error
        }
    }

    /// Begins a session and answers as `GET /api/session` does; or that a second factor is needed before anything else.
    func welcome(_ member: Member, _ call: Call) async throws -> Response {
        let cookie = try await sessions.begin(for: member, call)
        call.context.trace.member = member.id
        if try await store.mustEnrol(member) {
            return call.json(
                Array(#"{"needs":"secondFactor"}"#.utf8), status: .created, headers: [.setCookie: cookie])
        }
        let epoch = store.epoch, isDemo = isDemo
        let json = try await store.read(as: Caller(member)) { try $0.directory(epoch: epoch, isDemo: isDemo) }
        return call.json(json, status: .created, headers: [.setCookie: cookie])
    }

    private func whoAmI(_ call: Call) async throws -> Response {
        let epoch = store.epoch, isDemo = isDemo
        return call.json(
            try await store.read(as: call.caller) { try $0.directory(epoch: epoch, isDemo: isDemo) })
    }

    private func signOut(_ call: Call) async throws -> Response {
        try await sessions.end(call.signedIn.id, call)
        return Response(status: .noContent, headers: [.setCookie: Sessions.unsetting])
    }

    private func list(_ call: Call) async throws -> Response {
        let session = try call.signedIn
        let items = try await store.read(as: session.caller) { try $0.sessions(current: session.id) }
        return call.json(Array(#"{"items":"#.utf8) + items + Array("}".utf8))
    }

    private func end(_ call: Call) async throws -> Response {
        try await sessions.end(call.id(), call)
        return Response(status: .noContent)
    }

    private func endOthers(_ call: Call) async throws -> Response {
        try await sessions.endAll(of: call.caller.member, call)
        return Response(status: .noContent)
    }
}
