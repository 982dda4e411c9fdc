/// What concerns one member, and was done by another. Its kind is "notification"; in Swift `Notification` is
/// Foundation's. It holds no words, only what they are made of: words would say what its member may no longer see.
public struct Notice: Record {
    public enum Cause: String, Choice {
        /// A task was given to the member.
        case assigned
        /// Their team was asked for a commitment or a task, and they answer for it.
        case requested
        /// What they asked for has its answer.
        case answered
        case mentioned
        /// Somebody went on with a conversation of theirs.
        case replied
        /// The plan is no longer what their team agreed to, and they sign for it.
        case drift
        /// A task of theirs, or a promise that they answer for, was due and is not done.
        case overdue
        /// A review of a plan of theirs is held tomorrow.
        case review

        /// Says the member by name: it comes from muted plans, too.
        var isPersonal: Bool { self == .assigned || self == .mentioned }
        /// Is said, and not done: that goes on when a plan is closed.
        var isSpoken: Bool { self == .mentioned || self == .replied }
    }
    public enum Answer: String, Choice { case committed, accepted, countered, declined, withdrawn }

    public var id = ID<Notice>.none, stamp = Stamp()
    /// Nil where it tells of what was said about an account.
    public var plan: ID<Plan>?
    public var member = ID<Member>.none
    public var cause = Cause.assigned
    /// The very thing; of drift the plan.
    public var about: RecordReference?
    /// Which answer it was.
    public var answer: Answer?
    /// Who did it last; nil where the passing of time did.
    public var actor: ID<Member>?
    /// The newest change that it tells of, when that was, and how many there were since the member read of it.
    public var seq = 0
    public var at = Instant(milliseconds: 0)
    public var count = 1
    public var readAt: Instant?
    /// Until then it is out of sight.
    public var snoozedUntil: Instant?
    public init() {}

    public static let kind = Kind("notification")
    public static let isConsequence = true
    public static let fields = Fields<Notice> {
        Field("plan", \.plan).scope()
        Field("member", \.member).readOnly()
        Field("cause", \.cause).readOnly().filterable()
        Field("about", \.about).names("plan", "task", "commitment", "comment", "review")
        Field("answer", \.answer).readOnly()
        Field("actor", \.actor).readOnly()
        Field("seq", \.seq).readOnly()
        Field("at", \.at).readOnly().sortable()
        Field("count", \.count).readOnly()
        Field("readAt", \.readAt)
        Field("snoozedUntil", \.snoozedUntil)
    }

    public static let access = Access<Notice>(.own) { deed, _, _, _ in
        guard case .edit = deed else { return "What is told is told by what happens: it is read, not written." }
        return nil
    }

    /// It is read when Quartet is told so.
    public mutating func settle(
        since old: Notice?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    ) throws {
        if let old, old.readAt == nil, readAt != nil { readAt = now }
    }

    /// How far ahead one may put it off, in seconds.
    private static let longestSnooze = 366 * 86_400

    public static func check(_ new: Notice, since old: Notice?, in records: some Lookup) throws -> [Problem] {
        guard let until = new.snoozedUntil, let old, old.snoozedUntil != until else { return [] }
        return until > new.stamp.updatedAt.adding(seconds: longestSnooze)
            ? [Problem("snoozedUntil", "must be within a year")] : []
    }
}
