import Domain

/// One plan as it came about: what was made, by whom and when. Written down by `Scribe`.
struct Story: Sendable {
    struct Seat: Sendable { let person: Person, team: Int, role: PlanMember.Role, duty: PlanMember.Duty? }
    struct Answer: Sendable { let by: Person, at: Instant, isYes: Bool, text: String }
    struct Cell: Sendable {
        let id: ID<Commitment>, team: Int, ask: String, by: Person, at: Instant
        var answer: Answer?
    }
    struct Reading: Sendable { let at: Instant, by: Person, value: Double }
    struct Aim: Sendable {
        let id: ID<Objective>, at: Instant, by: Person, title: String
        var notes: String?, measure: String?, unit: String?, baseline: Double?, target: Double?
        var due: Day?, owner: Person?, lead: Int?, weight = 1, company: String?, customer: String?
        var readings: [Reading] = [], cells: [Cell] = []
    }
    struct Step: Sendable { let at: Instant, by: Person, status: PlanTask.Status }
    struct Work: Sendable {
        let id: ID<PlanTask>, at: Instant, by: Person, team: Int, title: String
        var notes: String?, assignee: Person?, due: Day?, start: Day?, effort: Double?
        var priority = PlanTask.Priority.normal, recurrence: PlanTask.Recurrence?
        var aim: ID<Objective>?, waitsFor: [ID<PlanTask>] = [], parent: ID<PlanTask>?, steps: [Step] = []
        var status: PlanTask.Status { steps.last?.status ?? .todo }
    }
    struct Remark: Sendable {
        let id: ID<Comment>, at: Instant, by: Person, about: RecordReference?, parent: ID<Comment>?, text: String
        /// The words of a field that it is about.
        var stretch: (field: String, quote: String, prefix: String, suffix: String)?
        var likes: [(emoji: String, by: Person, at: Instant)] = []
        var settled: (by: Person, at: Instant)?
    }
    /// A task that came to wait for others after it was made.
    struct Wait: Sendable { let work: ID<PlanTask>, on: ID<PlanTask>, by: Person, at: Instant }
    /// A later edit of the plan's state.
    struct Turn: Sendable { let at: Instant, state: Plan.State }

    let id: ID<Plan>, account: ID<Account>, title: String, start: Day, end: Day, purpose: String
    /// Who starts it and manages it.
    let manager: Person, at: Instant
    var access = Plan.Openness.open, previous: ID<Plan>?
    var seats: [Seat] = [], turns: [Turn] = [], aims: [Aim] = [], work: [Work] = [], waits: [Wait] = [],
        remarks: [Remark] = []

    /// Who signs and answers for a team.
    func representative(of team: Int) -> Person? {
        seats.first { $0.team == team && $0.duty == .representative }?.person
    }
    /// Those who work on it for a team; the manager where nobody else does.
    func workers(of team: Int) -> [Person] {
        let found = seats.filter { $0.team == team && $0.role != .viewer }.map(\.person)
        return found.isEmpty ? [manager] : found
    }
}

/// Moments of the last months, as seen from now.
struct Past: Sendable {
    let now: Instant
    var today: Day { Day(of: now) }

    /// Some days ago, on a working day. After `earlier`, and always before now.
    func moment(_ daysAgo: Int, minute: Int, after earlier: Instant? = nil) -> Instant {
        var at = Instant(milliseconds: Int64(day(-daysAgo).number) * 86_400_000 + Int64(minute) * 60_000)
        if let earlier, at <= earlier { at = earlier.adding(seconds: 11 * 60) }
        return min(at, now.adding(seconds: -60))
    }
    /// A working day, so many days from today or a little earlier.
    func day(_ offset: Int) -> Day {
        var day = today + offset
        while (day.number + 4) % 7 % 6 == 0 { day = day + -1 }  // Sunday is 0: 1 January 1970 was a Thursday
        return day
    }
    func minutes(_ ago: Int) -> Instant { now.adding(seconds: -60 * ago) }
}
