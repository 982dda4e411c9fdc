/// What a team agrees to: the material values of a plan, of its objectives and of the team's own commitments, as the
/// declarations say. Where two texts are equal, the agreement is the same.
public struct Material: Sendable {
    /// What every team agrees to.
    private let shared: String

    public init(_ plan: Plan, _ objectives: [Objective]) {
        shared = Self.lines([plan]) + Self.lines(objectives)
    }

    /// - Parameter own: the team's commitments on the plan
    public func text(own: [Commitment]) -> String { shared + Self.lines(own) }

    /// A line for each record, in the order of their ids: that it is there, and its material values.
    private static func lines<R: Record>(_ records: [R]) -> String {
        let material = R.fields.all.filter(\.traits.isMaterial)
        return records.sorted { $0.id.raw < $1.id.raw }.map { record in
            "\(R.kind.name) \(record.id.text)" + material.map { " \($0.name)=\($0.get(record))" }.joined() + "\n"
        }.joined()
    }
}
