/// What somebody looks for: words that must all be found. Anything may be typed; what has no words finds nothing.
public struct Wording: Hashable, Sendable {
    /// Words that stand one after the other; mostly just one.
    public struct Term: Hashable, Sendable {
        public let words: [String]
        /// The last word may still be being typed: its beginning is enough.
        public let isPrefix: Bool
    }
    public let terms: [Term]

    /// Nobody types more than this, in Unicode scalars; what is longer finds nothing.
    private static let longest = 400
    private static let mostTerms = 10, mostWords = 20
    /// As keyboards write them, and as phones make them.
    private static let quotes: Set<Character> = ["\"", "“", "”", "„", "«", "»"]

    /// - Parameter text: words; "words in quotes" are a phrase, and so is what is written together, like e-mail
    public init(_ text: String) {
        guard text.unicodeScalars.prefix(Self.longest + 1).count <= Self.longest else {
            terms = []
            return
        }
        var terms: [Term] = [], isPhrase = false
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: Self.quotes.contains) {
            terms += isPhrase ? [Self.words(part)] : part.split(whereSeparator: \.isWhitespace).map(Self.words)
            isPhrase.toggle()
        }
        terms.removeAll { $0.words.isEmpty }
        terms = Array(terms.prefix(Self.mostTerms)).map { Term(words: Array($0.words.prefix(Self.mostWords))) }
        let isTyping = text.last.map { !Words.all(in: String($0)).isEmpty } ?? false
        if isTyping, let last = terms.popLast() { terms.append(Term(words: last.words, isPrefix: last.mayGoOn)) }
        self.terms = terms
    }

    private static func words(_ text: Substring) -> Term { Term(words: Words.all(in: String(text)).map(\.folded)) }
}
extension Wording.Term {
    fileprivate init(words: [String]) { self.init(words: words, isPrefix: false) }

    /// One letter begins too much to be a beginning.
    fileprivate var mayGoOn: Bool { (words.last?.unicodeScalars.count ?? 0) > 1 }

    /// Where it stands among the words of a text.
    func places(in text: [Words.Word]) -> [Range<Int>] {
        guard let first = words.first, text.count >= words.count else { return [] }
        return (0...text.count - words.count).compactMap { at in
            // Most words are not the first one.
            let isHere =
                words.count == 1
                ? fits(text[at].folded, first, isLast: true)
                : words.indices.allSatisfy { fits(text[at + $0].folded, words[$0], isLast: $0 == words.count - 1) }
            return isHere ? at..<at + words.count : nil
        }
    }
    private func fits(_ word: String, _ wanted: String, isLast: Bool) -> Bool {
        word == wanted || isPrefix && isLast && word.hasPrefix(wanted)
    }
}
