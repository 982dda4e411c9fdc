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
            "\(R.kind.name) \(record.id.text)" + material.map { " \($0.name)=\(Self.text($0.get(record)))" }.joined()
                + "\n"
        }.joined()
    }

    /// What is kept as a fingerprint must read the same in every version: these words are never changed. The order of a
    /// list says nothing.
    private static func text(_ value: Value) -> String {
        switch value {
        case .null: "-"
        case .bool(let yes): yes ? "yes" : "no"
        case .int(let n): String(n)
        case .real(let n): n.description
        case .text(let text): "\(text.utf8.count):\(text)"
        case .id(let id): id.text
        case .day(let day): day.text
        case .instant(let at): at.text
        case .list(let values): "[" + values.map(Self.text).sorted().joined(separator: ",") + "]"
        }
    }
}
