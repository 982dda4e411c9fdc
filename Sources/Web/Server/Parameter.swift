import Domain

/// What may stand behind the question mark.
struct Parameter: Sendable, ExpressibleByStringLiteral {
    let name: String, schema: Schema

    init(_ name: String, _ schema: Schema) { (self.name, self.schema) = (name, schema) }
    /// Any text.
    init(stringLiteral name: String) { self.init(name, .text) }

    /// What lists of records are asked by.
    static func list(of type: any Record.Type) -> [Parameter] {
        func own<R: Record>(_: R.Type) -> [Parameter] {
            let sorts = ["createdAt", "updatedAt"] + R.fields.traits.filter(\.isSortable).map(\.name)
            return ["q", Parameter("sort", .words(sorts + sorts.map { "-" + $0 })), page, "after"]
                + R.fields.traits.filter(\.isFilterable).map { Parameter($0.name, .filter($0.shape)) }
        }
        return own(type)
    }
    static let page = Parameter("limit", .int(1...200))
}

extension Schema {
    /// `todo,doing`, `..2026-12-31`, `none`: how a list is asked for some values of a field.
    static func filter(_ shape: Shape) -> Schema {
        func some(_ pattern: String) -> Schema { .text(like: "(?:\(pattern))(?:,(?:\(pattern)))*") }
        func range(_ pattern: String) -> Schema {
            .text(like: "\(pattern)(?:,\(pattern))*|\(pattern)\\.\\.(?:\(pattern))?|\\.\\.\(pattern)")
        }
        switch shape {
        case .day: return range("[0-9]{4}-[0-9]{2}-[0-9]{2}")
        case .int, .money: return range("[+-]?[0-9]{1,18}")
        case .real: return range("-?[0-9]+(?:\\.[0-9]+)?")
        case .bool: return some("true|false")
        case .reference: return some("none|\(uuid)")
        case .choice(let words): return some(words.joined(separator: "|"))
        case .text, .anyReference, .instant, .list: return .text
        }
    }
}
