import Foundation

/// A letter of plain text, as programs that deliver mail read it (RFC 5322). Whatever the names and the subject hold, they
/// stay within their line: nothing that people write becomes a header.
public struct Mail: Sendable {
    public struct Address: Hashable, Sendable {
        public let name: String, address: String
        public init(_ name: String, _ address: String) { (self.name, self.address) = (name, address) }
    }
    public let from: Address, to: Address, subject: String, text: String
    public let at: Instant
    /// Where whoever gets it says that they want no more of these.
    public let settings: String
    /// Made for this letter alone.
    public let id: Identifier

    public init(
        from: Address, to: Address, subject: String, text: String, at: Instant, settings: String, id: Identifier
    ) {
        (self.from, self.to, self.subject, self.text) = (from, to, subject, text)
        (self.at, self.settings, self.id) = (at, settings, id)
    }

    /// Lines that end with a line feed only, as `sendmail` takes them.
    public var bytes: [UInt8] {
        let host = from.address.split(separator: "@").last.map(String.init) ?? "localhost"
        let headers = [
            "From: \(Self.header(from))", "To: \(Self.header(to))", "Subject: \(Self.encoded(subject))",
            "Date: \(Self.date(at))", "Message-ID: <\(id.text)@\(Self.plain(host))>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated", "List-Unsubscribe: <\(Self.plain(settings))>",
        ]
        let body = Data(text.utf8).base64EncodedString()
        return Array((headers.joined(separator: "\n") + "\n\n" + Self.wrapped(body)).utf8)
    }

    private static func header(_ one: Address) -> String { "\(encoded(one.name)) <\(plain(one.address))>" }

    /// Words of RFC 2047, of whole characters and at most 75 bytes each; text of letters and digits only stays as it is.
    static func encoded(_ text: String) -> String {
        let plain = plain(text)
        let isSimple = plain.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "):
                true
            default: false
            }
        }
        if isSimple, plain.utf8.count < 60 { return plain }
        var words: [[UInt8]] = [[]]
        for scalar in plain.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if (words.last?.count ?? 0) + bytes.count > 45 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\n ")
    }

    /// Without anything that would end a line, or turn it round.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    switch $0.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: false
                    default: true
                    }
                }))
    }

    private static func wrapped(_ base64: String) -> String {
        var lines = "", rest = base64[...]
        while !rest.isEmpty {
            lines += rest.prefix(76) + "\n"
            rest = rest.dropFirst(76)
        }
        return lines
    }

    /// `Mon, 23 Nov 2026 09:00:00 +0000`
    private static func date(_ at: Instant) -> String {
        let day = Day(of: at), (year, month, date) = day.civil
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = at.text.dropFirst(11).prefix(8)
        return "\(weekdays[day - day.monday]), \(date) \(months[month - 1]) \(year) \(time) +0000"
    }
}
