import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// Links to chosen parts of a plan, as those who manage the plan make, change and revoke them. An address is told once,
/// to whoever asked for it: a request that is sent again gets another, and what is kept of requests holds no password.
struct ShareLinks: Sendable {
    let store: Store, passwords: Passwords, address: PublicAddress, hashed: PlaceLimit

    /// In Unicode scalars; whoever has the link is asked for it, so it need not stand alone.
    static let passwordLength = 6...200

    private static let addressed = Route.Output.json(
        .object(["link": .text, "record": .record(ShareLink.self)]))

    var routes: [Route] {
        let choice: [Route.Member] = [
            .choices("sections", ShareLink.Section.allCases.map(\.rawValue)), .ids("tasks", optional: true),
            .ids("theirs", optional: true),
        ]
        return [
            Route(
                .post, "/api/plans/{id}/share-links", "A link by which the customer reads chosen parts of the plan",
                input: .form(
                    [.text("label", 1...80)] + choice + [
                        .day("expires"), .text("password", Self.passwordLength, optional: true),
                    ]), output: Self.addressed, status: .created, refusals: [.tooMany, .unavailable], share),
            Route(
                .post, "/api/plans/{id}/share-previews", "What such a page would show", input: .form(choice),
                output: SharedPages.page, preview),
            Route(
                .get, "/api/plans/{id}/share-visits", "How often each link of the plan was read",
                output: .json(
                    .object([
                        "items": .list(of: .object(["link": .id, "visits": .int, "lastVisit": .instant.orNull]))
                    ])), visits),
            Route(
                .post, "/api/share-links/{id}/addresses", "A new address; the old one is dead at once",
                input: .form([]), output: Self.addressed, status: .created, readdress),
            Route(
                .post, "/api/share-links/{id}/passwords", "A password for the page, or none any more",
                input: .form([.text("password", Self.passwordLength, optional: true)]),
                output: .record(ShareLink.self), refusals: [.tooMany, .unavailable], protect),
            Route(
                .post, "/api/share-links/{id}/revocations", "Nobody reads anything by this link any more",
                input: .form([]), output: .record(ShareLink.self), revoke),
        ]
    }

    private func share(_ call: Call) async throws -> Response {
        let link = try link(call), expires = call.day("expires"), token = Token()
        let password = try await hash(call) { try $0.checkManages(link.plan) }
        let answer = try await store.write(as: call.caller, at: call.now, request: nil) {
            try $0.share(link, expires: expires, tokenHash: token.hash, passwordHash: password)
        }
        return addressed(call, token, answer)
    }

    private func readdress(_ call: Call) async throws -> Response {
        let id = ID<ShareLink>(try call.id()), token = Token()
        let answer = try await store.write(as: call.caller, at: call.now, request: nil) {
            try $0.readdress(id, tokenHash: token.hash)
        }
        return addressed(call, token, answer)
    }

    /// The only answer in which the address stands.
    private func addressed(_ call: Call, _ token: Token, _ answer: Answer) -> Response {
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.key("link")
        json.text(address.link(SharedPages.address + token.text, for: call))
        json.key("record")
        json.raw(answer.record ?? Array("null".utf8))
        json.byte(UInt8(ascii: "}"))
        return call.json(json.bytes, status: .created, headers: HTTPFields(of: answer))
    }

    private func preview(_ call: Call) async throws -> Response {
        let link = try link(call)
        return call.json(
            try await store.read(as: call.caller, at: call.now) { try $0.previewOfSharedPage(link) })
    }

    private func visits(_ call: Call) async throws -> Response {
        let plan = ID<Plan>(try call.id())
        return call.json(try await store.read(as: call.caller) { try $0.shareVisits(of: plan) })
    }

    private func protect(_ call: Call) async throws -> Response {
        let id = ID<ShareLink>(try call.id()), password = try await hash(call) { _ = try $0.manage(id) }
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: nil) {
                try $0.protect(id, passwordHash: password)
            })
    }

    private func revoke(_ call: Call) async throws -> Response {
        let id = ID<ShareLink>(try call.id()), key = try call.requestKey()
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) { try $0.revoke(id) })
    }

    /// The hash of the password, if one is given; made for nobody who may not do what it is for, and for nobody over and over.
    /// - Throws: `Attempts.TooMany`, `Passwords.Busy`, and what `mayDo` throws
    private func hash(_ call: Call, _ mayDo: @escaping @Sendable (Tx) throws -> Void) async throws -> String? {
        guard let password = call.optional("password") else { return nil }
        try await store.write(as: call.caller, at: call.now) { try mayDo($0) }
        try hashed.begin(member: call.caller.member, at: call.now)
        return try await passwords.hash(password, isUrgent: false)
    }

    /// What was chosen.
    private func link(_ call: Call) throws -> ShareLink {
        let plan = ID<Plan>(try call.id())
        return ShareLink(.none) {
            ($0.plan, $0.label) = (plan, call.required("label"))
            $0.sections = call.members["sections"].flatMap { [ShareLink.Section]($0) } ?? []
            $0.tasks = call.members["tasks"].flatMap { [ID<PlanTask>]($0) } ?? []
            $0.theirs = call.members["theirs"].flatMap { [ID<PlanTask>]($0) } ?? []
        }
    }
}
