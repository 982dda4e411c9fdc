import Domain

/// A piece of SQL with the values of its placeholders.
struct SQL {
    var text: String, values: [Value]
    init(_ text: String, _ values: Value...) { (self.text, self.values) = (text, values) }
    static func + (a: SQL, b: SQL) -> SQL {
        var both = SQL(a.text + b.text)
        both.values = a.values + b.values
        return both
    }
    static func += (a: inout SQL, b: SQL) { a = a + b }
}
extension Connection {
    func each(_ sql: SQL, row: (Row) throws -> Void) throws { try each(sql.text, sql.values, row: row) }
    func exists(_ sql: SQL) throws -> Bool { try exists(sql.text, sql.values) }
    func first<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> T? { try first(sql.text, sql.values, read) }
}

/// What a caller may see, as conditions in SQL. The one opinion on who may see what.
struct Scope {
    let caller: Caller, now: Instant
    /// The Monday of the week that has not closed yet. Until it has, pulses are blind.
    let openWeek: Day
    /// The day it is in the workspace's zone.
    let today: Day

    /// - Parameter now: decides which week is open, in the workspace's zone
    init(_ caller: Caller, _ connection: Connection, at now: Instant) throws {
        (self.caller, self.now) = (caller, now)
        today = try connection.today(at: now)
        openWeek = today.monday
    }

    /// True of the rows of this table, named by its own name, that the caller may see.
    func condition(_ table: Table) -> SQL {
        switch table.visibility {
        case .everyone: return SQL("1 = 1")
        case .colleagues:
            if caller.isStaff { return SQL("1 = 1") }
            return SQL(
                """
                (member.id = ? OR member.id IN (
                    SELECT theirs.member FROM plan_member AS mine JOIN plan_member AS theirs ON theirs.plan = mine.plan
                    WHERE mine.member = ?))
                """, .id(caller.member.raw), .id(caller.member.raw))
        case .accounts:
            if caller.isStaff { return SQL("1 = 1") }
            return SQL(
                """
                account.id IN (SELECT plan.account FROM plan JOIN plan_member ON plan_member.plan = plan.id
                    WHERE plan_member.member = ?)
                """, .id(caller.member.raw))
        case .plans: return plans(of: "plan.id", "plan.access")
        case .planContent: return content(of: table)
        case .staffContent: return caller.isStaff ? content(of: table) : SQL("1 = 0")
        case .blind:
            return SQL("(\(table.name).member = ? OR ", .id(caller.member.raw)) + isClosed(table.name) + SQL(") AND ")
                + content(of: table)
        case .own:
            let own = SQL("\(table.name).member = ?", .id(caller.member.raw))
            return table.planPlace == nil ? own : own + SQL(" AND ") + content(of: table)
        }
    }
    /// True of pulses whose week has closed.
    func isClosed(_ pulse: String) -> SQL {
        SQL("coalesce(\(pulse).closes_at <= ?, \(pulse).week < ?)", .instant(now), .day(openWeek))
    }
    private func content(of table: Table) -> SQL {
        if caller.seesEveryPlan { return SQL("1 = 1") }
        return seen("\(table.name).plan")
    }
    /// Looked up row by row: to list all plans that somebody sees, first, would cost more with every plan there is.
    private func seen(_ plan: String) -> SQL {
        SQL("EXISTS (SELECT 1 FROM plan WHERE plan.id = \(plan) AND ") + plans(of: "plan.id", "plan.access") + SQL(")")
    }

    /// True of the rows of the journal that the caller may see. What somebody did on a plan that is gone stays theirs.
    /// Pulses are in nobody's history but that of who gave them: it would tell them before their week closes.
    func changes() -> SQL {
        let open = SQL(
            "\(Self.isListed) AND (change.kind <> '\(Pulse.kind.name)' OR change.actor = ? AND change.verb = '\(Verb.pulsed.rawValue)')",
            .id(caller.member.raw))
        if caller.seesEveryPlan { return open }
        let seen =
            seen("change.plan")
            + SQL(" OR change.actor = ? AND NOT EXISTS ", .id(caller.member.raw))
            + SQL("(SELECT 1 FROM plan WHERE plan.id = change.plan) AND change.plan IS NOT NULL")
        let rest = caller.isStaff ? "change.plan IS NULL" : "change.kind IN ('workspace', 'team')"
        return SQL("(\(rest) OR ") + seen + SQL(") AND ") + open + SQL(" AND ") + told
    }

    /// True of changes of kinds that the caller is told of.
    var told: SQL {
        if caller.isStaff { return SQL("1 = 1") }
        let kinds = Self.ofStaff.map { "'\($0)'" }.joined(separator: ", ")
        return SQL("change.kind NOT IN (\(kinds))")
    }
    private static let ofStaff: [String] = Kinds.all.filter { $0.visibility == .staffContent }.map { $0.kind.name }

    /// True of those that the caller may take back, as far as seeing goes: what is in no history is taken back by who did it.
    func undoable() -> SQL {
        SQL("(NOT (\(Self.isListed)) AND change.actor = ? OR ", .id(caller.member.raw)) + changes() + SQL(")")
    }

    /// True of the changes that may be in a history at all.
    static let isListed = "change.kind NOT IN (\(Kinds.unlisted.map { "'\($0)'" }.joined(separator: ", ")))"

    private func plans(of id: String, _ access: String) -> SQL {
        if caller.seesEveryPlan { return SQL("1 = 1") }
        let mine = SQL(
            "EXISTS (SELECT 1 FROM plan_member AS mine WHERE mine.plan = \(id) AND mine.member = ?)",
            .id(caller.member.raw))
        return caller.isStaff ? SQL("(\(access) = 'open' OR ") + mine + SQL(")") : mine
    }
}
extension Connection {
    /// The day it is in the workspace's zone.
    func today(at now: Instant) throws -> Day {
        Day(of: now, in: try first("SELECT time_zone FROM workspace") { $0.string(0) } ?? "UTC")
    }
}
