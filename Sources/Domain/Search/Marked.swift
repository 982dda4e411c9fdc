/// A text in which what was looked for is marked.
public struct Marked: Hashable, Sendable {
    /// In order, and together the text: first what stands before a match, then the match, and so on in turn, so that each
    /// second piece is one.
    public let pieces: [String]
    public var isMarked: Bool { pieces.count > 1 }

    /// About so much of a long text is shown, in characters, and so many words before its first match.
    private static let length = 180, before = 6

    /// The whole text.
    public init(_ text: String, _ wording: Wording) {
        let words = Words.all(in: text)
        self.init(text, text.startIndex..<text.endIndex, wording.places(in: words).map { words.range($0) })
    }

    /// The part of a text around its first match; nil where there is none.
    public init?(excerptOf text: String, _ wording: Wording) {
        let words = Words.all(in: text), places = wording.places(in: words)
        guard let first = places.first else { return nil }
        let start =
            first.lowerBound <= Self.before ? text.startIndex : words[first.lowerBound - Self.before].range.lowerBound
        let most = text.index(start, offsetBy: Self.length, limitedBy: text.endIndex) ?? text.endIndex
        // Between words, unless it is one endless word.
        let whole = words.last { $0.range.upperBound <= most && $0.range.lowerBound > start }?.range.upperBound
        let end = most == text.endIndex ? most : max(whole ?? most, words.range(first).upperBound)
        self.init(text, start..<end, places.map { words.range($0) }.filter { $0.upperBound <= end })
    }

    /// - Parameter matches: in order, apart from each other
    private init(_ text: String, _ shown: Range<String.Index>, _ matches: [Range<String.Index>]) {
        var pieces: [String] = [], at = shown.lowerBound
        for match in matches {
            pieces += [text[at..<match.lowerBound].onOneLine, text[match].onOneLine]
            at = match.upperBound
        }
        pieces.append(text[at..<shown.upperBound].onOneLine)
        if shown.lowerBound > text.startIndex { pieces[0] = "…" + pieces[0] }
        if shown.upperBound < text.endIndex { pieces[pieces.count - 1] += "…" }
        self.pieces = pieces
    }
}
extension Wording {
    /// Where any of its terms stands, in order, overlapping ones as one.
    fileprivate func places(in words: [Words.Word]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for place in terms.flatMap({ $0.places(in: words) }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, place.lowerBound < last.upperBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, place.upperBound)
            } else {
                joined.append(place)
            }
        }
        return joined
    }
}
extension [Words.Word] {
    fileprivate func range(_ place: Range<Int>) -> Range<String.Index> {
        self[place.lowerBound].range.lowerBound..<self[place.upperBound - 1].range.upperBound
    }
}
extension Substring {
    /// Runs of white space as one space each.
    fileprivate var onOneLine: String {
        var line = String.UnicodeScalarView(), isSpace = false
        for scalar in unicodeScalars {
            let isBlank = scalar.properties.isWhitespace
            if !isBlank { line.append(scalar) } else if !isSpace { line.append(" ") }
            isSpace = isBlank
        }
        return String(line)
    }
}
