import Domain
import HTTPTypes
import Hummingbird
import Store

/// What is read by a link, without signing in. An address that never was, has expired or was revoked is one and the
/// same: not there.
struct SharedPages: Sendable {
    let store: Store, passwords: Passwords, failed: FailedAttempts
    private let readers = PlaceLimit(burst: 120, seconds: 1), visitors = Visitors(), unlocking = Unlocking(),
        attempts = Attempts()

    /// Where the pages are; their token comes behind it.
    static let address = "/share/"
    /// The one file behind all of them.
    static let file = "/share.html"
    /// The module that it starts with.
    static let entry = "/js/sharing/open.js"
    static let page = Route.Output.json(
        .object([
            "company": .text.orNull, "currency": .text.orNull, "customer": .text, "title": .text,
            "sections": .list(of: .words(of: ShareLink.Section.self)), "asOf": .instant, "purpose?": .text.orNull,
            "start?": .day.orNull, "end?": .day.orNull,
            "objectives?": .list(
                of: .object([
                    "number": .int, "title": .text, "measure": .text.orNull, "unit": .text.orNull,
                    "baseline": .number.orNull, "current": .number.orNull, "target": .number.orNull,
                    "due": .day.orNull, "goal": .text.orNull, "team": .text.orNull, "owner": .text.orNull,
                ])),
            "commitments?": .list(
                of: .object(["objective": .int.orNull, "team": .text.orNull, "promise": .text.orNull])),
            "tasks?": .list(
                of: .object([
                    "title": .text, "side": side, "state": .words(of: PlanTask.Status.self), "due": .day.orNull,
                    "team": .text.orNull, "owner": .text.orNull, "objective": .int.orNull,
                ])), "dates?": .list(of: .object(["day": .day, "title": .text, "isDone": .bool])),
            "people?": .list(
                of: .object(["name": .text, "title": .text.orNull, "team": .text.orNull, "side": side])),
        ]))
    private static let side = Schema.words(["ours", "theirs"])

    init(store: Store, passwords: Passwords, failed: FailedAttempts) {
        (self.store, self.passwords, self.failed) = (store, passwords, failed)
    }

    var routes: [Route] {
        [
            Route(
                .get, "/api/shared/{token}", "The page of a link; 403 while it asks for its password",
                for: .everybody, output: Self.page, refusals: [.forbidden, .tooMany], read),
            Route(
                .post, "/api/shared/{token}/unlock", "The password of a link, good for an hour", for: .everybody,
                input: .form([.text("password", 1...1000)]), output: .nothing, status: .noContent,
                refusals: [.tooMany, .unavailable], unlock),
        ]
    }

    private func read(_ call: Call) async throws -> Response {
        let (shared, token) = try await find(call)
        if let password = shared.password, !unlocking.isOpen(call.request, token, password, at: call.now) {
            throw Failure(.forbidden, "This page asks for its password.")
        }
        if visitors.isNew(call, token) {
            try await store.write(as: call.stranger, at: call.now) { try $0.countVisit(of: shared.link) }
        }
        let page = try await store.read(as: .quartet, at: call.now) { try $0.sharedPage(of: shared.link) }
        return call.json(page, headers: .shared)
    }

    private func unlock(_ call: Call) async throws -> Response {
        let (shared, token) = try await find(call), address = call.context.address
        var headers = HTTPFields.shared
        guard let hash = shared.password else { return Response(status: .noContent, headers: headers) }
        try attempts.begin(account: token.hash, address: address, at: call.now)
        let isRight = try await attempts.look(token.hash, address) {
            try await passwords.verify(call.required("password"), against: hash)
        }
        guard isRight else {
            await failed.note(.shareLinkFailed, about: RecordReference(shared.link.id), plan: shared.link.plan, call)
            throw Failure(.invalid, "This is not the password.", [Problem("password", "is not right")])
        }
        attempts.succeeded(account: token.hash, address: address, at: call.now)
        headers[.setCookie] = unlocking.cookie(token, hash, at: call.now)
        return Response(status: .noContent, headers: headers)
    }

    /// - Throws: `Failure` notFound, `Attempts.TooMany`
    private func find(_ call: Call) async throws -> (SharedLink, Token) {
        try readers.begin(call.context.address, at: call.now)
        let token = Token(call.context.parameters.get("token") ?? "")
        guard token.text.utf8.count == 43, let shared = try await store.sharedLink(tokenHash: token.hash, at: call.now)
        else { throw Failure(.notFound, "This link is not valid any more. Ask who sent it.") }
        return (shared, token)
    }
}

extension HTTPFields {
    /// What an answer to a stranger carries: kept nowhere, found by no search engine, and its address, which is the
    /// key to it, is told to no other site.
    static let shared: HTTPFields = [
        .cacheControl: "no-store", .referrerPolicy: "no-referrer", .robots: "noindex, nofollow",
    ]
}
extension Response {
    /// The page of an address that is a secret.
    var unkept: Response {
        var response = self
        response.headers[.eTag] = nil
        for field in HTTPFields.shared { response.headers[field.name] = field.value }
        return response
    }
}
extension HTTPField.Name {
    fileprivate static let robots = HTTPField.Name("X-Robots-Tag")!
}
