/// What somebody wrote down at one item of a review, while it was held. Its author is who made it.
public struct ReviewNote: Record {
    public var id = ID<ReviewNote>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var review = ID<Review>.none
    public var item = ID<AgendaItem>.none
    public var text = ""
    public init() {}

    public static let kind = Kind("reviewNote")
    public static let fields = Fields<ReviewNote> {
        Field("plan", \.plan).scope()
        Field("review", \.review).fixed().part().filterable()
        Field("item", \.item).fixed().part().filterable()
        Field("text", \.text).lines(1...5000).searchable()
    }

    public static let access = Access<ReviewNote>(.staffContent) { deed, note, caller, records in
        if let reason = try records.refusal(toWriteIn: note.review, of: note.plan, caller) { return reason }
        if deed == .create || note.stamp.createdBy == caller.member.raw { return nil }
        return "A note is changed and deleted by who wrote it."
    }

    public static func check(_ new: ReviewNote, since old: ReviewNote?, in records: some Lookup) throws -> [Problem] {
        old == nil ? try records.problems(of: new.item, in: new.review) : []
    }
}
extension Lookup {
    /// What is said and decided belongs to an item of a review that is being held.
    func problems(of item: ID<AgendaItem>, in review: ID<Review>) throws -> [Problem] {
        if try find(item)?.review != review { return [Problem("item", "is not on the agenda of this review")] }
        return try find(review)?.state == .scheduled ? [Problem("review", "must have begun")] : []
    }
}
