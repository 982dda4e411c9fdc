/// How text is cut into words: the one way for what is searched, what is searched for, and what is marked as found.
public enum Words {
    /// A word as it counts, and where it stands in the text.
    public struct Word: Hashable, Sendable {
        public let folded: String
        public let range: Range<String.Index>
    }
    /// In bytes; what is longer is known by its beginning.
    private static let longest = 64

    /// All words of a text, in order.
    public static func all(in text: String) -> [Word] {
        var words: [Word] = []
        scan(text) { words.append(Word(folded: String(decoding: $0, as: UTF8.self), range: $1)) }
        return words
    }

    /// All words of a text as they count, a space between each and the next.
    public static func folded(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        scan(text) { word, _ in
            if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
            bytes.append(contentsOf: word)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func scan(_ text: String, _ word: ([UInt8], Range<String.Index>) -> Void) {
        let scalars = text.unicodeScalars
        var letters: [UInt8] = [], start = scalars.startIndex, at = start
        func end() {
            if !letters.isEmpty { word(letters, start..<at) }
            letters.removeAll(keepingCapacity: true)
        }
        func add(_ more: [UInt8]) {
            if letters.isEmpty { start = at }
            if letters.count + more.count <= longest { letters += more }
        }
        while at < scalars.endIndex {
            switch Folding.of(scalars[at]) {
            case .nothing: end()
            case .silent: break
            case .letters(let more): add(more)
            case .alone(let one):
                end()
                word(one, at..<scalars.index(after: at))
            }
            scalars.formIndex(after: &at)
        }
        end()
    }
}
