import Domain

/// What something looks like in JSON, in the words of JSON Schema (2020-12), as OpenAPI 3.1 uses them.
struct Schema: Sendable {
    let tree: Tree

    private init(_ members: KeyValuePairs<String, Tree>) { tree = .object(members) }
    private init(tree: Tree) { self.tree = tree }

    static let anything = Schema([:])
    static let text = Schema(["type": .text("string")])
    static let int = Schema(["type": .text("integer"), "format": .text("int64")])
    static let number = Schema(["type": .text("number")])
    static let bool = Schema(["type": .text("boolean")])
    static let id = Schema(["type": .text("string"), "format": .text("uuid")])
    static let day = Schema(["type": .text("string"), "format": .text("date")])
    static let instant = Schema(["type": .text("string"), "format": .text("date-time")])

    /// A whole number within bounds.
    static func int(_ range: ClosedRange<Int>) -> Schema {
        int.with([("minimum", .int(range.lowerBound))]).with(
            range.upperBound == .max ? [] : [("maximum", .int(range.upperBound))])
    }
    /// - Parameter length: in Unicode scalars
    static func text(_ length: ClosedRange<Int>) -> Schema {
        text.with([("minLength", .int(length.lowerBound)), ("maxLength", .int(length.upperBound))])
    }
    /// - Parameter pattern: a regular expression that the whole of it fits
    static func text(like pattern: String) -> Schema { text.with([("pattern", .text("^(?:\(pattern))$"))]) }

    static func words(_ words: [String]) -> Schema {
        Schema(["type": .text("string"), "enum": .list(words.map(Tree.text))])
    }
    static func words<W: CaseIterable & RawRepresentable<String>>(of _: W.Type) -> Schema {
        words(W.allCases.map(\.rawValue))
    }
    static func list(of element: Schema) -> Schema { Schema(["type": .text("array"), "items": element.tree]) }
    /// An object whose names are ids or the like.
    static func map(of element: Schema) -> Schema {
        Schema(["type": .text("object"), "additionalProperties": element.tree])
    }
    static func record(_ type: any Record.Type) -> Schema { named(type.kind.name) }
    static func records(_ type: any Record.Type) -> Schema { list(of: record(type)) }
    /// One of the document's own.
    static func named(_ name: String) -> Schema { Schema(["$ref": .text("#/components/schemas/\(name)")]) }

    /// An object of exactly these members; a question mark behind a name says that it may be missing.
    static func object(_ members: KeyValuePairs<String, Schema>) -> Schema {
        object(members.map { ($0.key, $0.value) })
    }
    static func object(_ members: [(String, Schema)]) -> Schema {
        let parts = members.map { name, schema in
            name.hasSuffix("?") ? (String(name.dropLast()), schema, false) : (name, schema, true)
        }
        return Schema([
            "type": .text("object"), "required": .list(parts.filter(\.2).map { .text($0.0) }),
            "properties": .members(parts.map { ($0.0, $0.1.tree) }),
        ])
    }
    static func either(_ one: Schema, _ other: Schema) -> Schema { Schema(["anyOf": .list([one.tree, other.tree])]) }
    /// What both have.
    func and(_ members: KeyValuePairs<String, Schema>) -> Schema {
        let more = Schema.object(members).tree.asMembers
        return Schema(
            tree: .members(
                tree.asMembers.map { name, value in
                    let other = more.first { $0.0 == name }?.1
                    switch (value, other) {
                    case (.members(let mine), .members(let theirs)?): return (name, .members(mine + theirs))
                    case (.list(let mine), .list(let theirs)?): return (name, .list(mine + theirs))
                    default: return (name, value)
                    }
                }))
    }
    /// What is sent, where names that are not known are refused.
    var strict: Schema { with([("additionalProperties", .bool(false))]) }

    /// It, or null.
    var orNull: Schema {
        var members = tree.asMembers
        guard let place = members.firstIndex(where: { $0.0 == "type" }) else {
            return Schema(["anyOf": .list([tree, .object(["type": .text("null")])])])
        }
        members[place].1 = .list([members[place].1, .text("null")])
        if let place = members.firstIndex(where: { $0.0 == "enum" }), case .list(let words) = members[place].1 {
            members[place].1 = .list(words + [.null])
        }
        return Schema(tree: .members(members))
    }
    func with(_ more: [(String, Tree)]) -> Schema { Schema(tree: .members(tree.asMembers + more)) }
}

extension Schema {
    /// What a field holds, without its bounds.
    init(_ shape: Shape) {
        switch shape {
        case .text: self = .text
        case .int: self = .int
        case .money: self = .int(Int(Money.bounds.lowerBound)...Int(Money.bounds.upperBound))
        case .real: self = .number
        case .bool: self = .bool
        case .day: self = .day
        case .instant: self = .instant
        case .reference: self = .id
        case .anyReference: self = .text(like: "[^:]+:\(Self.uuid)")
        case .choice(let words): self = .words(words)
        case .list(let element):
            self = Schema.list(of: Schema(element)).with([("maxItems", .int(200)), ("uniqueItems", .bool(true))])
        }
    }
    static let uuid = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"

    /// What a field holds.
    init(_ traits: Traits) {
        var schema = Schema(traits.shape)
        if let length = traits.length {
            // What may be missing may be empty, too.
            let least = traits.isOptional ? 0 : length.lowerBound
            schema = schema.with([("minLength", .int(least)), ("maxLength", .int(length.upperBound))])
        }
        if let range = traits.range {
            schema = schema.with([("minimum", .real(range.lowerBound)), ("maximum", .real(range.upperBound))])
        }
        self = traits.isOptional ? schema.orNull : schema
    }

    /// A kind of record as a client gets it. Guests do not get what is for the staff.
    init(answer type: any Record.Type) {
        let stamp: [(String, Schema)] = [
            ("id", .id), ("rev", .int), ("createdAt", .instant), ("createdBy", .id), ("updatedAt", .instant),
        ]
        self = .object(
            stamp + type.traits.map { ($0.isStaffOnly ? $0.name + "?" : $0.name, Schema($0)) })
    }
    /// The fields of a kind as a client sends them.
    /// - Parameter creating: whether to make one, or to change it
    init(fieldsOf type: any Record.Type, creating: Bool) {
        let needed = creating ? type.neededFields : []
        let fields = type.traits.filter { !$0.isReadOnly && (creating || !$0.isFixed) }.map {
            (needed.contains($0.name) ? $0.name : $0.name + "?", Schema($0))
        }
        self = Schema.object((creating ? [("id?", Schema.id.orNull)] : []) + fields).strict
    }
}

extension Record {
    fileprivate static var traits: [Traits] { fields.traits }
    /// Those that have no value that could stand by itself.
    fileprivate static var neededFields: Set<String> {
        let known = Set(fields.all.map(\.name))
        return Set(Self().problems().map(\.field).filter(known.contains))
    }
}
