import Domain

/// Records in a list, for rules that ask for others.
struct Shelf: Lookup {
    var records: [any Record] = []
    func find<R: Record>(_ id: ID<R>) throws -> R? { records.compactMap { $0 as? R }.first { $0.id == id } }
    func all<R: Record>(_: R.Type, where fields: [String: Value]) throws -> [R] {
        records.compactMap { $0 as? R }.filter { record in
            fields.allSatisfy { R.fields[$0.key]?.get(record) == $0.value }
        }
    }
    /// Those on its team, and nobody else.
    func sees(_ member: ID<Member>, _ plan: ID<Plan>) throws -> Bool { try planMember(member, on: plan) != nil }
}
