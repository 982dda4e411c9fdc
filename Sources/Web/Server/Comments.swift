import NIOCore

/// Own code is sent without its comments, which are a fifth of it and for readers of the source.
enum Comments {
    /// Leaves out the lines that are comments and nothing else, `// …` and from `/*` to `*/`. They stay as empty lines, so
    /// that what a browser says of a line leads to it in the source. What stands behind code on its line stays.
    static func left(outOf text: String) -> String {
        var isInside = false
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
            let words = line.trimmingPrefix { $0 == " " }
            if !isInside {
                if words.hasPrefix("//") { return "" }
                guard words.hasPrefix("/*") else { return line }
                // Code behind a comment on its line.
                if let end = words.firstRange(of: "*/"), end.upperBound != words.endIndex { return line }
            }
            isInside = !words.hasSuffix("*/")
            return ""
        }.joined(separator: "\n")
    }

    static func areIn(_ name: String) -> Bool { name.hasSuffix(".js") || name.hasSuffix(".css") }
}
