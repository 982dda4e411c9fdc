import Domain

/// The company of the demonstration. Ellandra makes software with which operations plan their day: a platform and
/// three modules, Insight, Field and Link.
enum Company {
    static let name = "Ellandra", currency = "EUR", timeZone = "Europe/Vienna"
    /// Its fiscal year begins in July: FY27 is from July 2026 to June 2027.
    static let fiscalYearStart = 7

    /// In their order on every screen; the same as any workspace begins with.
    static let teams = ["sales", "marketing", "product", "success"]
    static func team(_ name: String) -> Int { teams.firstIndex(of: name) ?? 0 }

    struct FiscalYear {
        let title: String, start: Day, end: Day
        init(endingIn year: Int) {
            title = "FY\(year % 100 < 10 ? "0" : "")\(year % 100)"
            start = Day(year - 1, fiscalYearStart, 1)
            end = Day(year, fiscalYearStart, 1) + -1
        }
        /// The one in which this day lies.
        init(of day: Day) {
            let (year, month, _) = day.civil
            self.init(endingIn: month >= fiscalYearStart ? year + 1 : year)
        }
        var before: FiscalYear { FiscalYear(endingIn: end.civil.year - 1) }
    }
}

/// Tables and paragraphs of words, as they stand in this folder.
enum Table {
    /// Lines of columns with `|` between them, without the blanks around.
    static func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { line in
            line.split(separator: "|", omittingEmptySubsequences: false).map { trim($0) }
        }
    }
    static func trim(_ text: Substring) -> String {
        var text = text
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
    /// The first word of a line, and the rest.
    static func split(_ line: String) -> (word: String, rest: String) {
        let parts = line.split(separator: " ", maxSplits: 1)
        return (parts.first.map(String.init) ?? "", parts.count > 1 ? trim(parts[1]) : "")
    }
}
