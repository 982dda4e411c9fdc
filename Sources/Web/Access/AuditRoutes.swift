import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// The audit, for admins.
struct AuditRoutes: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/audit", "Who got in or failed to, and what was changed of who may see what, newest first",
                for: .admin, query: AuditQuery.parameters,
                output: .json(.object(["items": .list(of: Self.line), "next": .text.orNull])), audit)
        ]
    }

    private static let line = Schema.object([
        "id": .int, "at": .instant, "lastAt": .instant, "count": .int, "event": .words(of: AuditEvent.self),
        "member": .id.orNull, "address": .text, "about": .text.orNull, "name": .text.orNull, "plan": .id.orNull,
        "planName": .text.orNull, "detail": .map(of: .anything),
    ])

    private func audit(_ call: Call) async throws -> Response {
        let query = try AuditQuery(call.query)
        let (items, next) = try await store.read(as: call.caller, at: call.now) { try $0.audit(query) }
        return call.page(items, next: next)
    }
}

extension AuditQuery {
    static let parameters: [Parameter] = [
        "event", Parameter("member", .id), "from", "to", "zone", Parameter.page, "after",
    ]

    /// - Throws: `Invalid`, naming each parameter that cannot be
    init(_ parameters: [(name: String, value: String)]) throws {
        self.init()
        var query = QueryReader()
        for (name, text) in parameters {
            let when = "must be a moment or a day"
            switch name {
            case "event": events = query.list(text, name, "must be events of the audit", AuditEvent.init)
            case "member": member = query.take(Identifier(text), name, "must be an id").map { ID($0) }
            case "from": from = query.take(Point(text), name, when)
            case "to": to = query.take(Point(text), name, when)
            case "zone": zone = query.zone(text)
            case "after": after = text
            case "limit": limit = query.limit(text)
            default: query.unknown(name)
            }
        }
        try query.finish()
    }
}
