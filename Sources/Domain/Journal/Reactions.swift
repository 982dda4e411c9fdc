/// A change that follows from another, made in the same transaction.
public enum FollowUp: Sendable {
    case create(any Record)
    case edit(any Record)
}

/// Who, when, and the other records; handed in, so that a reaction needs nothing else.
public struct Surroundings {
    public let caller: Caller, now: Instant
    /// Of the change that is reacted to.
    public let seq: Int64
    public let records: any Lookup
    public let newID: () -> Identifier

    public init(caller: Caller, now: Instant, seq: Int64, records: any Lookup, newID: @escaping () -> Identifier) {
        (self.caller, self.now, self.seq, self.records, self.newID) = (caller, now, seq, records, newID)
    }
}

/// What a reaction gets to see.
public struct Happening<R: Record> {
    /// Nil when the record is new.
    public let old: R?
    public let new: R
    let around: Surroundings
}

/// From a change to its follow-ups. A function of what it is given, and nothing else.
public struct Reaction: Sendable {
    private let body: @Sendable (any Record, Bool, any Record, Surroundings) throws -> [FollowUp]
    public let kind: String

    public init<R: Record>(to: R.Type, _ react: @escaping @Sendable (Happening<R>) throws -> [FollowUp]) {
        kind = R.kind.name
        body = { old, isNew, new, around in
            guard let old = old as? R, let new = new as? R else { return [] }
            return try react(Happening(old: isNew ? nil : old, new: new, around: around))
        }
    }

    public func followUps<R: Record>(old: R?, new: R, in around: Surroundings) throws -> [FollowUp] {
        try body(old ?? new, old == nil, new, around)
    }
}

/// All reactions there are.
public enum Reactions {
    public static let all: [Reaction] =
        [founderManagesThePlan, doneTaskRecurs, answeredThreadReopens] + ofWork + ofWords

    /// Who starts a plan manages it, and so does the account's general manager.
    static let founderManagesThePlan = Reaction(to: Plan.self) { it in
        guard it.old == nil, it.around.caller.member != .none else { return [] }
        var managers = [it.around.caller.member]
        if let general = try it.around.records.find(it.new.account)?.generalManager, general != it.around.caller.member
        {
            managers.append(general)
        }
        return try managers.compactMap { id in
            guard let member = try it.around.records.find(id), member.role != .guest else { return nil }
            return .create(
                PlanMember(ID(it.around.newID())) {
                    ($0.plan, $0.member, $0.team, $0.role) = (it.new.id, id, member.team, .manager)
                })
        }
    }

    /// The next one of a task that recurs is made when this one is done; the recurrence moves on to it.
    static let doneTaskRecurs = Reaction(to: PlanTask.self) { it in
        guard let old = it.old, old.status != .done, it.new.status == .done,
            let recurrence = it.new.recurrence, let due = it.new.due
        else { return [] }
        var next = it.new, last = it.new
        last.recurrence = nil
        (next.id, next.stamp, next.number) = (ID(it.around.newID()), Stamp(), 0)
        (next.status, next.doneAt, next.waitsFor) = (.todo, nil, [])
        next.forgetPromise()
        // Whoever ticks it asks for nothing: it is asked by who asked before, or stays the team's own work.
        next.from = it.new.from ?? it.new.team
        next.due = recurrence.day(after: due)
        next.start = it.new.start.map(recurrence.day(after:))
        guard let day = next.due, Day.bounds.contains(day) else { return [] }
        return [.edit(last), .create(next)]
    }

    /// What is said after a thread was settled must not lie folded away with it.
    static let answeredThreadReopens = Reaction(to: Comment.self) { it in
        guard it.old == nil, let parent = it.new.parent, var thread = try it.around.records.find(parent),
            thread.resolved
        else { return [] }
        thread.resolved = false
        return [.edit(thread)]
    }
}
extension PlanTask.Recurrence {
    func day(after day: Day) -> Day {
        switch self {
        case .weekly: day + 7
        case .monthly: day.addingMonths(1)
        case .quarterly: day.addingMonths(3)
        case .yearly: day.addingMonths(12)
        }
    }
}
