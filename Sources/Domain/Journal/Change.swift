/// The word for history, where it is more than created, changed, deleted.
public enum Verb: String, Sendable, CaseIterable {
    case committed, declined, askedAgain, settled, signedOff, verified, pulsed
    case accepted, declinedRequest, countered, withdrawn, released
    case opened, joined, closed, reopened
    case shared, protected, revoked
    case undid, erased
    /// Actions are not undone but answered anew.
    public var isUndoable: Bool { self == .undid }
}

/// What was done, in the few words by which history is asked. A change may be several of them at once: what an undo
/// deleted was deleted, and undone.
public enum Doing: String, Sendable, CaseIterable {
    case created
    /// Edited, without a word of its own.
    case changed
    case deleted, restored
    /// Said by an action: a sign-off, an answer, a verification.
    case answered
    case undone
}

/// One change of one record, as the journal keeps it and as streams send it.
public struct Change: Sendable {
    public enum Action: String, Sendable, CaseIterable { case create, update, delete, restore }
    public let seq, entry: Int64
    public let at: Instant
    public let actor: ID<Member>
    public let kind: String, record: Identifier, action: Action, verb: Verb?
    public let plan: ID<Plan>?, account: ID<Account>?
    public let audience: Audience
    /// The element of `changes` in an event, encoded once for everybody.
    public let json: [UInt8]

    public init(
        seq: Int64, entry: Int64, at: Instant, actor: ID<Member>, kind: String, record: Identifier, action: Action,
        verb: Verb?, plan: ID<Plan>?, account: ID<Account>?, audience: Audience, json: [UInt8]
    ) {
        (self.seq, self.entry, self.at, self.actor) = (seq, entry, at, actor)
        (self.kind, self.record, self.action, self.verb) = (kind, record, action, verb)
        (self.plan, self.account, self.audience, self.json) = (plan, account, audience, json)
    }
}

/// What one request changed: all of it, or nothing.
public struct Entry: Sendable {
    /// The `seq` of its first change.
    public let number: Int64
    public let at: Instant
    public let actor: ID<Member>
    /// At least one, in the order of `seq`.
    public let changes: [Change]

    public init(number: Int64, at: Instant, actor: ID<Member>, changes: [Change]) {
        (self.number, self.at, self.actor, self.changes) = (number, at, actor, changes)
    }
    /// The `seq` of its last change.
    public var seq: Int64 { changes.last?.seq ?? number }
}
