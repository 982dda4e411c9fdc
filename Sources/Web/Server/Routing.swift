import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// Brings a request to its route: who asks, whether they may, and what they sent.
struct Door: Sendable {
    let sessions: Sessions, clock: @Sendable () -> Instant

    func open(_ route: Route, _ request: Request, _ context: Context) async throws -> Response {
        let now = clock()
        var call = Call(
            request: request, context: context,
            session: route.access == .everybody
                ? nil : try await sessions.current(request, context, at: now), now: now)
        if route.access != .everybody {
            let session = try call.signedIn
            if let expected = request.headers[.quartetMember], expected != session.member.id.text {
                throw Failure(.notSignedIn, "Somebody else has signed in in this browser.")
            }
            context.trace.member = session.member.id
            if session.mustEnrol, route.access != .enrolling { throw Failure.mustEnrol }
            if route.access == .admin, !session.caller.isAdmin {
                throw Forbidden("Only an admin may do that.")
            }
        }
        if route.takesKey { _ = try call.requestName() }
        switch route.input {
        case .nothing: break
        case .form, .fields:
            call.bytes = try await Body.read(request)
            call.members = try JSONReader.object(call.bytes)
            let problems = route.input.problems(call.members)
            if !problems.isEmpty { throw Invalid(problems) }
        }
        return try await route.handle(call)
    }
}

extension Failure {
    fileprivate static let mustEnrol = {
        var failure = Failure(.forbidden, "Set up your second factor first: admins of this workspace need one.")
        failure.members = [("needs", Array("\"secondFactor\"".utf8))]
        return failure
    }()
}

/// Answers 405 for the methods that an address does not know.
private struct WrongMethod: Sendable {
    let allowed: [HTTPRequest.Method]

    func refuse() throws -> Response {
        let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        var failure = Failure(.methodNotAllowed, "This address takes \(list).")
        failure.headers[.allow] = list
        throw failure
    }
}

extension Router where Context == Web.Context {
    /// Builds the router from the list of routes.
    func add(_ routes: [Route], behind door: Door) {
        let known: [HTTPRequest.Method] = [
            .get, .head, .post, .put, .patch, .delete, .options, .trace, HTTPRequest.Method("QUERY"),
        ].compactMap(\.self)
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            for route in routes {
                on(RouterPath(path), method: route.method) { request, context in
                    try await door.open(route, request, context)
                }
            }
            var allowed = routes.map(\.method)
            if allowed.contains(.get) { allowed.append(.head) }
            let wrong = WrongMethod(allowed: allowed)
            for method in known where !allowed.contains(method) {
                on(RouterPath(path), method: method) { _, _ in try wrong.refuse() }
            }
        }
    }
}
