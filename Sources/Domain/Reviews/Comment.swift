/// What somebody says about a plan, about one record of it, about a stretch of its text, or about an account. A comment
/// begins a thread; replies to it are comments too, one level deep.
public struct Comment: Record {
    public var id = ID<Comment>.none, stamp = Stamp()
    /// Nil where it is about an account: what is said there is for all staff, whatever plans they see.
    public var plan: ID<Plan>?
    /// The record it is about; nil is the plan itself. A reply is about what its thread is about.
    public var about: RecordReference?
    /// The comment it replies to.
    public var parent: ID<Comment>?
    /// With mentions as `@[Vera Lind](member:0199…)`; empty once it was deleted.
    public var text = ""
    /// Where it is about words and not about the whole: the long field they stand in, the words, and what stood before
    /// and after them, so that they can be found again when the text around them was edited.
    public var field: String?
    public var quote: String?
    public var prefix: String?
    public var suffix: String?
    public var resolved = false
    public var resolvedBy: ID<Member>?
    public var resolvedAt: Instant?
    /// When its words were changed last; what they were is in its history.
    public var editedAt: Instant?
    /// Its author took the words back; it keeps its place above the replies.
    public var deleted = false
    public init() {}

    /// The kinds of record that people speak about, besides the plan itself. Where each stands on the screen is in
    /// `Public/js/reviews/places.js`.
    public static let subjects: [any Record.Type] = [
        Account.self, PlanMember.self, Objective.self, PlanTask.self, Commitment.self, SignOff.self, Review.self,
        AgendaItem.self, ReviewNote.self, Decision.self,
    ]

    public static let kind = Kind("comment")
    public static let fields = Fields<Comment> {
        Field("plan", \.plan).scope()
        Field("about", \.about).names(subjects.map { $0.kind.name })
        Field("parent", \.parent).fixed().part().filterable()
        Field("text", \.text).lines(0...20_000).check(Mentions.problem).check(Direction.problem).searchable()
        Field("field", \.field).text(1...64).fixed()
        Field("quote", \.quote).lines(1...1000).fixed()
        Field("prefix", \.prefix).lines(0...64).fixed()
        Field("suffix", \.suffix).lines(0...64).fixed()
        Field("resolved", \.resolved).filterable()
        Field("resolvedBy", \.resolvedBy).readOnly()
        Field("resolvedAt", \.resolvedAt).readOnly()
        Field("editedAt", \.editedAt).readOnly()
        Field("deleted", \.deleted).filterable()
    }

    /// Whoever sees the plan may speak and say that a thread is settled; words are changed, deleted and brought back by
    /// who said them.
    public static let access = Access<Comment>(.planContent) { deed, comment, caller, records in
        if comment.plan == nil, !caller.isStaff { return "What is said about an account is not for guests." }
        if deed.edits(comment, only: ["resolved", "resolvedBy", "resolvedAt"]) { return nil }
        guard comment.stamp.createdBy == caller.member.raw else {
            return "A comment is changed and deleted by its author."
        }
        guard deed == .delete, try !records.all(Comment.self, where: ["parent": .id(comment.id.raw)]).isEmpty else {
            return nil
        }
        return "It was answered: its words can be taken back, its place stays."
    }

    public mutating func settle(
        since old: Comment?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    ) throws {
        if old == nil, let parent, let thread = try records.find(parent) { about = thread.about }
        if deleted { text = "" }
        if let old, old.text != text, !deleted { editedAt = now }
        guard resolved != (old?.resolved ?? false) else { return }
        (resolvedBy, resolvedAt) = resolved && actor != .none ? (actor, now) : (nil, nil)
    }

    public static func rules(_ comment: Comment) -> [Problem] {
        var problems: [Problem] = []
        if comment.parent == nil, (comment.plan == nil) != (comment.accountNamed != nil) {
            problems.append(
                Problem("plan", comment.plan == nil ? "is required" : "is not for what is said about an account"))
        }
        if !comment.deleted, comment.text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
            problems.append(Problem("text", "must not be blank"))
        }
        if (comment.field == nil) != (comment.quote == nil) {
            problems.append(
                Problem(comment.field == nil ? "field" : "quote", "is required: a stretch of text is words of a field"))
        }
        if comment.parent != nil, comment.field != nil {
            problems.append(Problem("field", "is for the comment that begins a thread"))
        }
        if comment.parent != nil, comment.resolved {
            problems.append(Problem("resolved", "is for the comment that begins a thread"))
        }
        return problems
    }

    public static func check(_ new: Comment, since old: Comment?, in records: some Lookup) throws -> [Problem] {
        var problems = try Mentions.problems(in: new, since: old?.text ?? "", records)
        if old != nil { return problems }
        let thread = try new.parent.flatMap(records.find)
        if let thread, thread.plan != new.plan { return [Problem("plan", "must be that of the thread")] }
        if let about = new.about, try !isThere(about, on: new.plan, records) {
            problems.append(Problem("about", "there is no such \(about.kind)\(new.plan == nil ? "" : " on this plan")"))
        }
        if thread?.parent != nil {
            problems.append(Problem("parent", "must be the comment that begins the thread"))
        }
        if let field = new.field, !longFields(of: new.about?.kind ?? Plan.kind.name).contains(field) {
            problems.append(Problem("field", "must be a long text of what the comment is about"))
        }
        return problems
    }

    private static func isThere(
        _ about: RecordReference, on plan: ID<Plan>?, _ records: some Lookup
    ) throws -> Bool {
        func isThere<R: Record>(_: R.Type) throws -> Bool {
            try records.find(ID<R>(about.id)).map { $0.plan == plan } ?? false
        }
        return try subjects.first { $0.kind.name == about.kind }.map { try isThere($0) } ?? false
    }
    private static func longFields(of kind: String) -> [String] {
        func names<R: Record>(_: R.Type) -> [String] { R.fields.traits.filter(\.isMultiline).map(\.name) }
        return (subjects + [Plan.self]).first { $0.kind.name == kind }.map { names($0) } ?? []
    }
}
