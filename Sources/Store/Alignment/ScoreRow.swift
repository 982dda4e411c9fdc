import Domain
import JSON

/// The derived rows of one plan: its score, and its teams'.
struct ScoreRow: Equatable {
    /// How a team's agreement is lost.
    enum Loss: String { case stale, disagreed, declined }

    struct Team: Equatable {
        let team: ID<Domain.Team>, score: Double, verdict: Verdict?
        /// Since when the sign-off is stale.
        var staleAt: Instant?
        var lostAt: Instant?, loss: Loss?
    }

    let plan: ID<Plan>, isActive: Bool, isOpen: Bool, isProvisional: Bool, isCapped: Bool
    let score: Double, spread: Double
    /// The weakest first.
    let teams: [Team]
    /// The score 30 days ago, which is written once a day.
    let earlier: Double?

    private var trend: Double { earlier.map { ((score - $0) * 10).rounded() / 10 } ?? 0 }
    private var stale: Int { teams.count { $0.staleAt != nil } }

    /// - Parameter old: what was known before: what is still stale has been so since then
    init(_ one: PlanAlignment, _ alignment: Alignment, since old: ScoreRow?, in reader: Reader) throws {
        (plan, isActive, isOpen) = (one.plan.id, one.plan.state == .active, one.plan.access == .open)
        (isProvisional, isCapped) = (alignment.isProvisional, alignment.isCapped)
        (score, spread, earlier) = (alignment.score, alignment.spread, old?.earlier)
        teams = try alignment.teams.map { weighed in
            let team = weighed.team, signOff = one.signOffs[team], known = old?.teams.first { $0.team == team }
            var row = Team(team: team, score: weighed.score, verdict: signOff?.verdict)
            if one.input.signatures[team]?.isStale ?? false, let signOff {
                // By the change itself, not by when it was noticed: writes of different moments may share a commit.
                let before = known?.staleAt.flatMap { $0 >= signOff.signedAt ? $0 : nil }
                row.staleAt =
                    try before ?? reader.drift(of: one.plan, team, since: Int64(signOff.seq)).first?.at ?? reader.now
            }
            row.findLoss(signOff, declined: one.declines[team], known)
            return row
        }
    }

    // MARK: as rows

    /// What is written; nil when nothing is yet.
    init?(_ plan: ID<Plan>, _ connection: Connection) throws {
        var teams: [Team] = []
        let sql = """
            SELECT team, score, verdict, stale_at, lost_at, lost_by FROM alignment_team WHERE plan = ? ORDER BY place
            """
        try connection.each(sql, [.id(plan.raw)]) { row in
            teams.append(
                Team(
                    team: ID(row.id(0)), score: row.real(1),
                    verdict: row.maybe(2, row.string).flatMap(Verdict.init(rawValue:)),
                    staleAt: row.maybe(3, row.instant),
                    lostAt: row.maybe(4, row.instant), loss: row.maybe(5, row.string).flatMap(Loss.init(rawValue:))))
        }
        let one = """
            SELECT is_active, is_provisional, is_capped, score, spread, earlier, is_open FROM alignment WHERE plan = ?
            """
        let found = try connection.first(one, [.id(plan.raw)]) { row in
            ScoreRow(
                plan: plan, isActive: row.int(0) != 0, isOpen: row.int(6) != 0, isProvisional: row.int(1) != 0,
                isCapped: row.int(2) != 0,
                score: row.real(3), spread: row.real(4), teams: teams, earlier: row.maybe(5, row.real))
        }
        guard let found else { return nil }
        self = found
    }
    private init(
        plan: ID<Plan>, isActive: Bool, isOpen: Bool, isProvisional: Bool, isCapped: Bool, score: Double,
        spread: Double, teams: [Team], earlier: Double?
    ) {
        (self.plan, self.isActive, self.isOpen) = (plan, isActive, isOpen)
        (self.isProvisional, self.isCapped) = (isProvisional, isCapped)
        (self.score, self.spread, self.teams, self.earlier) = (score, spread, teams, earlier)
    }

