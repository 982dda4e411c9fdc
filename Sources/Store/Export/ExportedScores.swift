import Domain
import JSON

/// The daily scores of plans in an export. They follow from no change: nobody can ask a day again that is over.
struct ExportedScore {
    let plan: Identifier, day: Day, score: Double, isProvisional: Bool, isCapped: Bool
    let teams: [Team]

    struct Team { let team: Identifier, score: Double, verdict: Verdict?, isStale: Bool }

    private var teamsJSON: [UInt8] {
        JSONWriter.list(teams) { json, row in
            json.object([
                "team": .id(row.team), "score": .real(row.score), "verdict": row.verdict.value,
                "isStale": .bool(row.isStale),
            ])
        }
    }
    var values: [Value] {
        [
            .id(plan), .day(day), .real(score), .bool(isProvisional), .bool(isCapped),
            .text(String(decoding: teamsJSON, as: UTF8.self)),
        ]
    }
}

extension ExportedScore {
    /// From the members of a line.
    /// - Throws: `NotTakenOver`
    init(_ members: [String: Value], teams: [[String: Value]]) throws {
        func take<V>(_ name: String, _ wanted: String, _ read: (Value) -> V?) throws -> V {
            guard let value = members[name].flatMap(read) else { throw NotTakenOver(name, wanted) }
            return value
        }
        plan = try take("plan", "must be an id") { String($0).flatMap { Identifier($0) } }
        day = try take("day", Day.shape.wanted) { Day($0) }
        score = try take("score", "must be a number from 0 to 100", Self.score)
        isProvisional = try take("isProvisional", "must be true or false") { Bool($0) }
        isCapped = try take("isCapped", "must be true or false") { Bool($0) }
        self.teams = try teams.map { one in
            guard let team = one["team"].flatMap({ String($0) }).flatMap({ Identifier($0) }),
                let score = one["score"].flatMap(Self.score), let isStale = one["isStale"].flatMap({ Bool($0) }),
                let verdict = one["verdict"], verdict == .null || Verdict(verdict) != nil
            else { throw NotTakenOver("teams", "must be teams, each with its score, verdict and isStale") }
            return Team(team: team, score: score, verdict: Verdict(verdict), isStale: isStale)
        }
    }

    private static func score(_ value: Value) -> Double? {
        guard let score = Double(value), (0...100).contains(score) else { return nil }
        return score
    }
}

extension Reader {
    /// Writes the daily scores, each a line.
    /// - Parameter isWhole: also of plans that the caller may not see
    /// - Returns: how many
    func exportScores(to out: FileWriter, isWhole: Bool) throws -> Int64 {
        let plans = isWhole ? SQL("1 = 1") : scope.condition(schema[Plan.self])
        let sql =
            SQL("SELECT plan, day, score, is_provisional, is_capped, teams FROM alignment_day WHERE plan IN (")
            + SQL("SELECT plan.id FROM plan WHERE ") + plans + SQL(") ORDER BY plan, day")
        var count: Int64 = 0
        try connection.each(sql) { row in
            try out.write(
                ExportFormat.line(.score) { json in
                    json.members([
                        "plan": .id(row.id(0)), "day": .text(row.string(1)), "score": .real(row.real(2)),
                        "isProvisional": .bool(row.int(3) != 0), "isCapped": .bool(row.int(4) != 0),
                    ])
                    json.key("teams")
                    json.raw(row.text(5))
                })
            count += 1
        }
        return count
    }
}

extension Tx {
    /// Takes over the score of a plan on one day.
    /// - Throws: `NotTakenOver`
    func takeOver(_ score: ExportedScore) throws {
        for team in score.teams where try find(ID<Team>(team.team)) == nil {
            throw NotTakenOver("teams", "there is no team \(team.team.text)")
        }
        let sql = """
            INSERT INTO alignment_day (plan, day, score, is_provisional, is_capped, teams) VALUES (?, ?, ?, ?, ?, ?)
            """
        do { try connection.run(sql, score.values) } catch  where Engine.isConstraint(error) {
            throw NotTakenOver("plan", "is none, or has a score of this day already")
        }
    }
}
