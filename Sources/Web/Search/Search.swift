import Domain
import Hummingbird
import Store

/// Looking for anything by its words.
struct Search: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/search", "What I may see and what has all these words, the best first",
                query: [
                    "q", Parameter("kind", .words(SearchQuery.kinds)), Parameter("limit", .int(1...50)), "after",
                ],
                output: .json(
                    .object([
                        "items": .list(of: Self.hit), "counts": .map(of: .int), "isAll": .bool, "isWhole": .bool,
                        "next": .text.orNull,
                    ])), search)
        ]
    }

    /// Each second piece is what was looked for.
    private static let marked = Schema.list(of: .text)
    private static let plan = Schema.object(["id": .id, "title": .text, "state": .words(of: Plan.State.self)])
    private static let hit = Schema.object([
        "kind": .text, "id": .id, "title": marked.orNull, "excerpt": marked.orNull, "plan": plan.orNull,
        "account": Schema.object(["id": .id, "name": .text]).orNull,
        "about": Schema.object(["kind": .text, "id": .id, "title": .text.orNull]).orNull, "team": .id.orNull,
        "createdBy": .id.orNull, "updatedAt": .instant, "number": .int.orNull, "isPast": .bool,
        "plans": .list(of: plan),
    ])

    private func search(_ call: Call) async throws -> Response {
        let query = try SearchQuery(call.query)
        return call.json(try await store.read(as: call.caller, at: call.now) { try $0.search(query) })
    }
}

extension SearchQuery {
    /// - Throws: `Invalid`, naming each parameter that cannot be
    fileprivate init(_ parameters: [(name: String, value: String)]) throws {
        self.init(parameters.last { $0.name == "q" }?.value ?? "")
        var problems: [Problem] = []
        for (name, value) in parameters {
            switch name {
            case "q": break
            case "kind":
                kind = value
                if !Self.kinds.contains(value) {
                    problems.append(Problem(name, "must be one of " + Self.kinds.joined(separator: ", ")))
                }
            case "limit":
                limit = Int(value) ?? 0
                if !(1...50).contains(limit) { problems.append(Problem(name, "must be from 1 to 50")) }
            case "after": after = value
            default: problems.append(Problem(name, "is not known here"))
            }
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }
}
