/// What people call a task or an objective by: "T-12", "O3". Each plan counts its own.
public struct ShortName: Hashable, Sendable {
    public let kind: Kind, number: Int64

    /// Nil for anything else, however it begins.
    public init?(_ text: String) {
        guard let found = text.wholeMatch(of: /\s*([TtOo])-?([0-9]{1,6})\s*/), let number = Int64(found.output.2) else {
            return nil
        }
        kind = found.output.1.lowercased() == "t" ? PlanTask.kind : Objective.kind
        self.number = number
    }
}
