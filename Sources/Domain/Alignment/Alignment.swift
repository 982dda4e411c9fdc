/// The four ingredients of alignment. domain.md, "Alignment (the heart)".
public enum Ingredient: String, Choice { case agreement, commitment, promises, pulse }

/// How much each ingredient counts; a setting of the workspace.
public struct AlignmentWeights: Hashable, Sendable {
    public let agreement, commitment, promises, pulse: Double

    /// Nil unless all are from 0 to 1 and their sum is 1.
    public init?(agreement: Double, commitment: Double, promises: Double, pulse: Double) {
        let all = [agreement, commitment, promises, pulse]
        guard all.allSatisfy({ (0...1).contains($0) }), abs(all.reduce(0, +) - 1) < 1e-9 else { return nil }
        (self.agreement, self.commitment, self.promises, self.pulse) = (agreement, commitment, promises, pulse)
    }
    private init() { (agreement, commitment, promises, pulse) = (0.3, 0.2, 0.3, 0.2) }
    public static let standard = AlignmentWeights()

    public subscript(ingredient: Ingredient) -> Double {
        switch ingredient {
        case .agreement: agreement
        case .commitment: commitment
        case .promises: promises
        case .pulse: pulse
        }
    }
}

/// What the score of one plan is made of, at one moment.
public struct AlignmentInput: Hashable, Sendable {
    /// A team's latest sign-off.
    public struct Signature: Hashable, Sendable {
        public let verdict: Verdict, isStale: Bool
        public init(_ verdict: Verdict, isStale: Bool = false) { (self.verdict, self.isStale) = (verdict, isStale) }
    }
    /// One team asked for one objective.
    public struct Cell: Hashable, Sendable {
        public let commitment: ID<Commitment>, team: ID<Team>, state: Commitment.State
        /// A decline that the general manager has settled.
        public let isSettled: Bool
        public init(_ commitment: ID<Commitment>, _ team: ID<Team>, _ state: Commitment.State, isSettled: Bool = false)
        {
            (self.commitment, self.team, self.state, self.isSettled) = (commitment, team, state, isSettled)
        }
    }
    public struct Objective: Hashable, Sendable {
        public let id: ID<Domain.Objective>, weight: Int, cells: [Cell]
        public init(_ id: ID<Domain.Objective>, weight: Int, cells: [Cell]) {
            (self.id, self.weight, self.cells) = (id, weight, cells)
        }
    }
    /// Promises of a team that fell due in the last 90 days.
    public struct Kept: Hashable, Sendable {
        public let kept, due: Int
        public init(_ kept: Int, of due: Int) { (self.kept, self.due) = (kept, due) }
    }

    /// In the order of the plan.
    public var teams: [ID<Team>]
    public var signatures: [ID<Team>: Signature] = [:]
    public var objectives: [Objective] = []
    public var promises: [ID<Team>: Kept] = [:]
    /// Each member's newest pulse of the last 30 days in closed weeks, 1…5.
    public var pulses: [ID<Team>: [Double]] = [:]
    public init(teams: [ID<Team>]) { self.teams = teams }
}

/// A team's word on the plan.
public enum Verdict: String, Choice {
    case agreed, concerns, disagreed
    public var value: Double {
        switch self {
        case .agreed: 1
        case .concerns: 0.5
        case .disagreed: 0
        }
    }
}

/// One thing that costs points, as data: who is meant, and what it is about. The screen finds the words.
public struct AlignmentCost: Hashable, Sendable {
    public enum Cause: Hashable, Sendable {
        case unsigned, stale(Verdict), signed(Verdict)
        /// There is no objective.
        case nothingAsked
        case unasked(ID<Objective>), unanswered(ID<Objective>, ID<Commitment>), declined(ID<Objective>, ID<Commitment>)
        case missed(kept: Int, due: Int)
        /// Whatever else is well: a disagreement holds the score down.
        case capped
        /// The mean of the team means, and how far they are apart.
        case level(mean: Double), spread(Double, lowest: ID<Team>, highest: ID<Team>)
    }
    public let ingredient: Ingredient, team: ID<Team>?, cause: Cause
    /// Of the 100 of the score.
    public let points: Double
}

/// The score of one plan, or of one team on it, with everything that explains it.
public struct Alignment: Hashable, Sendable {
    /// 0…100, to one decimal.
    public let score: Double
    /// What each ingredient reached, 0…1; those with nothing to measure are missing.
    public let parts: [Ingredient: Double]
    /// How many of the 100 points each measured ingredient stands for.
    public let points: [Ingredient: Double]
    /// The dearest first.
    public let costs: [AlignmentCost]
    /// Fewer than three ingredients measured, or half of the sign-offs stale.
    public let isProvisional: Bool
    /// A team disagrees: the score is at most 59.
    public let isCapped: Bool
    /// Each team's own, the weakest first.
    public let teams: [TeamAlignment]

    public var weakest: TeamAlignment? { teams.first }
    /// Between the strongest and the weakest team.
    public var spread: Double { oneDecimal((teams.last?.score ?? 0) - (teams.first?.score ?? 0)) }
}
public struct TeamAlignment: Hashable, Sendable {
    public let team: ID<Team>, score: Double
}
