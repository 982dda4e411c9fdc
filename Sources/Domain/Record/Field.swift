import Foundation

/// What is known of a field, whatever its type.
public struct Traits: Sendable {
    /// What happens to a record when the one that this field refers to is deleted.
    public enum WhenDeleted: Sendable {
        /// The deletion is refused, and names this record.
        case refuse
        /// This record is a part of the other and goes with it.
        case part
        /// The reference is taken away.
        case unlink
    }
    public let name: String, column: String, shape: Shape, isOptional: Bool
    public internal(set) var standard = Value.null
    public internal(set) var isMaterial = false, isSearchable = false, isFilterable = false, isSortable = false
    /// Read-only fields are written by actions only; fixed ones at creation only.
    public internal(set) var isReadOnly = false, isFixed = false
    public internal(set) var isScope = false, isNumbered = false, isStaffOnly = false, isPersonal = false
    public internal(set) var isMultiline = false
    public internal(set) var whenDeleted = WhenDeleted.refuse
    public internal(set) var length: ClosedRange<Int>?, range: ClosedRange<Double>?

    /// The kind of record this field refers to, alone or in a list.
    public var target: String? {
        switch shape {
        case .reference(let kind), .list(.reference(let kind)): kind
        default: nil
        }
    }
}

/// One field as it is declared: a name, where it lies, and what is true of it.
public struct Field<R: Record, V: FieldValue>: Sendable {
    fileprivate var traits: Traits
    fileprivate let path: any WritableKeyPath<R, V> & Sendable
    fileprivate var checks: [@Sendable (V) -> String?] = []

    public init(_ name: String, _ path: any WritableKeyPath<R, V> & Sendable) {
        traits = Traits(name: name, column: snakeCase(name), shape: V.shape, isOptional: V.isOptional)
        self.path = path
    }

    /// A change makes sign-offs stale.
    public func material() -> Self { with { $0.traits.isMaterial = true } }
    public func searchable() -> Self { with { $0.traits.isSearchable = true } }
    public func filterable() -> Self { with { $0.traits.isFilterable = true } }
    public func sortable() -> Self { with { $0.traits.isSortable = true } }
    public func readOnly() -> Self { with { $0.traits.isReadOnly = true } }
    public func fixed() -> Self { with { $0.traits.isFixed = true } }
    /// Guests do not get it.
    public func staffOnly() -> Self { with { $0.traits.isStaffOnly = true } }
    /// Redacted when the person it is about is erased.
    public func personal() -> Self { with { $0.traits.isPersonal = true } }
    public func check(_ rule: @escaping @Sendable (V) -> String?) -> Self { with { $0.checks.append(rule) } }
    public func part() -> Self { with { $0.traits.whenDeleted = .part } }

    fileprivate func with(_ edit: (inout Self) -> Void) -> Self {
        var copy = self
        edit(&copy)
        return copy
    }
}
extension Field where V: Textual {
    /// One line of text. Length in Unicode scalars, as JSON Schema and PostgreSQL count.
    public func text(_ length: ClosedRange<Int>) -> Self { text(length, isMultiline: false) }
    /// Text that may have several lines.
    public func lines(_ length: ClosedRange<Int>) -> Self { text(length, isMultiline: true) }

