/// What the agenda of a review is made of, at one moment.
public struct AgendaInput: Hashable, Sendable {
    /// A team whose sign-off no longer fits the plan, and how many values changed since.
    public struct Drift: Hashable, Sendable {
        public let team: ID<Team>, changes: Int
        public init(_ team: ID<Team>, changes: Int) { (self.team, self.changes) = (team, changes) }
    }
    public let type: Review.Form, plan: Plan, today: Day
    /// The day on which the review before was closed.
    public var since: Day?
    public var teams: [ID<Team>: String] = [:]
    public var alignment: Alignment?
    public var drift: [Drift] = []
    public var gaps: [PerceptionGap] = []
    public var objectives: [Objective] = []
    /// Any of the plan: what is declined and not settled is looked for here.
    public var commitments: [Commitment] = []
    /// Any of the plan: promises that are late are looked for here.
    public var tasks: [PlanTask] = []
    public var signatures: [ID<Team>: AlignmentInput.Signature] = [:]
    /// The account's.
    public var renewal: Day?

    public init(_ type: Review.Form, of plan: Plan, today: Day) {
        (self.type, self.plan, self.today) = (type, plan, today)
    }
}

/// The agenda of a review fills itself from what is on record.
public enum Agenda {
    /// An item before it is a record.
    public struct Entry: Hashable, Sendable {
        public let cause: AgendaItem.Cause, about: RecordReference?, title: String, evidence: String?
        public let minutes: Int, position: Double

        /// By what an item is known again: its title may change where it is about a record.
        public var key: String { "\(cause.rawValue) \(about?.text ?? title)" }
    }

    /// A renewal so many days away is spoken about; one that has passed is not.
    public static let renewalWindow = 90
    /// Between two neighbours, so that others find a place there.
    public static let step = 1000.0
    /// Own items stand behind those of the data, and before the signing.
    static let ownBegin = 50_000.0
    private static let signingBegin = 100_000.0

    /// What each type of review speaks about, in this order.
    private static func causes(of type: Review.Form) -> [AgendaItem.Cause] {
        switch type {
        case .weekly: [.changes, .overdue, .behind, .declined, .drift, .gap, .renewal]
        case .quarterly: [.changes, .alignment, .gap, .behind, .declined, .overdue, .drift, .renewal, .signOffs]
        case .signOff: [.changes, .drift, .gap, .declined, .signOffs]
        }
    }

    /// The items that the data asks for, in their order. The order of what is given never matters.
    public static func items(_ input: AgendaInput) -> [Entry] {
        let causes = causes(of: input.type)
        return causes.enumerated().flatMap { rank, cause in
            let begin = cause == .signOffs ? signingBegin : Double(rank + 1) * step
            let found = topics(cause, input)
            return found.enumerated().map { place, topic in
                Entry(
                    cause: cause, about: topic.about, title: String(topic.title.prefix(200)),
                    evidence: topic.evidence.map { String($0.prefix(300)) }, minutes: minutes(cause),
                    position: begin + Double(place) * step / Double(found.count))
            }
        }
    }

    /// Those that are not on the agenda yet.
    public static func missing(_ entries: [Entry], from items: [AgendaItem]) -> [Entry] {
        let known = Set(items.map { "\($0.cause.rawValue) \($0.about?.text ?? $0.title)" })
        return entries.filter { !known.contains($0.key) }
    }

    private static func minutes(_ cause: AgendaItem.Cause) -> Int {
        switch cause {
        case .alignment, .behind, .overdue, .own: 10
        case .changes, .gap, .declined, .drift, .renewal, .signOffs: 5
        }
    }

    // MARK: what there is to say

    private typealias Topic = (about: RecordReference?, title: String, evidence: String?)

    private static func topics(_ cause: AgendaItem.Cause, _ input: AgendaInput) -> [Topic] {
        switch cause {
        case .changes: changes(input)
        case .alignment: alignment(input)
        case .gap: gaps(input)
        case .behind: behind(input)
        case .declined: declined(input)
        case .overdue: overdue(input)
        case .drift: drift(input)
        case .renewal: renewal(input)
        case .signOffs: signOffs(input)
        case .own: []
        }
    }

    private static func changes(_ input: AgendaInput) -> [Topic] {
        guard let since = input.since else { return [] }
        return [(nil, "What changed since the last review", "Since \(since.words)")]
    }

    private static func alignment(_ input: AgendaInput) -> [Topic] {
        guard let alignment = input.alignment else { return [] }
        let weakest = alignment.weakest.map { ", weakest \(name($0.team, input))" } ?? ""
        let kind = alignment.isProvisional ? ", provisional" : ""
        return [(nil, "Alignment", "\(alignment.score) of 100\(kind)\(weakest)")]
    }

