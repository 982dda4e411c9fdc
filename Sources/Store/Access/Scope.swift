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
        case .planContent: return content(of: table) + withoutStaffMatters(table)
        case .staffContent: return caller.isStaff ? content(of: table) : SQL("1 = 0")
        case .ownOrShared:
            if !caller.isStaff { return SQL("1 = 0") }
            return SQL("(\(table.name).shared OR \(table.name).owner = ?)", .id(caller.member.raw))
        case .blind:
            let own = SQL("\(table.name).member = ?", .id(caller.member.raw))
            let shown = caller.isStaff ? SQL("(") + own + SQL(" OR ") + isClosed(table.name) + SQL(")") : own
            return shown + SQL(" AND ") + content(of: table)
        case .own:
            let own = SQL("\(table.name).member = ?", .id(caller.member.raw)) + withoutStaffMatters(table)
            return table.planPlace == nil ? own : own + SQL(" AND ") + content(of: table)
        }
    }
    /// True of pulses whose week has closed.
    func isClosed(_ pulse: String) -> SQL {
        SQL("coalesce(\(pulse).closes_at <= ?, \(pulse).week < ?)", .instant(now), .day(openWeek))
    }
    private func content(of table: Table) -> SQL {
        if caller.seesEveryPlan { return SQL("1 = 1") }
        let seen = seen("\(table.name).plan")
        // What belongs to no plan is for staff.
        guard caller.isStaff, let place = table.planPlace, table.traits[place].isOptional else { return seen }
        return SQL("(\(table.name).plan IS NULL OR ") + seen + SQL(")")
    }
    /// What is about something that guests do not see is not theirs either.
    private func withoutStaffMatters(_ table: Table) -> SQL {
        if caller.isStaff { return SQL("") }
        return table.traits.filter { $0.shape == .anyReference }.reduce(SQL("")) { sql, trait in
            let column = "\(table.name).\"\(trait.column)\""
            return sql + SQL(" AND (\(column) IS NULL OR NOT \(Self.isOfStaff(column)))")
        }
    }
    /// True of references, written `kind:id`, to kinds that guests do not see.
    private static func isOfStaff(_ reference: String) -> String {
        let kinds = Kinds.ofPlanStaff.sorted().map { "'\($0)'" }.joined(separator: ", ")
        return "substr(\(reference), 1, instr(\(reference), ':') - 1) IN (\(kinds))"
    }
    /// Looked up row by row: to list all plans that somebody sees, first, would cost more with every plan there is.
    private func seen(_ plan: String) -> SQL {
        SQL("EXISTS (SELECT 1 FROM plan WHERE plan.id = \(plan) AND ") + plans(of: "plan.id", "plan.access") + SQL(")")
    }

    /// True of the rows of the journal that the caller may see. What somebody did on a plan that is gone stays theirs.
    /// Pulses are in nobody's history but that of who gave them: it would tell them before their week closes. Nor are
    /// views that somebody keeps.
    func changes() -> SQL {
        let open = SQL(
            """
            \(Self.isListed) AND (change.kind NOT IN ('\(Pulse.kind.name)', '\(SavedView.kind.name)') OR change.actor = ?
                AND (change.kind = '\(SavedView.kind.name)' OR change.verb = '\(Verb.pulsed.rawValue)'))
            """, .id(caller.member.raw))
        if caller.seesEveryPlan { return open }
        let seen =
            seen("change.plan")
            + SQL(" OR change.actor = ? AND NOT EXISTS ", .id(caller.member.raw))
            + SQL("(SELECT 1 FROM plan WHERE plan.id = change.plan) AND change.plan IS NOT NULL")
        if caller.isStaff { return SQL("(change.plan IS NULL OR ") + seen + SQL(") AND ") + open }
        return SQL("(\(Self.isForEverybody) OR ") + seen + SQL(") AND ") + open + SQL(" AND ")
            + told
    }
    /// True of the changes of what everybody sees, but for those of fields that are for staff alone.
    private static let isForEverybody = Kinds.all.map(Table.init).filter { $0.visibility == .everyone }.map { table in
        let hidden = table.traits.filter(\.isStaffOnly).map { "'\($0.name)'" }.joined(separator: ", ")
        let isKind = "change.kind = '\(table.kind.name)'"
        if hidden.isEmpty { return isKind }
        return
            "\(isKind) AND NOT EXISTS (SELECT 1 FROM json_each(change.after) AS field WHERE field.key IN (\(hidden)))"
    }.joined(separator: " OR ")

    /// True of the changes that the caller is told of, among those of their plans: guests, of what they see. What a record
    /// is about is told once and for all by the change that made it, be it there or gone.
    var told: SQL {
        if caller.isStaff { return SQL("1 = 1") }
        let kinds = Kinds.ofPlanStaff.subtracting([Pulse.kind.name]).sorted().map { "'\($0)'" }.joined(separator: ", ")
        return Self.pointing.reduce(SQL("change.kind NOT IN (\(kinds))")) { sql, table in
            table.traits.filter { $0.shape == .anyReference }.reduce(sql) { sql, trait in
                sql
                    + SQL(
                        """
                         AND (change.kind <> '\(table.kind.name)' OR NOT EXISTS (SELECT 1 FROM change AS made
                            WHERE made.record = change.record AND made.action = 'create'
                                AND \(Self.isOfStaff("(made.after ->> '\(trait.name)')"))))
                        """)
            }
        }
    }
    private static let pointing = Kinds.all.map(Table.init).filter { table in
        table.visibility == .planContent && table.traits.contains { $0.shape == .anyReference }
    }

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
