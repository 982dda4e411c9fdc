/// One member's answer to a comment in one emoji. (`Reaction` is what follows from a change.)
public struct CommentReaction: Record {
    public var id = ID<CommentReaction>.none, stamp = Stamp()
    /// As the comment's, and so is what it is about: whoever does not get the comment does not get this.
    public var plan: ID<Plan>?
    public var about: RecordReference?
    public var comment = ID<Comment>.none
    public var emoji = ""
    public init() {}

    /// So many different ones by one member on one comment.
    public static let most = 12

    public static let kind = Kind("reaction")
    public static let fields = Fields<CommentReaction> {
        Field("plan", \.plan).scope()
        Field("about", \.about).names(Comment.subjects.map { $0.kind.name })
        Field("comment", \.comment).fixed().part().filterable()
        Field("emoji", \.emoji).text(1...16).check { isEmoji($0) ? nil : "must be one emoji" }.fixed()
    }

    /// Whoever sees the plan may react, and take their own reaction back.
    public static let access = Access<CommentReaction>(.planContent) { _, reaction, caller, _ in
        reaction.stamp.createdBy == caller.member.raw ? nil : "A reaction is taken back by who gave it."
    }

    public mutating func settle(
        since old: CommentReaction?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    ) throws {
        if old == nil, let said = try records.find(comment) { about = said.about }
    }

    public static func check(
        _ new: CommentReaction, since old: CommentReaction?, in records: some Lookup
    ) throws -> [Problem] {
        guard let said = try records.find(new.comment), !said.deleted else {
            return [Problem("comment", "was deleted by its author")]
        }
        if said.plan != new.plan { return [Problem("plan", "must be that of the comment")] }
        let mine = try records.all(CommentReaction.self, where: ["comment": .id(new.comment.raw)])
            .filter { $0.stamp.createdBy == new.stamp.createdBy && $0.id != new.id }
        if mine.contains(where: { $0.emoji == new.emoji }) { return [Problem("emoji", "is yours already")] }
        return mine.count < most ? [] : [Problem("emoji", "is one too many: \(most) of yours are there")]
    }

    /// One picture as people see it, of however many scalars: 👍🏽, ❤️, 👩‍💻, 🇦🇹.
    static func isEmoji(_ text: String) -> Bool {
        guard text.count == 1, let first = text.unicodeScalars.first else { return false }
        let isFlagLetter = (0x1F1E6...0x1F1FF).contains(first.value)
        if isFlagLetter { return text.unicodeScalars.count == 2 }
        return first.properties.isEmojiPresentation
            || first.properties.isEmoji && text.unicodeScalars.contains("\u{FE0F}" as Unicode.Scalar)
    }
}