    private static func gaps(_ input: AgendaInput) -> [Topic] {
        let order = PerceptionGap.Question.allCases
        let sorted = input.gaps.sorted {
            (order.firstIndex(of: $0.question) ?? 0) < (order.firstIndex(of: $1.question) ?? 0)
        }
        return sorted.map { gap in
            let ends = [gap.highest, gap.lowest].map { "\(name($0.team, input)) \(oneDecimal($0.mean))" }
            return (nil, "Perception gap: \(gap.question.rawValue)", ends.joined(separator: ", "))
        }
    }

    /// The furthest behind first.
    private static func behind(_ input: AgendaInput) -> [Topic] {
        let late = input.objectives.compactMap { objective -> (Objective, Pace, Double)? in
            guard let pace = Pace(of: objective, on: input.plan, today: input.today),
                pace.state == .risk || pace.state == .behind
            else { return nil }
            return (objective, pace, pace.progress - min(pace.expected ?? 0, 1))
        }.sorted { ($0.2, $0.0.number, $0.0.id.raw) < ($1.2, $1.0.number, $1.0.id.raw) }
        return late.map { objective, pace, _ in
            let word = pace.state == .risk ? "At risk" : "Behind"
            let evidence = "\(word): \(percent(pace.progress)) of the way, \(percent(pace.expected ?? 0)) of the time"
            return (RecordReference(objective.id), objective.title, evidence)
        }
    }

    private static func declined(_ input: AgendaInput) -> [Topic] {
        let titles = Dictionary(uniqueKeysWithValues: input.objectives.map { ($0.id, $0) })
        let open = input.commitments.filter {
            $0.state == .declined && $0.settledAt == nil && input.plan.teams.contains($0.team)
        }.sorted {
            (titles[$0.objective]?.number ?? 0, $0.id.raw) < (titles[$1.objective]?.number ?? 0, $1.id.raw)
        }
        return open.map { cell in
            let title = titles[cell.objective]?.title ?? "an objective"
            return (RecordReference(cell.id), "Settle: \(name(cell.team, input)) declined \(title)", cell.reason)
        }
    }

    private static func overdue(_ input: AgendaInput) -> [Topic] {
        let days = input.tasks.compactMap { task in
            task.stands && task.status.isOpen ? task.promised.map { input.today - $0 } : nil
        }.filter { $0 > 0 }
        guard let oldest = days.max() else { return [] }
        let late = "\(count(oldest, "day")) late"
        let evidence = days.count == 1 ? "One, \(late)" : "\(days.count), up to \(late)"
        return [(nil, "Overdue promises", evidence)]
    }

    /// In the order of the plan.
    private static func drift(_ input: AgendaInput) -> [Topic] {
        input.plan.teams.compactMap { team in
            guard let drift = input.drift.first(where: { $0.team == team }) else { return nil }
            let evidence = "\(count(drift.changes, "change")) since the team's sign-off"
            return (RecordReference(team), "\(name(team, input)) signed an earlier plan", evidence)
        }
    }

    private static func renewal(_ input: AgendaInput) -> [Topic] {
        guard let day = input.renewal, (0...renewalWindow).contains(day - input.today) else { return [] }
        let left = day - input.today
        return [(nil, "Renewal", "\(day.words), \(left == 0 ? "today" : "in \(count(left, "day"))")")]
    }

    private static func signOffs(_ input: AgendaInput) -> [Topic] {
        let standing = input.plan.teams.count { team in
            input.signatures[team].map { $0.verdict == .agreed && !$0.isStale } ?? false
        }
        let all = count(input.plan.teams.count, "team")
        return [(nil, "Sign-offs", "\(standing) of \(all) agree to the plan as it is")]
    }

    private static func name(_ team: ID<Team>, _ input: AgendaInput) -> String { input.teams[team] ?? "A team" }
    private static func percent(_ share: Double) -> String { "\(Int((min(max(share, 0), 1) * 100).rounded())) %" }
    private static func count(_ n: Int, _ word: String) -> String { "\(n) \(word)\(n == 1 ? "" : "s")" }
}
extension AgendaItem {
    public init(_ id: ID<AgendaItem>, _ entry: Agenda.Entry, in review: Review) {
        self.init(id) {
            ($0.plan, $0.review, $0.position) = (review.plan, review.id, entry.position)
            ($0.cause, $0.about, $0.title) = (entry.cause, entry.about, entry.title)
            ($0.evidence, $0.minutes) = (entry.evidence, entry.minutes)
        }
    }
}
extension Day {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    /// `18 August 2026`
    public var words: String { "\(civil.day) \(Self.months[civil.month - 1]) \(civil.year)" }
}
