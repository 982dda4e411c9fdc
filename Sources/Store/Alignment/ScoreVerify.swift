import Domain

extension Reader {
    /// Computes the scores of all plans that are not closed anew and tells which are not as they are written; nothing when
    /// all agree. A plan that was closed keeps the score of its end.
    ///
    /// A score depends on the day. It is written when a day is closed and when something that moves it changes, so it has
    /// to agree with one of these moments.
    func scoreDifferences() throws -> [String] {
        var waiting: [Identifier] = [], differences: [String] = []
        try connection.each("SELECT id FROM plan WHERE state <> 'closed' ORDER BY id") { waiting.append($0.id(0)) }
        for plan in waiting where try ScoreRow(ID(plan), connection) == nil {
            differences.append("plan \(plan.text) has no score")
        }
        for moment in try momentsOfScoring() { waiting = try reader(at: moment).misScored(waiting) }
        for plan in waiting {
            let moved = try connection.first(
                "SELECT max(at) FROM change WHERE plan = ? AND kind IN (\(Self.scoredKinds))", [.id(plan)]
            ) { $0.instant(0) }
            if let moved, try reader(at: moved).misScored([plan]).isEmpty { continue }
            differences.append("the score of plan \(plan.text) is not what its records make of it")
        }
        if try areSumsWrong() { differences.append("the sums over all plans are not those of their scores") }
        return differences
    }

    /// Whether what the tables of scores keep besides follows from the rest of them no more.
    private func areSumsWrong() throws -> Bool {
        let columns = "is_active, is_open, stale, is_capped, is_provisional"
        let counted = "SELECT \(columns), count(*) FROM alignment GROUP BY \(columns)"
        let kept = "SELECT \(columns), plans FROM alignment_sum WHERE plans <> 0"
        return try connection.exists("SELECT * FROM (\(counted) EXCEPT \(kept))")
            || connection.exists("SELECT * FROM (\(kept) EXCEPT \(counted))")
            || connection.exists(
                """
                SELECT 1 FROM alignment_team AS team JOIN alignment USING (plan)
                WHERE team.is_active <> alignment.is_active OR team.is_open <> alignment.is_open
                """)
    }

    private static let scoredKinds = [
        SignOff.kind, Commitment.kind, Objective.kind, Plan.kind, PlanTask.kind, PlanMember.kind,
    ].map { "'\($0.name)'" }.joined(separator: ", ")

    /// The end of the day that was closed last and of the next, which may be closing, and now.
    private func momentsOfScoring() throws -> [Instant] {
        guard let day = try scoredDay() else { return [now] }
        let zone = try zone()
        return [day, day + 1].map { Instant(milliseconds: ($0 + 1).begins(in: zone).milliseconds - 1) } + [now]
    }
    private func reader(at moment: Instant) throws -> Reader {
        try Reader(connection, schema, as: caller, at: moment)
    }

    /// Those of the plans that have a score, but not what their records make of it at this reader's moment.
    private func misScored(_ plans: [Identifier]) throws -> [Identifier] {
        var wrong: [Identifier] = [], rest = plans[...]
        while !rest.isEmpty {
            for (old, new) in try scores(of: Array(rest.prefix(Self.chunk))) {
                guard let old else { continue }
                if try old != new || gathered(old.plan) != new.gathered { wrong.append(old.plan.raw) }
            }
            rest = rest.dropFirst(Self.chunk)
        }
        return wrong
    }
    private func gathered(_ plan: ID<Plan>) throws -> [Value]? {
        try connection.first("SELECT \(ScoreRow.gathered) FROM alignment WHERE plan = ?", [.id(plan.raw)]) { row in
            [
                row.maybe(0) { .id(row.id($0)) } ?? .null, .real(row.real(1)), .int(row.int(2)), .text(row.string(3)),
                .real(row.real(4)),
            ]
        }
    }
}