    private func text(_ length: ClosedRange<Int>, isMultiline: Bool) -> Self {
        check { value in
            guard let text = value.content else { return nil }
            if !length.contains(text.unicodeScalars.count) {
                return "must be \(length.lowerBound) to \(grouped(length.upperBound)) characters"
            }
            if text.unicodeScalars.allSatisfy(\.properties.isWhitespace), length.lowerBound > 0 {
                return "must not be blank"
            }
            let isAllowed = { (c: Unicode.Scalar) in isMultiline && (c == "\n" || c == "\t" || c == "\r") }
            // Unicode's category Cc, spelled out: it will never be another, and all texts of a record pass here at each edit.
            let isControl = { (c: Unicode.Scalar) in c.value < 0x20 || (0x7F...0x9F).contains(c.value) }
            if text.unicodeScalars.contains(where: { isControl($0) && !isAllowed($0) }) {
                return "must not contain control characters"
            }
            return nil
        }.with { ($0.traits.length, $0.traits.isMultiline) = (length, isMultiline) }
    }
}
extension Field where V: Numeric {
    public func between(_ range: ClosedRange<Double>) -> Self {
        check { value in
            guard let amount = value.amount, !range.contains(amount) else { return nil }
            return "must be from \(range.lowerBound.formatted()) to \(range.upperBound.formatted())"
        }.with { $0.traits.range = range }
    }
}
extension Field where V == Int {
    /// Counts the records of a plan, from 1; given by the store at creation.
    public func numbered() -> Self {
        readOnly().sortable().with { $0.traits.isNumbered = true }
    }
}
extension Field where V == ID<Plan> {
    /// The record belongs to this plan: its changes are the plan's, and so is the right to see it.
    public func scope() -> Self { fixed().part().filterable().with { $0.traits.isScope = true } }
}
extension Field where V == ID<Plan>? {
    /// The same for kinds of which some records belong to no plan, but to an account that they are about.
    public func scope() -> Self { fixed().part().filterable().with { $0.traits.isScope = true } }
}
extension Field where V == ID<Account> {
    public func scope() -> Self { fixed().filterable().with { $0.traits.isScope = true } }
}
extension Field where V == RecordReference? {
    /// It may name records of these kinds, and is a part of the one it names.
    public func names(_ kinds: String...) -> Self { names(kinds) }
    public func names(_ kinds: [String]) -> Self {
        check { reference in
            guard let reference, !kinds.contains(reference.kind) else { return nil }
            return "must name one of " + kinds.joined(separator: ", ")
        }.fixed().part().filterable()
    }
}
extension Field {
    /// When the record it refers to is deleted, the reference is taken away.
    public func unlinks<Subject>() -> Self where V == ID<Subject>? { with { $0.traits.whenDeleted = .unlink } }
    public func unlinks<Subject>() -> Self where V == [ID<Subject>] { with { $0.traits.whenDeleted = .unlink } }
    public func unlinks() -> Self where V == RecordReference? { with { $0.traits.whenDeleted = .unlink } }
}

/// A field of one kind of record whose own type has been forgotten.
public final class AnyField<R: Record>: Sendable {
    public let traits: Traits
    public let get: @Sendable (R) -> Value
    /// False when the value is not of the field's type; the record is then as it was.
    public let set: @Sendable (inout R, Value) -> Bool
    let differs: @Sendable (R, R) -> Bool
    let problem: @Sendable (R) -> String?
    public var name: String { traits.name }

    fileprivate init<V>(_ field: Field<R, V>) {
        let place = Place(field.path), checks = field.checks
        var traits = field.traits
        traits.standard = place.get(R()).value
        self.traits = traits
        get = { place.get($0).value }
        set = { record, value in
            guard let new = V(value) else { return false }
            place.set(&record, new)
            return true
        }
        differs = { place.get($0) != place.get($1) }
        problem = { record in
            let value = place.get(record)
            if !V.isOptional && value.isBlank { return "is required" }
            for check in checks { if let problem = check(value) { return problem } }
            return nil
        }
    }
}

/// Where a field lies in its record. All that is read or written passes here, and to follow a key path that the compiler
/// does not know takes ten times as long as to go to the property that it stands for.
private struct Place<R: Record, V: FieldValue>: Sendable {
    private let path: any WritableKeyPath<R, V> & Sendable
    /// In bytes; nil where the property is computed.
    private let offset: Int?

    init(_ path: any WritableKeyPath<R, V> & Sendable) {
        (self.path, offset) = (path, MemoryLayout<R>.offset(of: path))
    }

    func get(_ record: R) -> V {
        guard let offset else { return record[keyPath: path] }
        return withUnsafeBytes(of: record) { $0.load(fromByteOffset: offset, as: V.self) }
    }
    func set(_ record: inout R, _ value: V) {
        guard let offset else { return record[keyPath: path] = value }
        withUnsafeMutableBytes(of: &record) { bytes in
            bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: V.self).pointee = value
        }
    }
}

/// All fields of a kind, in the order in which people see them.
public struct Fields<R: Record>: Sendable {
    public let all: [AnyField<R>]
    private let places: [String: Int]
    public init(@FieldsBuilder<R> _ fields: () -> [AnyField<R>]) {
        all = fields()
        places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })
    }
    public func place(of name: String) -> Int? { places[name] }
    public subscript(name: String) -> AnyField<R>? { places[name].map { all[$0] } }
    public var traits: [Traits] { all.map(\.traits) }
}
@resultBuilder public enum FieldsBuilder<R: Record> {
    public static func buildExpression<V>(_ field: Field<R, V>) -> AnyField<R> { AnyField(field) }
    public static func buildBlock(_ fields: AnyField<R>...) -> [AnyField<R>] { fields }
}

/// `leadTeam` → `lead_team`
public func snakeCase(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
}
/// `leadTeam` → `lead team`
public func words(_ name: String) -> String { snakeCase(name).replacing("_", with: " ") }
func grouped(_ n: Int) -> String { n.formatted(.number.locale(Locale(identifier: "en"))) }
