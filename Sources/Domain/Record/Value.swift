/// What a field holds when nobody knows its type: the common currency of patches, rows, the journal and JSON.
public enum Value: Hashable, Sendable {
    case null, bool(Bool), int(Int64), real(Double), text(String), id(Identifier), day(Day), instant(Instant)
    case list([Value])
}

/// What forms, columns, CSV and OpenAPI need to know of a field's type.
public indirect enum Shape: Hashable, Sendable {
    case text, int, real, bool, day, instant, money
    case choice([String]), reference(String), anyReference, list(Shape)

    /// The end of the sentence "this field …".
    public var wanted: String {
        switch self {
        case .text: "must be text"
        case .int: "must be a whole number"
        case .real: "must be a number"
        case .bool: "must be true or false"
        case .day: "must be a day like 2026-11-23, from 1970 to 2199"
        case .instant: "must be a moment like 2026-11-23T09:30:00Z"
        case .money: "must be a whole number of minor units within ±9,000,000,000,000,000"
        case .choice(let words): "must be one of " + words.joined(separator: ", ")
        case .reference(let kind): "must be the id of a \(kind)"
        case .anyReference: "must name a record, like objective:0199…"
        case .list(let element): "must be a list, each of which " + element.wanted
        }
    }
}

/// A type that a field may have.
public protocol FieldValue: Hashable, Sendable {
    static var shape: Shape { get }
    static var isOptional: Bool { get }
    /// Nil when the value is not of this type, or out of the bounds that every value of it has.
    init?(_ value: Value)
    var value: Value { get }
    /// Holds nothing, though its type is not optional: a reference not yet set.
    var isBlank: Bool { get }
}
extension FieldValue {
    public static var isOptional: Bool { false }
    public var isBlank: Bool { false }
}

extension String: FieldValue {
    public static var shape: Shape { .text }
    public init?(_ value: Value) {
        guard case .text(let text) = value else { return nil }
        self = text
    }
    public var value: Value { .text(self) }
}
extension Int: FieldValue {
    public static var shape: Shape { .int }
    public init?(_ value: Value) {
        guard case .int(let n) = value, let exact = Int(exactly: n) else { return nil }
        self = exact
    }
    public var value: Value { .int(Int64(self)) }
}
extension Double: FieldValue {
    public static var shape: Shape { .real }
    public init?(_ value: Value) {
        switch value {
        case .real(let n) where n.isFinite: self = n
        case .int(let n): self = Double(n)
        default: return nil
        }
    }
    public var value: Value { .real(self) }
}
extension Bool: FieldValue {
    public static var shape: Shape { .bool }
    public init?(_ value: Value) {
        guard case .bool(let yes) = value else { return nil }
        self = yes
    }
    public var value: Value { .bool(self) }
}
extension Money: FieldValue {
    public static var shape: Shape { .money }
    public init?(_ value: Value) {
        guard case .int(let n) = value, Money.bounds.contains(n) else { return nil }
        self.init(minor: n)
    }
    public var value: Value { .int(minor) }
}
extension Day: FieldValue {
    public static var shape: Shape { .day }
    public init?(_ value: Value) {
        switch value {
        case .day(let day): self = day
        case .text(let text): self.init(text)
        default: return nil
        }
        guard Day.bounds.contains(self) else { return nil }
    }
    public var value: Value { .day(self) }
}
extension Instant: FieldValue {
    public static var shape: Shape { .instant }
    public init?(_ value: Value) {
        switch value {
        case .instant(let at): self = at
        case .text(let text): self.init(text)
        default: return nil
        }
    }
    public var value: Value { .instant(self) }
}
extension ID: FieldValue where Subject: Record {
    public static var shape: Shape { .reference(Subject.kind.name) }
    public init?(_ value: Value) {
        switch value {
        case .id(let raw): self.init(raw)
        case .text(let text):
            guard let raw = Identifier(text) else { return nil }
            self.init(raw)
        default: return nil
        }
    }
    public var value: Value { .id(raw) }
    public var isBlank: Bool { raw == .none }
}
extension RecordReference: FieldValue {
    public static var shape: Shape { .anyReference }
    public init?(_ value: Value) {
        guard case .text(let text) = value else { return nil }
        self.init(text)
    }
    public var value: Value { .text(text) }
}
extension Optional: FieldValue where Wrapped: FieldValue {
    public static var shape: Shape { Wrapped.shape }
    public static var isOptional: Bool { true }
    /// An empty text is no text: a form that was cleared says so.
    public init?(_ value: Value) {
        if value == .null || value == .text("") {
            self = .none
        } else if let some = Wrapped(value) {
            self = .some(some)
        } else {
            return nil
        }
    }
    public var value: Value { self?.value ?? .null }
    public var isBlank: Bool { self == nil }
}
extension Array: FieldValue where Element: FieldValue {
    public static var shape: Shape { .list(Element.shape) }
    public init?(_ value: Value) {
        guard case .list(let values) = value, values.count <= 200 else { return nil }
        let elements = values.compactMap { Element($0) }
        guard elements.count == values.count, Set(elements).count == elements.count else { return nil }
        self = elements
    }
    public var value: Value { .list(map(\.value)) }
}

/// A closed set of words: `enum Status: String, Choice { case todo, doing, … }`.
public protocol Choice: FieldValue, CaseIterable, RawRepresentable<String> {}
extension Choice {
    public static var shape: Shape { .choice(allCases.map(\.rawValue)) }
    public init?(_ value: Value) {
        guard case .text(let text) = value else { return nil }
        self.init(rawValue: text)
    }
    public var value: Value { .text(rawValue) }
}

/// Text, or text that may be missing.
public protocol Textual: FieldValue { var content: String? { get } }
extension String: Textual { public var content: String? { self } }
extension Optional: Textual where Wrapped: Textual { public var content: String? { flatMap(\.content) } }

/// A number, or a number that may be missing.
public protocol Numeric: FieldValue { var amount: Double? { get } }
extension Int: Numeric { public var amount: Double? { Double(self) } }
extension Double: Numeric { public var amount: Double? { self } }
extension Optional: Numeric where Wrapped: Numeric { public var amount: Double? { flatMap(\.amount) } }
