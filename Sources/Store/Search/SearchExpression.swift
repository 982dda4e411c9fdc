import Domain

/// A question as the index takes it. Every word is quoted, so that nothing that anybody types is an operator.
struct SearchExpression {
    /// Each term must be found: as any of these phrases, the last word of which may go on.
    private let terms: [[(phrase: String, goesOn: Bool)]]
    /// Who asks: their rows have one of these words; nil where they may see all that is in the index.
    private let places: [String]?
    private let columns: String

    /// So many words with the same beginning are looked for one by one, which costs less than to merge all that they
    /// occur in; beginnings that are shorter have an index of their own.
    private static let mostWords = 100, longestIndexed = 3

    init(_ wording: Wording, places: [String]?, isStaff: Bool, _ connection: Connection) throws {
        terms = try wording.terms.map { term in
            let last = term.words.last ?? ""
            guard term.isPrefix, last.unicodeScalars.count > Self.longestIndexed,
                let all = try connection.words(startingWith: last, atMost: Self.mostWords)
            else { return [(term.words.joined(separator: " "), term.isPrefix)] }
            return all.map { ((term.words.dropLast() + [$0]).joined(separator: " "), false) }
        }
        self.places = places
        columns = isStaff ? "{title body staff}" : "{title body}"
    }

    /// Whether it can be seen already that nothing is found.
    var isHopeless: Bool { terms.isEmpty || terms.contains { $0.isEmpty } || places?.isEmpty ?? false }

    /// - Parameters:
    ///   - kinds: nil is all
    ///   - inTitle: the title must hold all words
    func match(kinds: [String]? = nil, inTitle: Bool = false) -> String {
        let wanted = terms.map { ways in
            "(" + ways.map { SearchPlace.quoted($0.phrase) + ($0.goesOn ? " *" : "") }.joined(separator: " OR ") + ")"
        }
        var parts = ["\(inTitle ? "title" : columns) : (\(wanted.joined(separator: " AND ")))"]
        for words in [kinds?.map(SearchPlace.kind), places] {
            if let words { parts.append("place : (" + words.map(SearchPlace.quoted).joined(separator: " OR ") + ")") }
        }
        return parts.joined(separator: " AND ")
    }
}

extension Connection {
    /// The words in the index that start so, in order; nil when there are more.
    fileprivate func words(startingWith start: String, atMost most: Int) throws -> [String]? {
        var words: [String] = [], next = start
        while words.count <= most {
            // From word to word: to list where each occurs would take as long as that is often.
            let found = try first("SELECT term FROM search_word WHERE term >= ? LIMIT 1", [.text(next)]) {
                $0.string(0)
            }
            guard let found, found.hasPrefix(start) else { return words }
            words.append(found)
            next = found + "\u{1}"
        }
        return nil
    }
}