    /// Writes it down, as the score of this day, too, while the plan is active.
    func keep(_ connection: Connection, today: Day) throws {
        try connection.run(
            """
            INSERT INTO alignment (plan, is_active, is_open, is_provisional, is_capped, score, spread, earlier,
                \(Self.gathered))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (plan) DO UPDATE SET (is_active, is_open, is_provisional, is_capped, score, spread, earlier,
                \(Self.gathered)) = (excluded.is_active, excluded.is_open, excluded.is_provisional,
                excluded.is_capped, excluded.score, excluded.spread, excluded.earlier, excluded.weakest,
                excluded.weakest_score, excluded.stale, excluded.teams, excluded.trend)
            """,
            [
                .id(plan.raw), .bool(isActive), .bool(isOpen), .bool(isProvisional), .bool(isCapped), .real(score),
                .real(spread), earlier.value,
            ] + gathered)
        try connection.run("DELETE FROM alignment_team WHERE plan = ?", [.id(plan.raw)])
        for (place, row) in teams.enumerated() {
            try connection.run(
                """
                INSERT INTO alignment_team
                    (plan, team, place, score, verdict, stale_at, lost_at, lost_by, is_active, is_open)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .id(plan.raw), .id(row.team.raw), .int(Int64(place)), .real(row.score), row.verdict.value,
                    row.staleAt.value, row.lostAt.value, row.loss.map { .text($0.rawValue) } ?? .null,
                    .bool(isActive), .bool(isOpen),
                ])
        }
        if isActive { try connection.run(Self.writeDay("alignment.plan = ?", "UPDATE"), [.day(today), .id(plan.raw)]) }
    }

    /// What is written besides, for sorting and for lists: all of it follows from the rest.
    static let gathered = "weakest, weakest_score, stale, teams, trend"
    var gathered: [Value] {
        [
            teams.first.map { .id($0.team.raw) } ?? .null, .real(teams.first?.score ?? 0), .int(Int64(stale)),
            .text(String(decoding: teamsJSON, as: UTF8.self)), .real(trend),
        ]
    }

    /// Copies scores as they stand into the history, for one day; what it has of that day stays, or is updated.
    static func writeDay(_ condition: String, _ conflict: String) -> String {
        let insert = """
            INSERT INTO alignment_day (plan, day, score, is_provisional, is_capped, teams)
            SELECT plan, ?, score, is_provisional, is_capped, teams FROM alignment WHERE is_active AND \(condition)
            ON CONFLICT (plan, day) DO
            """
        let update = """
             UPDATE SET score = excluded.score, is_provisional = excluded.is_provisional,
                is_capped = excluded.is_capped, teams = excluded.teams
            """
        return insert + (conflict == "UPDATE" ? update : " NOTHING")
    }

    // MARK: as JSON

    private var teamsJSON: [UInt8] {
        JSONWriter.list(teams) { json, row in
            json.object([
                "team": .id(row.team.raw), "score": .real(row.score), "verdict": row.verdict.value,
                "isStale": .bool(row.staleAt != nil),
            ])
        }
    }

    var event: [UInt8] {
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.members([
            "plan": .id(plan.raw), "isActive": .bool(isActive), "score": .real(score),
            "isProvisional": .bool(isProvisional), "isCapped": .bool(isCapped),
            "weakest": teams.first.map { .id($0.team.raw) } ?? .null,
            "weakestScore": (teams.first?.score).value, "spread": .real(spread), "stale": .int(Int64(stale)),
            "trend30": earlier.map { _ in trend }.value,
        ])
        json.key("teams")
        json.raw(teamsJSON)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }
}
extension ScoreRow.Team {
    /// A disagreement stands above all; else what came last.
    fileprivate mutating func findLoss(_ signOff: SignOff?, declined: Instant?, _ known: Self?) {
        if let signOff, signOff.verdict == .disagreed {
            // To say it again is no new loss.
            (lostAt, loss) = (known?.loss == .disagreed ? known?.lostAt : signOff.signedAt, .disagreed)
        } else if let staleAt, staleAt >= declined ?? staleAt {
            (lostAt, loss) = (staleAt, .stale)
        } else if let declined {
            (lostAt, loss) = (declined, .declined)
        }
    }
}
