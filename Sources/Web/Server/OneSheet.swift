/// The style sheets that a page links, as one: a browser waits for one answer in place of ten. Those for some media alone,
/// such as paper, stay apart. What comes before what is said in the sheets themselves, by layers.
struct OneSheet {
    /// The page with one link, to `address`, where its first one was.
    let html: String
    let css: String

    private static let start = "<link rel=\"stylesheet\" href=\"", end = "\">"

    /// - Parameter text: of a file, by its address
    /// - Returns: nil where the page links none
    init?(of html: String, at address: String, _ text: (String) -> String?) {
        var lines: [Substring] = [], sheets: [String] = []
        for line in html.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix(Self.start), line.hasSuffix(Self.end),
                let sheet = text(String(line.dropFirst(Self.start.count).dropLast(Self.end.count)))
            else {
                lines.append(line)
                continue
            }
            if sheets.isEmpty { lines.append("\(Self.start)\(address)\(Self.end)") }
            sheets.append(sheet)
        }
        guard !sheets.isEmpty else { return nil }
        (self.html, css) = (lines.joined(separator: "\n"), sheets.joined(separator: "\n"))
    }
}
