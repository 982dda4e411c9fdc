/// Own code is sent without its comments, which are a fifth of it and for readers of the source.
enum Comments {
    /// Leaves out the lines that are comments and nothing else, `// …` and from `/*` to `*/`. They stay as empty lines, so
    /// that what a browser says of a line leads to it in the source. What stands behind code on its line stays.
    static func left(outOf text: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = [], isInside = false
        kept.reserveCapacity(text.count)
        for line in text.split(separator: newline, omittingEmptySubsequences: false) {
            if line.startIndex > 0 { kept.append(newline) }
            let words = line.drop { $0 == UInt8(ascii: " ") }
            if !isInside {
                if words.starts(with: "//".utf8) { continue }
                guard words.starts(with: "/*".utf8), isComment(words) else {
                    kept += line
                    continue
                }
            }
            isInside = !words.suffix(2).elementsEqual("*/".utf8)
        }
        return kept
    }

    private static let newline = UInt8(ascii: "\n")

    /// Whether a line that begins with a comment has no code behind it.
    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        let ends = line.indices.dropLast().first { line[$0] == UInt8(ascii: "*") && line[$0 + 1] == UInt8(ascii: "/") }
        return ends.map { $0 + 2 == line.endIndex } ?? true
    }

    static func areIn(_ name: String) -> Bool { name.hasSuffix(".js") || name.hasSuffix(".css") }
}
