/// What somebody says about a plan, or about one record of it.
public struct Comment: Record {
    public var id = ID<Comment>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    /// The record it is about; nil is the plan itself.
    public var about: RecordReference?
    /// The comment it replies to.
    public var parent: ID<Comment>?
    public var text = ""
    public init() {}

    public static let kind = Kind("comment")
    public static let fields = Fields<Comment> {
        Field("plan", \.plan).scope()
        Field("about", \.about).names("objective", "task", "commitment", "signOff")
        Field("parent", \.parent).fixed().part().filterable()
        Field("text", \.text).lines(1...20_000).searchable()
    }

    /// Whoever sees the plan may speak; words are changed, deleted and brought back by who said them.
    public static let access = Access<Comment>(.planContent) { _, comment, caller, _ in
        if comment.stamp.createdBy == caller.member.raw { return nil }
        return "A comment is changed and deleted by its author."
    }

    public static func check(_ new: Comment, since old: Comment?, in records: some Lookup) throws -> [Problem] {
        guard old == nil, let about = new.about else { return [] }
        let plan: ID<Plan>? =
            switch about.kind {
            case Objective.kind.name: try records.find(ID<Objective>(about.id))?.plan
            case PlanTask.kind.name: try records.find(ID<PlanTask>(about.id))?.plan
            case SignOff.kind.name: try records.find(ID<SignOff>(about.id))?.plan
            case Commitment.kind.name: try records.find(ID<Commitment>(about.id))?.plan
            default: nil
            }
        return plan == new.plan ? [] : [Problem("about", "there is no such \(about.kind) on this plan")]
    }
}
