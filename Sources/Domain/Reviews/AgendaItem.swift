/// One thing that a review speaks about: put there by the data, or by somebody.
public struct AgendaItem: Record {
    /// Why it is on the agenda.
    public enum Cause: String, Choice {
        /// What changed since the review before.
        case changes
        case alignment
        /// Two teams see the plan differently.
        case gap
        /// An objective that lags behind an even pace.
        case behind
        /// A decline that nobody has settled.
        case declined
        case overdue
        /// A team agreed to something else than now stands there.
        case drift
        case renewal
        case signOffs
        /// Somebody wants to speak about it.
        case own
    }
    public var id = ID<AgendaItem>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var review = ID<Review>.none
    /// Where it stands among the others: the lowest first. 0 is replaced by the end of the own items.
    public var position = 0.0
    public var cause = Cause.own
    /// An objective, commitment, task, or team.
    public var about: RecordReference?
    public var title = ""
    /// What the data said when it was put there.
    public var evidence: String?
    public var minutes = 10
    /// What to know before.
    public var notes: String?
    public var done = false
    public init() {}

    public static let kind = Kind("agendaItem")
    public static let fields = Fields<AgendaItem> {
        Field("plan", \.plan).scope()
        Field("review", \.review).fixed().part().filterable()
        Field("position", \.position).between(-1e9...1e9).sortable()
        Field("cause", \.cause).fixed().filterable()
        Field("about", \.about).names("objective", "commitment", "task", "team").unlinks()
        Field("title", \.title).text(1...200).searchable()
        Field("evidence", \.evidence).text(1...300).fixed()
        Field("minutes", \.minutes).between(0...480)
        Field("notes", \.notes).lines(1...10_000).searchable()
        Field("done", \.done).filterable()
    }

    public static let access = Access<AgendaItem>(.staffContent) { deed, item, caller, records in
        if let reason = try records.refusal(toWriteIn: item.review, of: item.plan, caller) { return reason }
        guard deed == .delete else { return nil }
        let isNeeded = try !records.all(Decision.self, where: ["item": .id(item.id.raw)]).isEmpty
        return isNeeded ? "An item on which something was decided stays." : nil
    }

    public mutating func settle(
        since old: AgendaItem?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    ) throws {
        guard old == nil, position == 0 else { return }
        let own = try records.all(AgendaItem.self, where: ["review": .id(review.raw), "cause": cause.value])
        position = max(Agenda.ownBegin, own.map(\.position).max() ?? 0) + Agenda.step
    }

    public static func check(_ new: AgendaItem, since old: AgendaItem?, in records: some Lookup) throws -> [Problem] {
        guard old == nil, let about = new.about else { return [] }
        let isThere: Bool =
            switch about.kind {
            case Objective.kind.name: try records.find(ID<Objective>(about.id))?.plan == new.plan
            case Commitment.kind.name: try records.find(ID<Commitment>(about.id))?.plan == new.plan
            case PlanTask.kind.name: try records.find(ID<PlanTask>(about.id))?.plan == new.plan
            default: try records.find(new.plan)?.teams.contains(ID(about.id)) ?? false
            }
        return isThere ? [] : [Problem("about", "there is no such \(about.kind) on this plan")]
    }
}
