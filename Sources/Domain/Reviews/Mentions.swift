/// People named in a text, written `@[Vera Lind](member:0199…)`.
public enum Mentions {
    /// One text calls no more people than this.
    public static let most = 50

    /// Who is named, each once, in the order in which they are named first.
    public static func members(in text: String) -> [ID<Member>] {
        var seen: Set<ID<Member>> = []
        return all(in: text).map(\.member).filter { seen.insert($0).inserted }
    }

    /// The text as people read it: "@Vera Lind".
    public static func plain(_ text: String) -> String {
        text.contains("](member:") ? text.replacing(mention) { "@\($0.output.1)" } : text
    }

    /// What stands in every text, in lower case, that mentions a member.
    public static func mark(of member: ID<Member>) -> String { "](member:\(member.text))" }

    /// The text with another name for a member who was erased.
    public static func redacted(_ text: String, _ member: ID<Member>) -> String {
        text.replacing(mention) { found in
            Identifier(found.output.2) == member.raw
                ? "@[\(Member.erased)](member:\(member.text))" : String(found.output.0)
        }
    }

    static func problem(_ text: String) -> String? {
        let count = members(in: text).count
        return count > most ? "mentions \(grouped(count)) people; at most \(most) can be called by one comment" : nil
    }

    /// Only whoever sees a comment may be called to it. Names that stood there before are left alone.
    static func problems(
        in comment: Comment, since before: String, _ records: some Lookup
    ) throws -> [Problem] {
        let known = Set(members(in: before))
        var strangers: [String] = []
        for (name, member) in all(in: comment.text) where !known.contains(member) && !strangers.contains(name) {
            if try !records.sees(member, comment) { strangers.append(name) }
        }
        if strangers.isEmpty { return [] }
        let place =
            switch comment.audience {
            case .plan: "this plan"
            case .staff: "what is said about an account"
            default: "what this is about"
            }
        return [Problem("text", "mentions \(strangers.joined(separator: ", ")), who cannot see \(place)")]
    }

    private static func all(in text: String) -> [(name: String, member: ID<Member>)] {
        text.matches(of: mention).compactMap { found in
            Identifier(found.output.2).map { (String(found.output.1), ID($0)) }
        }
    }
    private static var mention: Regex<(Substring, Substring, Substring)> {
        /@\[([^\[\]\n]{1,100})\]\(member:([0-9A-Fa-f\-]{36})\)/
    }
}

/// Characters that turn the direction of all the writing after them, and make words read as what they are not. Marks
/// that only say in which direction one word runs are left to who writes so.
public enum Direction {
    static func problem(_ text: String) -> String? {
        let turns = { (c: Unicode.Scalar) in (0x202A...0x202E).contains(c.value) || (0x2066...0x2069).contains(c.value)
        }
        return text.unicodeScalars.contains(where: turns)
            ? "must not contain characters that turn the direction of writing" : nil
    }
}
