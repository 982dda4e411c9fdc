public import Domain

/// What a member may hear by stream, at one moment of the journal.
public struct StreamRights: Sendable {
    public let caller: Caller
    /// The plans they asked for and see, and those on whose team they are.
    public let plans: Set<ID<Plan>>
    /// For a stream of everything that they may see: the plans that they may not, those among them that were deleted.
    /// Nil where less was asked for.
    public let hidden: Set<ID<Plan>>?
    /// The plans of which they were told something, those that they may not see any more apart.
    public let concerns: Set<ID<Plan>>, barred: Set<ID<Plan>>
    /// The newest change at that moment.
    public let seq: Int64
}

/// What a stream missed, and the rights of the same moment.
public struct Missed: Sendable {
    public let rights: StreamRights
    /// In order, whoever may see them; without a gap from where it was asked, and perhaps not to the end.
    public let entries: [Entry]
}

extension Store {
    /// Everything is of one moment, so that no change of rights falls between. Nil for archived members.
    /// - Parameter everything: asks for all plans that the member may see; guests get their own either way
    public func streamRights(
        of member: ID<Member>, asked: [ID<Plan>], everything: Bool
    ) async throws -> StreamRights? {
        try await read(as: .quartet) { try $0.streamRights(of: member, asked, everything) }
    }

    /// What came after `seq`, at most about `limit` changes of it. Nil for archived members.
    public func missed(
        by member: ID<Member>, asked: [ID<Plan>], everything: Bool, after seq: Int64, limit: Int
    ) async throws -> Missed? {
        try await read(as: .quartet) { reader in
            guard let rights = try reader.streamRights(of: member, asked, everything) else { return nil }
            return Missed(rights: rights, entries: try reader.entries(after: seq, limit: limit))
        }
    }
}

extension Reader {
    fileprivate func streamRights(
        of id: ID<Member>, _ asked: [ID<Plan>], _ everything: Bool
    ) throws -> StreamRights? {
        guard let member = try find(id), !member.archived else { return nil }
        let theirs = try Scope(Caller(member), connection, at: now)
        var plans: Set<ID<Plan>> = []
        try connection.each("SELECT plan FROM plan_member WHERE member = ?", [.id(id.raw)]) {
            plans.insert(ID($0.id(0)))
        }
        for plan in asked where !plans.contains(plan) {
            let seen =
                SQL("SELECT 1 FROM plan WHERE plan.id = ? AND ", .id(plan.raw)) + theirs.condition(schema[Plan.self])
            if try connection.exists(seen) { plans.insert(plan) }
        }
        var concerns: Set<ID<Plan>> = [], barred: Set<ID<Plan>> = []
        let told =
            SQL("SELECT plan, EXISTS (SELECT 1 FROM plan WHERE plan.id = notification.plan AND ")
            + theirs.condition(schema[Plan.self])
            + SQL(") FROM notification WHERE member = ? AND plan IS NOT NULL GROUP BY plan", .id(id.raw))
        try connection.each(told) { row in
            if row.int(1) != 0 { concerns.insert(ID(row.id(0))) } else { barred.insert(ID(row.id(0))) }
        }
        var hidden: Set<ID<Plan>>?
        if everything, member.role != .guest {
            hidden = []
            let unseen = SQL("SELECT plan.id FROM plan WHERE plan.access = 'restricted' AND NOT (")
            try connection.each(unseen + theirs.condition(schema[Plan.self]) + SQL(")")) {
                hidden?.insert(ID($0.id(0)))
            }
            // What was restricted to its end is not theirs to know when it is gone, either.
            let gone = """
                SELECT record FROM change WHERE kind = 'plan' AND action = 'delete'
                    AND before ->> 'access' = 'restricted' AND NOT EXISTS (SELECT 1 FROM plan WHERE id = change.record)
                """
            if !theirs.caller.seesEveryPlan { try connection.each(gone) { hidden?.insert(ID($0.id(0))) } }
        }
        return StreamRights(
            caller: theirs.caller, plans: plans, hidden: hidden, concerns: concerns, barred: barred, seq: try seq())
    }
}
