public import Domain

/// A point of the past, as people name it.
public enum Point: Hashable, Sendable {
    /// Right after this change.
    case seq(Int64)
    case moment(Instant)
    /// All of it.
    case day(Day)
}

/// A question for history.
public struct HistoryQuery: Sendable {
    public var plan: ID<Plan>?, account: ID<Account>?, record: Identifier?
    /// One of these; none is any.
    public var kinds: [String] = [], actors: [ID<Member>] = [], doings: [Doing] = []
    /// Who acts for this team: on a plan as its plan team says, else as they are members of it.
    public var team: ID<Team>?
    /// Only changes after the first, and up to and including the second of these.
    public var since: Int64?, until: Int64?
    /// From the first to the last of these, days with their beginning and their end.
    public var from: Point?, to: Point?
    /// In which days are meant, such as Europe/Berlin; nil is the workspace's.
    public var zone: String?
    /// The cursor in the page before.
    public var after: String?
    /// 1…200.
    public var limit = 50
    public init() {}

    /// What is true of the changes that are asked for, to stand after another condition.
    ///
    /// The journal is walked by one index, that of the narrowest thing that was named; a plus keeps the others from being
    /// taken, of which SQLite could not know better.
    func condition(in zone: String) -> SQL {
        var condition = SQL(""), hasIndex = false
        func column(_ name: String, _ isGiven: Bool) -> String {
            defer { if isGiven { hasIndex = true } }
            return hasIndex ? "+change.\(name)" : "change.\(name)"
        }
        if let record { condition += SQL(" AND \(column("record", true)) = ?", .id(record)) }
        if let plan { condition += SQL(" AND \(column("plan", true)) = ?", .id(plan.raw)) }
        if let account { condition += SQL(" AND \(column("account", true)) = ?", .id(account.raw)) }
        if actors.count == 1 {
            condition += SQL(" AND \(column("actor", true)) = ?", .id(actors[0].raw))
        } else if !actors.isEmpty {
            condition += SQL(" AND ") + .among("+change.actor", actors.map(\.raw))
        }
        if !kinds.isEmpty { condition += SQL(" AND ") + .among("change.kind", kinds) }
        if !doings.isEmpty {
            let any = doings.map { "(\($0.condition))" }.joined(separator: " OR ")
            condition += SQL(" AND (\(any))")
        }
        if let team { condition += Self.acts(for: team) }
        if let since { condition += Point.seq(since).condition(isStart: true, in: zone) }
        if let until { condition += Point.seq(until).condition(isStart: false, in: zone) }
        if let from { condition += from.condition(isStart: true, in: zone) }
        if let to { condition += to.condition(isStart: false, in: zone) }
        return condition
    }

    private static func acts(for team: ID<Team>) -> SQL {
        SQL(
            """
             AND ? = coalesce(
                (SELECT team FROM plan_member WHERE plan_member.plan = change.plan AND plan_member.member = change.actor),
                (SELECT team FROM member WHERE member.id = change.actor))
            """, .id(team.raw))
    }
}

extension Point {
    /// - Parameters:
    ///   - table: what has the moments, and for a seq the changes
    ///   - isStart: what came after the change, or at and after the moment; else what came no later
    func condition(_ table: String = "change", isStart: Bool, in zone: String) -> SQL {
        switch self {
        case .seq(let seq): SQL(" AND \(table).seq \(isStart ? ">" : "<=") ?", .int(seq))
        case .moment(let at): SQL(" AND \(table).at \(isStart ? ">=" : "<=") ?", .instant(at))
        case .day(let day):
            isStart
                ? SQL(" AND \(table).at >= ?", .instant(day.begins(in: zone)))
                : SQL(" AND \(table).at < ?", .instant((day + 1).begins(in: zone)))
        }
    }
}
extension Doing {
    fileprivate var condition: String {
        switch self {
        case .created: "change.action = 'create'"
        case .changed: "change.action = 'update' AND change.verb IS NULL"
        case .deleted: "change.action = 'delete'"
        case .restored: "change.action = 'restore'"
        case .answered: "change.verb IN (\(Self.answers))"
        case .undone: "change.verb = '\(Verb.undid.rawValue)'"
        }
    }
    private static let answers = Verb.allCases.filter { !$0.isUndoable && $0 != .erased }.map { "'\($0.rawValue)'" }
        .joined(separator: ", ")
}
extension SQL {
    /// `column IN (…)`
    static func among(_ column: String, _ words: [String]) -> SQL {
        var sql = SQL("\(column) IN (\(Array(repeating: "?", count: words.count).joined(separator: ", ")))")
        sql.values = words.map(Value.text)
        return sql
    }
}
extension Reader {
    /// The zone that was named, or else the workspace's.
    func timeZone(_ named: String?) throws -> String {
        if let named { return named }
        return try connection.first("SELECT time_zone FROM workspace") { $0.string(0) } ?? "UTC"
    }
}
