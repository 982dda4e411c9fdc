import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// What happened, and taking it back.
struct History: Sendable {
    let store: Store

    private static let query = ["plan", "account", "kind", "record", "actor", "from", "to", "limit", "after"]

    var routes: [Route] {
        [
            Route(
                .get, "/api/changes", "Changes that I may see, newest first", query: Self.query,
                output: .object(["items", "next"]), changes),
            Route(
                .post, "/api/entries/{entry}/undo", "Take back what one request changed",
                output: .object(["entry", "seq"]), undo),
        ]
    }

    private func changes(_ call: Call) async throws -> Response {
        let query = try HistoryQuery(call.query)
        let (items, next) = try await store.read(as: call.caller) { try $0.changes(query) }
        var json = JSONWriter(capacity: items.count + 64)
        json.byte(UInt8(ascii: "{"))
        json.key("items")
        json.raw(items)
        json.key("next")
        json.value(next.map { .text(String($0)) } ?? .null)
        json.byte(UInt8(ascii: "}"))
        return call.json(json.bytes)
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
}

extension HistoryQuery {
    /// - Throws: `Invalid`, naming each parameter that cannot be
    init(_ parameters: [(name: String, value: String)]) throws {
        self.init()
        var problems: [Problem] = []
        /// Takes what could be read, or says what is wanted.
        func take<T>(_ value: T?, _ name: String, _ wanted: String) -> T? {
            if value == nil { problems.append(Problem(name, wanted)) }
            return value
        }
        for (name, text) in parameters {
            switch name {
            case "plan": plan = take(Identifier(text), name, "must be an id").map { ID($0) }
            case "account": account = take(Identifier(text), name, "must be an id").map { ID($0) }
            case "record": record = take(Identifier(text), name, "must be an id")
            case "actor": actor = take(Identifier(text), name, "must be an id").map { ID($0) }
            case "kind":
                kind = take(Kinds.all.first { $0.kind.name == text }?.kind.name, name, "must be a kind of record")
            case "from": from = take(Self.moment(text), name, "must be a moment or a day")
            case "to": to = take(Self.moment(text), name, "must be a moment or a day")
            case "after": before = take(Int64(text), name, "must be the next of an earlier answer")
            case "limit":
                limit =
                    take(Int(text).flatMap { (1...200).contains($0) ? $0 : nil }, name, "must be from 1 to 200") ?? 50
            default: problems.append(Problem(name, "is not known here"))
            }
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }

    /// A day is its beginning in UTC.
    private static func moment(_ text: String) -> Instant? {
        Instant(text) ?? Day(text).map { Instant(milliseconds: Int64($0.number) * 86_400_000) }
    }
}
