import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// What happened, taking it back, and bringing back what was deleted.
struct History: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/changes", "Changes that I may see, newest first", query: HistoryQuery.parameters,
                output: .json(.object(["items": .activity, "next": .text.orNull])), changes),
            Route(
                .post, "/api/entries/{entry}/undo", "Take back what one request changed",
                output: .json(.object(["entry": .int.orNull, "seq": .int])), undo),
            Route(
                .post, "/api/changes/{seq}/restore", "Bring back the record that this change deleted, with its parts",
                output: .json(.restored), restore),
        ]
    }

    private func changes(_ call: Call) async throws -> Response {
        let query = try HistoryQuery(call.query)
        let (items, next) = try await store.read(as: call.caller) { try $0.changes(query) }
        return call.page(items, next: next)
    }

    private func undo(_ call: Call) async throws -> Response {
        guard let entry = call.context.parameters.get("entry").flatMap({ Int64($0) }) else {
            throw NotFound(kind: "entry")
        }
        let key = try call.requestKey()
        let answer = try await store.write(as: call.caller, at: call.now, request: key) { tx in
            try tx.undo(entry)
            return Outcome.none
        }
        let made = answer.entry.map { String($0) } ?? "null"
        return call.json(Array("{\"entry\":\(made),\"seq\":\(answer.seq)}".utf8), headers: HTTPFields(of: answer))
    }

    private func restore(_ call: Call) async throws -> Response {
        guard let seq = call.context.parameters.get("seq").flatMap({ Int64($0) }) else {
            throw NotFound(kind: "deletion")
        }
        let key = try call.requestKey()
        let answer = try await store.write(as: call.caller, at: call.now, request: key) { tx in
            try tx.restore(deletedAt: seq)
        }
        return call.written(answer)
    }
}
