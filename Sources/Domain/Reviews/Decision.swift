/// What was decided at one item of a review, who sees to it, and the task that was made of it.
public struct Decision: Record {
    public var id = ID<Decision>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var review = ID<Review>.none
    public var item = ID<AgendaItem>.none
    public var text = ""
    public var owner: ID<Member>?
    public var team: ID<Team>?
    public var due: Day?
    public var task: ID<PlanTask>?
    public init() {}

    public static let kind = Kind("decision")
    public static let fields = Fields<Decision> {
        Field("plan", \.plan).scope()
        Field("review", \.review).fixed().part().filterable()
        Field("item", \.item).fixed().part().filterable()
        Field("text", \.text).lines(1...2000).searchable()
        Field("owner", \.owner).filterable()
        Field("team", \.team).filterable()
        Field("due", \.due).filterable().sortable()
        Field("task", \.task).readOnly().filterable().unlinks()
    }

    public static let access = Access<Decision>(.staffContent) { deed, decision, caller, records in
        // A task is made of it, or taken back, after the review too.
        if deed.edits(decision, only: ["task"]) {
            guard let standing = try records.standing(of: caller, on: decision.plan) else { return nil }
            return standing.canEdit ? nil : Refusals.notAnEditor
        }
        return try records.refusal(toWriteIn: decision.review, of: decision.plan, caller)
    }

    public static func check(_ new: Decision, since old: Decision?, in records: some Lookup) throws -> [Problem] {
        var problems = old == nil ? try records.problems(of: new.item, in: new.review) : []
        if let owner = new.owner, owner != old?.owner, try records.planMember(owner, on: new.plan) == nil {
            problems.append(Problem("owner", "is not on the plan team"))
        }
        if let team = new.team, team != old?.team, try !(records.find(new.plan)?.teams.contains(team) ?? false) {
            problems.append(Problem("team", "is not one of the plan's teams"))
        }
        return problems
    }

    /// The fields of the task that it becomes: its first sentence is the title, the rest stands in the notes.
    /// - Parameters:
    ///   - team: whose work it is where the decision does not say
    ///   - objective: of the item at which it was decided
    public func task(of team: ID<Team>, for objective: ID<Objective>?, decidedIn review: Review) -> Patch {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
        let title = line.unicodeScalars.count <= 200 ? line : String(line.prefix(120)) + "…"
        let origin = "Decided in: \(review.title)"
        return [
            "plan": .id(plan.raw), "title": .text(title), "team": .id((self.team ?? team).raw),
            "assignee": owner.map { .id($0.raw) } ?? .null, "due": due.map(Value.day) ?? .null,
            "objective": objective.map { .id($0.raw) } ?? .null,
            "notes": .text(title == text ? origin : "\(text)\n\n\(origin)"),
        ]
    }
}
