/// A piece of work for one team. Its kind is "task"; in Swift `Task` is the concurrency type.
public struct PlanTask: Record {
    public enum Status: String, Choice {
        case todo, doing, blocked, done, dropped
        public var isOpen: Bool { self != .done && self != .dropped }
    }
    public enum Priority: String, Choice { case low, normal, high }
    public enum Recurrence: String, Choice { case weekly, monthly, quarterly, yearly }
    public var id = ID<PlanTask>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    /// 1, 2, 3 … within the plan; people say "T-12".
    public var number = 0
    public var title = ""
    public var notes: String?
    public var status = Status.todo
    public var due: Day?
    public var start: Day?
    /// In days of work.
    public var effort: Double?
    public var priority = Priority.normal
    public var objective: ID<Objective>?
    public var team = ID<Team>.none
    public var assignee: ID<Member>?
    public var waitsFor: [ID<PlanTask>] = []
    public var parent: ID<PlanTask>?
    public var recurrence: Recurrence?
    public var doneAt: Instant?
    /// The team that asks for it, where that is another one: the task is then a request, and once accepted a promise.
    public var from: ID<Team>?
    public var handshake: Handshake?
    /// The day that was accepted.
    public var promised: Day?
    /// The day that the delivering team offers instead.
    public var counter: Day?
    /// The reason of a decline, the note of a counter-offer.
    public var answer: String?
    public var answeredBy: ID<Member>?
    public var answeredAt: Instant?
    /// How long the team took to say anything is counted from here.
    public var firstAnsweredAt: Instant?
    /// The asker lets go of the promise: whatever becomes of it is no miss.
    public var released = false
    /// Promised days that passed before another was accepted.
    public var misses: [Day] = []
    public init() {}

    public static let kind = Kind("task")
    public static let fields = Fields<PlanTask> {
        Field("plan", \.plan).scope()
        Field("number", \.number).numbered()
        Field("title", \.title).text(1...200).searchable().sortable()
        Field("notes", \.notes).lines(1...10_000).searchable()
        Field("status", \.status).filterable()
        Field("due", \.due).filterable().sortable()
        Field("start", \.start)
        Field("effort", \.effort).between(0...1000)
        Field("priority", \.priority).filterable()
        Field("objective", \.objective).filterable().unlinks()
        Field("team", \.team).filterable()
        Field("assignee", \.assignee).filterable()
        Field("waitsFor", \.waitsFor).unlinks()
        Field("parent", \.parent).filterable().unlinks()
        Field("recurrence", \.recurrence)
        Field("doneAt", \.doneAt).readOnly().sortable()
        Field("from", \.from).fixed().filterable()
        Field("handshake", \.handshake).readOnly().filterable()
        Field("promised", \.promised).readOnly().filterable().sortable()
        Field("counter", \.counter).readOnly()
        Field("answer", \.answer).lines(1...2000).readOnly().searchable()
        Field("answeredBy", \.answeredBy).readOnly()
        Field("answeredAt", \.answeredAt).readOnly()
        Field("firstAnsweredAt", \.firstAnsweredAt).readOnly()
        Field("released", \.released).readOnly()
        Field("misses", \.misses).readOnly()
    }

    public static let access = Access<PlanTask>(.planContent) { deed, task, caller, records in
        guard let standing = try records.standing(of: caller, on: task.plan) else { return nil }
        let part = try records.planMember(caller.member, on: task.plan), side = task.side(of: caller.member, as: part)
        switch deed {
        case .create:
            // One that has a number was made before, and comes back.
            if let from = task.from, task.number == 0, from != part?.team ?? caller.team {
                return "Ask for your own team only."
            }
        case .edit(let new):
            if task.stands, side == nil, !standing.canManage, task.isRenegotiated(by: new) {
                return "The day of a promise, and whether it is dropped or reopened, is for its two teams to say."
            }
            // Whoever asked may say that it is not done yet.
            if task.stands, side == .asks, task.status == .done, deed.edits(task, only: ["status"]) { return nil }
        case .delete:
            if task.stands || !task.misses.isEmpty {
                return "A promise is dropped, or released by who asked for it, but not deleted."
            }
        }
        if standing.canEdit { return nil }
        if task.assignee == caller.member, deed.edits(task, only: ["status", "notes", "effort"]) { return nil }
        return Refusals.notAnEditor
    }

    /// Whether an edit touches what two teams agreed on.
    private func isRenegotiated(by new: PlanTask) -> Bool {
        new.due != due || new.status != status && (new.status == .dropped || !status.isOpen)
    }

    public static func rules(_ task: PlanTask) -> [Problem] {
        var problems: [Problem] = []
        if let start = task.start, let due = task.due, due < start {
            problems.append(Problem("due", "must not be before start"))
        }
        if task.waitsFor.contains(task.id) { problems.append(Problem("waitsFor", "must not be the task itself")) }
        if task.recurrence != nil, task.due == nil {
            problems.append(Problem("due", "is required for a task that recurs"))
        }
        return problems
    }

    public mutating func settle(
        since old: PlanTask?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    ) throws {
        if status == .done, doneAt == nil { doneAt = now }
        if status != .done { doneAt = nil }
        try shakeHands(since: old, by: actor, in: records)
    }

    public static func check(_ new: PlanTask, since old: PlanTask?, in records: some Lookup) throws -> [Problem] {
        var problems: [Problem] = []
        if new.from != nil, new.team != old?.team, try records.find(new.plan)?.teams.contains(new.team) == false {
            problems.append(Problem("team", "is not one of the plan's teams, and has nobody to answer"))
        }
        if let assignee = new.assignee, assignee != old?.assignee, try records.planMember(assignee, on: new.plan) == nil
        {
            problems.append(Problem("assignee", "is not on the plan team"))
        }
        if new.parent != nil, new.parent != old?.parent,
            try reaches(new.id, from: [new.parent], in: records, by: { [$0.parent] })
        {
            problems.append(Problem("parent", "must not be the task itself or one below it"))
        }
        if new.waitsFor != old?.waitsFor, try reaches(new.id, from: new.waitsFor, in: records, by: { $0.waitsFor }) {
            problems.append(Problem("waitsFor", "must not make two tasks wait for each other"))
        }
        return problems
    }

    /// Whether one comes to `goal` by following references from these tasks.
    private static func reaches(
        _ goal: ID<PlanTask>, from start: [ID<PlanTask>?], in records: some Lookup,
        by next: (PlanTask) -> [ID<PlanTask>?]
    ) throws -> Bool {
        var seen: Set<ID<PlanTask>> = [], waiting = start.compactMap { $0 }
        while let id = waiting.popLast() {
            if id == goal { return true }
            guard seen.insert(id).inserted, let task = try records.find(id) else { continue }
            waiting += next(task).compactMap { $0 }
        }
        return false
    }
}
