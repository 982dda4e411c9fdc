/// How far an objective has come, beside how far an even pace would have brought it by now. The browser draws by the
/// same rules.
public struct Pace: Hashable, Sendable {
    public enum State: String, Sendable { case reached, on, behind, risk }
    /// The share of the way that is gone; below 0 and above 1 where it went that far.
    public let progress: Double
    /// The share of the time that is gone; nil where there is no end to it.
    public let expected: Double?

    /// So far behind an even pace, as shares of the way.
    private static let behind = -0.05, risk = -0.2

    /// Nil where there is nothing to measure by.
    public init?(of objective: Objective, on plan: Plan, today: Day) {
        guard let target = objective.target, let current = objective.current else { return nil }
        let from = objective.baseline ?? 0, way = target - from
        progress = way == 0 ? (current >= target ? 1 : 0) : (current - from) / way
        let start = plan.start ?? Day(of: objective.stamp.createdAt)
        expected = (objective.due ?? plan.end).flatMap { end in
            end > start ? Double(today - start) / Double(end - start) : nil
        }
    }

    public var state: State {
        if progress >= 1 { return .reached }
        guard let expected else { return .on }
        let gap = progress - min(expected, 1)
        return gap < Self.risk ? .risk : gap < Self.behind ? .behind : .on
    }
}
