import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import Store

/// What can be done with records of any kind: the same five routes for each, made from its declaration.
struct Records: Sendable {
    let store: Store

    var routes: [Route] { Kinds.all.flatMap(routes) }

    private func routes(of type: any Record.Type) -> [Route] {
        let kind = type.kind, path = "/api/\(kind.path)", one = "\(path)/{id}", name = kind.words
        var routes: [Route] = []
        if kind != Account.kind {  // whose list carries more: Web/Accounts
            routes.append(
                Route(
                    .get, path, "The \(kind.pluralWords) that I may see", query: Parameter.list(of: type),
                    output: .page(of: type)
                ) { try await list(kind, $0) })
        }
        if type != Workspace.self {
            routes.append(
                Route(.post, path, "Make a \(name)", input: .fields(type), output: .record(type), status: .created) {
                    try await create(kind, $0)
                })
        }
        routes += [
            Route(.get, one, "One \(name)", output: .record(type)) { try await show(kind, $0) },
            Route(.patch, one, "Change fields of a \(name)", input: .fields(type), output: .record(type)) {
                try await edit(kind, $0)
            },
        ]
        if type.isDeletable {
            routes.append(
                Route(
                    .delete, one, "Delete a \(name) with its parts", output: .nothing, status: .noContent,
                    refusals: type.isMadeByActions ? [.methodNotAllowed] : []
                ) {
                    try await delete(kind, $0)
                })
        }
        return routes
    }

    private func list(_ kind: Kind, _ call: Call) async throws -> Response {
        let query = try ListQuery(kind: kind.path, parameters: call.query)
        let page = try await store.read(as: call.caller) { try $0.list(kind.path, query) }
        return call.json(page.json())
    }

    private func show(_ kind: Kind, _ call: Call) async throws -> Response {
        let id = try call.id()
        guard let json = try await store.read(as: call.caller, { try $0.record(kind.path, id) }) else {
            throw NotFound(kind: kind.words)
        }
        return call.json(json)
    }

    private func create(_ kind: Kind, _ call: Call) async throws -> Response {
        var members = call.members
        var id: Identifier?
        if let value = members.removeValue(forKey: "id"), value != .null {
            guard case .text(let text) = value, let given = Identifier(text), given != .none else {
                throw Invalid([Problem("id", "must be a UUID")])
            }
            id = given
        }
        let patch = Patch(members), key = try call.requestKey(), given = id
        let answer = try await store.write(as: call.caller, at: call.now, request: key) {
            try $0.create(kind.path, id: given, patch)
        }
        let location = answer.id.map { "/api/\(kind.path)/\($0.text)" }
        return call.written(answer, status: .created, location: location)
    }

    private func edit(_ kind: Kind, _ call: Call) async throws -> Response {
        let id = try call.id(), patch = Patch(call.members), rev = try call.ifMatch(), key = try call.requestKey()
        let answer = try await store.write(as: call.caller, at: call.now, request: key) {
            try $0.edit(kind.path, id, patch, ifMatch: rev)
        }
        return call.written(answer)
    }

    private func delete(_ kind: Kind, _ call: Call) async throws -> Response {
        let id = try call.id(), key = try call.requestKey()
        let answer = try await store.write(as: call.caller, at: call.now, request: key) {
            try $0.remove(kind.path, id)
        }
        return call.written(answer)
    }
}

extension Kind {
    /// "plan member"
    var words: String { path.hasSuffix("s") ? String(pluralWords.dropLast()) : pluralWords }
    var pluralWords: String { path.replacing("-", with: " ") }
}

extension Page {
    /// `{"items": […], "next", "total"}`, and whatever else belongs to the page.
    func json(also more: [UInt8] = []) -> [UInt8] {
        var json = JSONWriter(capacity: items.count + more.count + 100)
        json.byte(UInt8(ascii: "{"))
        json.key("items")
        json.raw(items)
        json.key("next")
        json.value(next.map(Value.text) ?? .null)
        json.key("total")
        json.int(Int64(total))
        if !more.isEmpty {
            json.byte(UInt8(ascii: ","))
            json.raw(more)
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }
}

extension Call {
    /// The client's name for what it asks, so that asking again does nothing new.
    /// - Throws: `Failure` when it is no UUID
    func requestKey() throws -> RequestKey? {
        guard let key = try requestName() else { return nil }
        var hash = SHA256()
        hash.update(data: Data("\(request.method.rawValue) \(request.uri.path)\n".utf8))
        hash.update(data: bytes)
        return RequestKey(key: key, hash: hexadecimal(hash.finalize()))
    }

    /// - Throws: `Failure` when it is no UUID
    func requestName() throws -> Identifier? {
        guard let header = request.headers[.idempotencyKey] else { return nil }
        guard let key = Identifier(header) else {
            throw Failure(.malformed, "An Idempotency-Key is a UUID.", [Problem("Idempotency-Key", "must be a UUID")])
        }
        return key
    }

    /// The rev that the client has seen: `If-Match: "17"`.
    func ifMatch() throws -> Int64? {
        guard let header = request.headers[.ifMatch] else { return nil }
        guard header.count > 2, header.hasPrefix("\""), header.hasSuffix("\""),
            let rev = Int64(header.dropFirst().dropLast()), rev > 0
        else {
            throw Failure(.malformed, "If-Match is the rev of a record in quotes, like \"17\".")
        }
        return rev
    }
}
