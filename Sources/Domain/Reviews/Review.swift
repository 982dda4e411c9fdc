/// A meeting on the plan: what it stood like when it began and when it ended, who was there, and what came of it.
/// Guests do not see reviews: their items are judgements of our own.
public struct Review: Record {
    public enum Form: String, Choice { case weekly, quarterly, signOff }
    public enum State: String, Choice { case scheduled, open, closed }
    public var id = ID<Review>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var type = Form.weekly
    public var title = ""
    /// When it is to begin.
    public var startsAt: Instant?
    public var state = State.scheduled
    /// Whom the screens of the others follow; from the start on who opened it, until they hand over.
    public var leader: ID<Member>?
    /// Those who came.
    public var attendees: [ID<Member>] = []
    public var openedAt: Instant?
    /// The newest change of the workspace when it began, and when it ended: the plan as it stood then.
    public var openedSeq: Int?
    public var closedAt: Instant?
    public var closedSeq: Int?
    /// The score of the plan at these moments.
    public var openedScore: Double?
    public var closedScore: Double?
    /// The review before, and the `seq` at which that was closed: what changed since is what came after.
    public var previous: ID<Review>?
    public var sinceSeq: Int?
    public var summary: String?
    public init() {}

    public static let kind = Kind("review")
    public static let fields = Fields<Review> {
        Field("plan", \.plan).scope()
        Field("type", \.type).filterable()
        Field("title", \.title).text(1...200).searchable()
        Field("startsAt", \.startsAt).sortable()
        Field("state", \.state).readOnly().filterable()
        Field("leader", \.leader).filterable()
        Field("attendees", \.attendees).readOnly()
        Field("openedAt", \.openedAt).readOnly().sortable()
        Field("openedSeq", \.openedSeq).readOnly()
        Field("closedAt", \.closedAt).readOnly().sortable()
        Field("closedSeq", \.closedSeq).readOnly()
        Field("openedScore", \.openedScore).readOnly()
        Field("closedScore", \.closedScore).readOnly()
        Field("previous", \.previous).readOnly().unlinks()
        Field("sinceSeq", \.sinceSeq).readOnly()
        Field("summary", \.summary).lines(1...10_000).searchable()
    }

    /// Editors schedule; the leader and the plan's managers run it.
    public static let access = Access<Review>(.staffContent) { deed, review, caller, records in
        guard let standing = try records.standing(of: caller, on: review.plan) else { return nil }
        if !standing.canEdit { return Refusals.notAnEditor }
        switch deed {
        case .create: return nil
        case .edit: return review.isRun(by: caller, standing) ? nil : notTheLeader
        case .delete:
            if review.state != .scheduled { return "A review that was held stays." }
            return review.isRun(by: caller, standing) ? nil : notTheLeader
        }
    }
    public static let notTheLeader = "Only the leader of this review and the plan's managers may do that."

    public static func rules(_ review: Review) -> [Problem] {
        review.startsAt == nil ? [Problem("startsAt", "is required")] : []
    }

    public mutating func settle(
        since old: Review?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    )
        throws
    {
        if leader == nil, actor != .none { leader = old?.leader ?? actor }
    }

    public static func check(_ new: Review, since old: Review?, in records: some Lookup) throws -> [Problem] {
        guard let leader = new.leader, leader != old?.leader, let member = try records.find(leader) else { return [] }
        let mayLead = try member.role != .guest && records.standing(of: Caller(member), on: new.plan)?.canEdit ?? false
        return mayLead ? [] : [Problem("leader", "must be somebody who edits the plan")]
    }

    /// Whether somebody may start, close and change it.
    /// - Parameter standing: theirs on the plan
    public func isRun(by caller: Caller, _ standing: Standing) -> Bool {
        standing.canManage || leader == caller.member && standing.canEdit
    }

    // MARK: actions

    /// It begins: the plan stands as it is, and who begins it leads.
    /// - Parameter previous: the review that was closed last
    public mutating func open(
        by member: ID<Member>, at now: Instant, seq: Int64, score: Double?, after previous: Review?
    ) {
        (state, leader, attendees) = (.open, member, [member])
        (openedAt, openedSeq, openedScore) = (now, Int(seq), score)
        (self.previous, sinceSeq) = (previous?.id, previous?.closedSeq)
    }

    public mutating func close(at now: Instant, seq: Int64, score: Double?) {
        (state, closedAt, closedSeq, closedScore) = (.closed, now, Int(seq), score)
    }

    /// It goes on, led by who reopens it; its beginning stays.
    public mutating func reopen(by member: ID<Member>) {
        (state, leader, closedAt, closedSeq, closedScore) = (.open, member, nil, nil, nil)
    }
}
extension Lookup {
    /// Why nothing in a review may be written any more; nil while something may.
    func whyKept(_ review: ID<Review>) throws -> String? {
        try find(review)?.state == .closed ? "The review is closed. What was said in it stays as it is." : nil
    }

    /// Content of a review: the plan's editors write it until the review is closed.
    func refusal(toWriteIn review: ID<Review>, of plan: ID<Plan>, _ caller: Caller) throws -> String? {
        guard let standing = try standing(of: caller, on: plan) else { return nil }
        return try standing.canEdit ? whyKept(review) : Refusals.notAnEditor
    }
}
