import Domain
import Foundation
import Store

/// Reads the parameters of an address, and keeps what is wrong with them until all have been looked at.
struct QueryReader {
    private var problems: [Problem] = []

    /// Takes what could be read, or says what is wanted.
    mutating func take<T>(_ value: T?, _ name: String, _ wanted: String) -> T? {
        if value == nil { problems.append(Problem(name, wanted)) }
        return value
    }
    /// One or several, with commas between them, at most 50.
    mutating func list<T>(_ text: String, _ name: String, _ wanted: String, _ read: (String) -> T?) -> [T] {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let values = parts.compactMap(read)
        return take(values.count == parts.count && values.count <= 50 ? values : nil, name, wanted) ?? []
    }
    mutating func zone(_ text: String) -> String? {
        take(TimeZone(identifier: text) == nil ? nil : text, "zone", "must be a time zone like Europe/Vienna")
    }
    mutating func limit(_ text: String) -> Int {
        take(Int(text).flatMap { (1...200).contains($0) ? $0 : nil }, "limit", "must be from 1 to 200") ?? 50
    }
    mutating func unknown(_ name: String) { problems.append(Problem(name, "is not known here")) }

    /// - Throws: `Invalid`, naming each parameter that cannot be
    func finish() throws { if !problems.isEmpty { throw Invalid(problems) } }
}

extension Point {
    /// A moment or a day.
    init?(_ text: String) {
        if let at = Instant(text) {
            self = .moment(at)
        } else if let day = Day(text) {
            self = .day(day)
        } else {
            return nil
        }
    }
}

extension HistoryQuery {
    static let parameters: [Parameter] = [
        Parameter("plan", .id), Parameter("account", .id), Parameter("record", .id), "kind", "actor",
        Parameter("team", .id), "what", "from", "to", "zone", Parameter("since", .int), Parameter("until", .int),
        Parameter.page, "after",
    ]

    /// - Throws: `Invalid`, naming each parameter that cannot be
    init(_ parameters: [(name: String, value: String)]) throws {
        self.init()
        var query = QueryReader()
        for (name, text) in parameters {
            let id = "must be an id", seq = "must be a seq", when = "must be a moment or a day"
            switch name {
            case "plan": plan = query.take(Identifier(text), name, id).map { ID($0) }
            case "account": account = query.take(Identifier(text), name, id).map { ID($0) }
            case "record": record = query.take(Identifier(text), name, id)
            case "team": team = query.take(Identifier(text), name, id).map { ID($0) }
            case "actor": actors = query.list(text, name, "must be ids") { Identifier($0).map { ID($0) } }
            case "kind":
                kinds = query.list(text, name, "must be kinds of records") { word in
                    Kinds.all.contains { $0.kind.name == word } ? word : nil
                }
            case "what":
                let words = Doing.allCases.map(\.rawValue).joined(separator: ", ")
                doings = query.list(text, name, "must be of \(words)", Doing.init)
            case "from": from = query.take(Point(text), name, when)
            case "to": to = query.take(Point(text), name, when)
            case "zone": zone = query.zone(text)
            case "since": since = query.take(Int64(text), name, seq)
            case "until": until = query.take(Int64(text), name, seq)
            case "after": after = text
            case "limit": limit = query.limit(text)
            default: query.unknown(name)
            }
        }
        try query.finish()
    }
}
