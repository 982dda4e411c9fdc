/// A question of the pulse on which two teams are far apart. It becomes an item of the next review by itself.
public struct PerceptionGap: Hashable, Sendable {
    public enum Question: String, Choice {
        case clarity, agreement, confidence
        public func level(in pulse: Pulse) -> Int {
            switch self {
            case .clarity: pulse.clarity
            case .agreement: pulse.agreement
            case .confidence: pulse.confidence
            }
        }
    }
    public struct End: Hashable, Sendable {
        public let team: ID<Team>
        /// 1…5.
        public let mean: Double
        public init(_ team: ID<Team>, _ mean: Double) { (self.team, self.mean) = (team, mean) }
    }
    public let question: Question, lowest: End, highest: End
    public init(_ question: Question, lowest: End, highest: End) {
        (self.question, self.lowest, self.highest) = (question, lowest, highest)
    }

    /// So far apart are the means of two teams.
    public static let width = 2.0

    /// - Parameter teams: each with its pulses of closed weeks, none without any
    public static func all(_ teams: [(team: ID<Team>, pulses: [Pulse])]) -> [PerceptionGap] {
        Question.allCases.compactMap { question in
            let means = teams.map { End($0.team, mean(of: question, in: $0.pulses)) }
            guard let low = means.min(by: { $0.mean < $1.mean }), let high = means.max(by: { $0.mean < $1.mean }),
                high.mean - low.mean >= width
            else { return nil }
            return PerceptionGap(question, lowest: low, highest: high)
        }
    }

    public static func mean(of question: Question, in pulses: [Pulse]) -> Double {
        Double(pulses.map(question.level).reduce(0, +)) / Double(max(1, pulses.count))
    }
}
