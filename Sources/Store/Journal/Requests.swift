public import Domain
import JSON

/// A client's name for one entry, so that a retry is answered and not done again.
public struct RequestKey: Hashable, Sendable {
    public let key: Identifier
    /// Of everything that was asked for: method, address and body.
    public let hash: String
    public init(key: Identifier, hash: String) { (self.key, self.hash) = (key, hash) }
}

/// The record that a write was about; nil for those that leave none.
public struct Outcome: Hashable, Sendable {
    public let kind: Kind?, record: Identifier?
    public static let none = Outcome(kind: nil, record: nil)
    public init<R: Record>(_ record: R) { self.init(kind: R.kind, record: record.id.raw) }
    init(kind: Kind?, record: Identifier?) { (self.kind, self.record) = (kind, record) }
}

/// What a writer is told.
public struct Answer: Sendable {
    /// Nil where nothing changed: there is nothing to undo.
    public let entry: Int64?
    public let seq: Int64, id: Identifier?
    /// The record as it is now, as JSON; nil where there is none for the caller.
    public let record: [UInt8]?
}

extension Store {
    /// Writes once for one key: a second request with it is given the first one's record as it is now.
    /// - Throws: `KeyReused` when the key came with other content before
    public func write(
        as caller: Caller, at now: Instant, request: RequestKey?, _ body: @escaping @Sendable (Tx) throws -> Outcome
    ) async throws -> Answer {
        try await write(as: caller, at: now) { tx in
            if let request, let answer = try tx.answer(to: request) { return answer }
            let outcome = try body(tx)
            if let request { try tx.keep(outcome, for: request) }
            return try tx.answer(outcome, entry: tx.entry, seq: tx.seq)
        }
    }
}

extension Tx {
    /// How long the key of a request is kept, in seconds.
    private static let keyLife = 30 * 86_400

    /// Removes the keys of requests that are too old to come again.
    public func pruneRequests() throws {
        try connection.run("DELETE FROM request WHERE at < ?", [.instant(now.adding(seconds: -Self.keyLife))])
    }

    fileprivate func answer(to request: RequestKey) throws -> Answer? {
        let sql = "SELECT hash, entry, seq, kind, record FROM request WHERE key = ? AND actor = ?"
        return try connection.first(sql, [.id(request.key), .id(caller.member.raw)]) { row in
            guard row.string(0) == request.hash else { throw KeyReused() }
            let kind = row.maybe(3, row.string).flatMap { schema[$0]?.kind }
            return try answer(Outcome(kind: kind, record: row.maybe(4, row.id)), entry: row.int(1), seq: row.int(2))
        }
    }

    fileprivate func keep(_ outcome: Outcome, for request: RequestKey) throws {
        try connection.run(
            "INSERT INTO request (actor, key, at, hash, entry, seq, kind, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                .id(caller.member.raw), .id(request.key), .instant(now), .text(request.hash), .int(entry), .int(seq),
                outcome.kind.map { .text($0.name) } ?? .null, outcome.record.map(Value.id) ?? .null,
            ])
    }

    fileprivate func answer(_ outcome: Outcome, entry: Int64, seq: Int64) throws -> Answer {
        let record = try outcome.kind.flatMap { kind in
            try outcome.record.flatMap { id in try reader.record(kind.path, id) }
        }
        return Answer(entry: entry <= seq ? entry : nil, seq: seq, id: outcome.record, record: record)
    }

    /// Makes a record of any kind of what a client sent; `path` is the kind as in addresses.
    public func create(_ path: String, id: Identifier?, _ patch: Patch) throws -> Outcome {
        func create<R: Record>(_ type: R.Type) throws -> Outcome {
            Outcome(try self.create(type, id: id.map(ID.init), patch))
        }
        return try create(type(path))
    }
    public func edit(_ path: String, _ id: Identifier, _ patch: Patch, ifMatch rev: Int64?) throws -> Outcome {
        func edit<R: Record>(_: R.Type) throws -> Outcome { Outcome(try self.edit(ID<R>(id), patch, ifMatch: rev)) }
        return try edit(type(path))
    }
    public func remove(_ path: String, _ id: Identifier) throws -> Outcome {
        func remove<R: Record>(_: R.Type) throws { try self.remove(ID<R>(id)) }
        try remove(type(path))
        return .none
    }
    private func type(_ path: String) throws -> any Record.Type {
        guard let table = schema.table(path: path) else { throw NotFound(kind: path) }
        return table.type
    }
}
