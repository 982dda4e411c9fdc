public import Domain

/// There is no such record, or none that the caller may see: from outside, the two are one.
public struct NotFound: Error, Hashable {
    public let kind: String
    public init(kind: String) { self.kind = kind }
}

/// The caller sees it and may not do this.
public struct Forbidden: Error, Hashable {
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
}

/// Others refer to what should be deleted.
public struct InUse: Error, Hashable {
    public let kind: String
    /// How many of which kinds, in words: "3 tasks".
    public let by: [String]
}

/// This kind is archived, not deleted.
public struct NotDeletable: Error, Hashable { public let kind: String }

/// Records of this kind are made and changed by actions only.
public struct MadeByActions: Error, Hashable { public let kind: String }

/// Somebody else changed the same fields since the rev that the caller had seen.
public struct Conflict: Error {
    public struct Clash: Hashable, Sendable {
        public let field: String, theirs, yours: Value, by: Identifier, at: Instant
    }
    public let clashes: [Clash]
    /// The record as it stands now, as JSON.
    public let record: [UInt8]
}

public struct CannotUndo: Error, Hashable { public let reasons: [String] }

/// What was deleted cannot be brought back.
public struct CannotRestore: Error, Hashable { public let reasons: [String] }

/// At the rev that the caller says they have seen, the record was not there yet.
public struct NotYetThere: Error, Hashable { public let kind: String }

/// The key names another request already.
public struct KeyReused: Error, Hashable {}

/// A record with this id is there already.
public struct AlreadyThere: Error, Hashable { public let kind: String }

/// The data contradicts itself or its declaration.
public struct Corrupt: Error, Hashable {
    public let what: String
    public init(what: String) { self.what = what }
}

/// The data folder cannot be used; `reason` is one sentence that says why and what to do.
public struct Unusable: Error, Hashable, CustomStringConvertible {
    public let reason: String
    public init(_ reason: String) { self.reason = reason }
    public var description: String { reason }
}
