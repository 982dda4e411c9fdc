/// What a team agreed to: the material values of a plan, of its objectives and of the team's own commitments, as the
/// declarations say. Two that are equal are the same agreement.
public struct Material: Hashable, Sendable {
    public struct Item: Hashable, Comparable, Sendable {
        public let kind: String, record: Identifier, field: String
        public static func < (a: Self, b: Self) -> Bool {
            (a.kind, a.record, a.field) < (b.kind, b.record, b.field)
        }
    }
    /// The field that says of an objective or commitment that it is there.
    public static let presence = "id"
    public private(set) var values: [Item: Value] = [:]

    public init(_ plan: Plan, _ objectives: [Objective], _ commitments: [Commitment]) {
        add(plan)
        for objective in objectives { add(objective) }
        for commitment in commitments { add(commitment) }
    }

    private mutating func add<R: Record>(_ record: R) {
        let id = record.id.raw
        values[Item(kind: R.kind.name, record: id, field: Self.presence)] = .bool(true)
        for field in R.fields.all where field.traits.isMaterial {
            values[Item(kind: R.kind.name, record: id, field: field.name)] = field.get(record)
        }
    }

    /// One line an item in a fixed order, to be hashed.
    public var text: String {
        values.sorted { $0.key < $1.key }.map { "\($0.kind) \($0.record.text) \($0.field) \($1)\n" }.joined()
    }
}
