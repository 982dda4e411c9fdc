public import Domain
import JSON

/// A plan's score that moved; `json` is what streams carry.
public struct ScoreChange: Sendable {
    public let plan: ID<Plan>, json: [UInt8]
}

/// Which plans' scores may be others after some changes.
struct Unscored {
    var plans: Set<Identifier> = []
    /// The weights are others.
    var isEverything = false
    var isEmpty: Bool { plans.isEmpty && !isEverything }

    mutating func add<R: Record>(_ record: R) {
        switch record {
        case is Workspace: isEverything = true
        case let task as PlanTask where task.promised == nil && task.misses.isEmpty: break
        case is SignOff, is Commitment, is Objective, is Plan, is PlanTask, is PlanMember:
            if let plan = record.plan { plans.insert(plan.raw) }
        default: break
        }
    }
    mutating func add(_ other: Unscored) {
        plans.formUnion(other.plans)
        isEverything = isEverything || other.isEverything
    }
}

extension Reader {
    /// Computes the scores of these plans and writes those that are others than before into the derived rows.
    func rescore(where condition: SQL) throws -> [ScoreChange] {
        let weights = try alignmentWeights(), today = scope.today
        var moved: [ScoreChange] = []
        for one in try alignmentInputs(where: condition, today: today) {
            let row = ScoreRow(one, Alignment(one.input, weights: weights))
            if try row.isKept(connection) { continue }
            try row.keep(connection)
            moved.append(ScoreChange(plan: one.plan.id, json: row.event))
        }
        return moved
    }

    /// Writes down today's score of every active plan. Days that were missed get the score that stood then: that of
    /// the day before them.
    func recordDay() throws {
        let today = Value.day(scope.today)
        var gaps: [(plan: Identifier, last: Day)] = []
        let sql = """
            SELECT alignment_day.plan, max(alignment_day.day) FROM alignment_day
            JOIN plan ON plan.id = alignment_day.plan WHERE plan.state = 'active' GROUP BY alignment_day.plan
            HAVING max(alignment_day.day) < date(?, '-1 day')
            """
        try connection.each(sql, [today]) { row in
            if let last = Day(row.string(1)) { gaps.append((row.id(0), last)) }
        }
        for (plan, last) in gaps {
            var day = last + 1
            while .day(day) != today {
                try connection.run(
                    """
                    INSERT OR IGNORE INTO alignment_day (plan, day, score, is_provisional, is_capped, teams)
                    SELECT plan, ?, score, is_provisional, is_capped, teams FROM alignment_day WHERE plan = ? AND day = ?
                    """, [.day(day), .id(plan), .day(last)])
                day = day + 1
            }
        }
        try connection.run(
            """
            INSERT INTO alignment_day (plan, day, score, is_provisional, is_capped, teams)
            SELECT alignment.plan, ?, score, is_provisional, is_capped, alignment.teams FROM alignment
            JOIN plan ON plan.id = alignment.plan WHERE plan.state = 'active'
            ON CONFLICT (plan, day) DO UPDATE SET score = excluded.score, is_provisional = excluded.is_provisional,
                is_capped = excluded.is_capped, teams = excluded.teams
            """, [today])
    }
}

/// The derived row of one plan.
private struct ScoreRow {
    let plan: ID<Plan>, alignment: Alignment, stale: Int

    init(_ one: PlanAlignment, _ alignment: Alignment) {
        (plan, self.alignment) = (one.plan.id, alignment)
        stale = one.input.signatures.values.count(where: \.isStale)
    }

    private var values: [Value] {
        let teams = JSONWriter.list(alignment.teams) {
            $0.object(["team": .id($1.team.raw), "score": .real($1.score)])
        }
        return [
            .real(alignment.score), .bool(alignment.isProvisional), .bool(alignment.isCapped),
            alignment.weakest.map { .id($0.team.raw) } ?? .null, alignment.weakest.map { .real($0.score) } ?? .null,
            .real(alignment.spread), .int(Int64(stale)), .text(String(decoding: teams, as: UTF8.self)),
        ]
    }

    func isKept(_ connection: Connection) throws -> Bool {
        try connection.exists(
            """
            SELECT 1 FROM alignment WHERE plan = ? AND score = ? AND is_provisional = ? AND is_capped = ? AND weakest IS ?
                AND weakest_score IS ? AND spread = ? AND stale = ? AND teams = ?
            """, [.id(plan.raw)] + values)
    }

    func keep(_ connection: Connection) throws {
        try connection.run(
            """
            INSERT OR REPLACE INTO alignment
                (plan, score, is_provisional, is_capped, weakest, weakest_score, spread, stale, teams)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, [.id(plan.raw)] + values)
    }

    var event: [UInt8] {
        var json = JSONWriter()
        json.object([
            "plan": .id(plan.raw), "score": .real(alignment.score), "isProvisional": .bool(alignment.isProvisional),
            "weakest": alignment.weakest.map { .id($0.team.raw) } ?? .null,
            "weakestScore": alignment.weakest.map { .real($0.score) } ?? .null, "spread": .real(alignment.spread),
        ])
        return json.bytes
    }
}

extension Store {
    /// What the passing of a day changes: promises fall due, weeks close, pulses age. To be called at start and after
    /// each midnight of the workspace; it may be called more often.
    public func closeDay(at now: Instant) async throws {
        let moved = try await write(as: .quartet, at: now) { tx in
            let moved = try tx.reader.rescore(where: SQL("plan.state = 'active'"))
            try tx.reader.recordDay()
            return moved
        }
        onScores(moved)
    }
}
