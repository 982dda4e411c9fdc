import Domain
import JSON

/// Tables for spreadsheets (RFC 4180), in UTF-8 with its mark, which Excel needs.
enum CSV {
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func row(_ cells: [String]) -> [UInt8] { Array((cells.map(quoted).joined(separator: ",") + "\r\n").utf8) }

    static func cell(_ value: Value) -> String {
        switch value {
        case .null: ""
        case .bool(let yes): yes ? "true" : "false"
        case .int(let n): String(n)
        case .real(let n): n.description
        case .text(let text): defused(text)
        case .id(let id): id.text
        case .day(let day): day.text
        case .instant(let at): at.text
        case .list(let values): defused(values.map(cell).joined(separator: "; "))
        }
    }

    /// A text that a spreadsheet would take for a formula gets an apostrophe before it, by which it stays a text. Numbers
    /// are none: a minus of theirs is a sign.
    private static func defused(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, starters.contains(first) else { return text }
        return "'" + text
    }
    /// With their full-width forms, which some take for the same.
    private static let starters: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { [quote, UInt8(ascii: ","), 10, 13, 9].contains($0) }) else {
            return cell
        }
        // Byte by byte: a quote with an accent upon it is another letter to Swift, but none to a spreadsheet.
        let doubled = cell.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return "\"\(String(decoding: doubled, as: UTF8.self))\""
    }
    private static let quote = UInt8(ascii: "\"")
}
