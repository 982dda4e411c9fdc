public import Domain
import JSON

extension Reader {
    /// Everything about the alignment of one plan: the score, its ingredients, what costs points and who can mend it,
    /// sign-offs with their drift, promises, pulses of closed weeks, freshness and trend.
    /// - Throws: `NotFound`, `Forbidden` for guests
    public func alignment(of id: ID<Plan>) throws -> [UInt8] {
        guard try find(id) != nil else { throw NotFound(kind: Plan.kind.name) }
        try checkSeesAlignment()
        let today = scope.today
        guard let one = try alignmentInputs(where: SQL("plan.id = ?", .id(id.raw)), today: today).first else {
            throw NotFound(kind: Plan.kind.name)
        }
        let alignment = Alignment(one.input, weights: try alignmentWeights())
        let mender = try mender(of: one)
        var json = JSONWriter(capacity: 16 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.members(["plan": .id(id.raw), "seq": .int(try seq()), "day": .day(today)])
        write(alignment, to: &json)
        json.key("costs")
        json.list(alignment.costs) { mender.write($1, to: &$0) }
        json.key("signOffs")
        try json.list(one.plan.teams) { try write(one, $1, to: &$0) }
        json.key("promises")
        json.list(one.plan.teams.filter { one.promises[$0] != nil }) { write(one.promises[$1] ?? [], of: $1, to: &$0) }
        json.key("pulses")
        PulseSummary(one).write(to: &json)
        json.key("freshness")
        try writeFreshness(of: one.plan, to: &json)
        json.key("trend")
        try writeTrend(of: id, days: 90, withTeams: false, to: &json)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// How aligned our teams are is not for guests of a plan.
    func checkSeesAlignment() throws(Forbidden) {
        if !caller.isStaff { throw Forbidden("How aligned the teams are is not for guests.") }
    }

    /// Who does not see the plan can mend nothing on it.
    private func mender(of one: PlanAlignment) throws -> Mender {
        let people = try records(PlanMember.self, SQL("plan = ?", .id(one.plan.id.raw)))
        var general =
            try connection.first(
                "SELECT general_manager FROM account WHERE id = ?", [.id(one.plan.account.raw)]
            ) { row in row.maybe(0) { ID<Member>(row.id($0)) } } ?? nil
        if let id = general, !people.contains(where: { $0.member == id }) {
            let seesIt = try one.plan.access == .open || find(id).map { Caller($0).seesEveryPlan } ?? false
            if !seesIt { general = nil }
        }
        return Mender(people: people, generalManager: general, promises: one.promises)
    }

    private func write(_ promises: [DuePromise], of team: ID<Team>, to json: inout JSONWriter) {
        json.byte(UInt8(ascii: "{"))
        json.members([
            "team": .id(team.raw), "kept": .int(Int64(promises.count(where: \.due.isKept))),
            "due": .int(Int64(promises.count)),
        ])
        json.key("tasks")
        json.list(promises.sorted { $0.due.day > $1.due.day }) { json, one in
            json.object(["task": .id(one.task.raw), "day": .day(one.due.day), "isKept": .bool(one.due.isKept)])
        }
        json.byte(UInt8(ascii: "}"))
    }

    private func write(_ alignment: Alignment, to json: inout JSONWriter) {
        json.members([
            "score": .real(alignment.score), "isProvisional": .bool(alignment.isProvisional),
            "isCapped": .bool(alignment.isCapped), "inputs": .int(Int64(alignment.parts.count)),
        ])
        json.key("ingredients")
        json.list(Ingredient.allCases) { json, ingredient in
            let part = alignment.parts[ingredient], points = alignment.points[ingredient]
            json.object([
                "name": ingredient.value, "part": part.value, "points": points.value,
                "earned": part.flatMap { part in points.map { part * $0 } }.value,
            ])
        }
        json.key("teams")
        json.list(alignment.teams) { $0.object(["team": .id($1.team.raw), "score": .real($1.score)]) }
        json.members([
            "weakest": alignment.weakest.map { .id($0.team.raw) } ?? .null, "spread": .real(alignment.spread),
        ])
    }

    private func write(_ one: PlanAlignment, _ team: ID<Team>, to json: inout JSONWriter) throws {
        let signOff = one.signOffs[team], isStale = one.input.signatures[team]?.isStale ?? false
        json.byte(UInt8(ascii: "{"))
        json.members([
            "team": .id(team.raw), "verdict": (signOff?.verdict).value, "note": (signOff?.note).value,
            "signedBy": (signOff?.signedBy).value, "signedAt": (signOff?.signedAt).value,
            "seq": (signOff?.seq).value, "isStale": .bool(isStale),
        ])
        json.key("drift")
        let drift = try signOff.map { try self.drift(of: one.plan, team, since: Int64($0.seq)) } ?? []
        json.list(isStale ? drift : []) { $1.write(to: &$0) }
        json.byte(UInt8(ascii: "}"))
    }

    private func writeFreshness(of plan: Plan, to json: inout JSONWriter) throws {
        let verified = try records(Verification.self, SQL("plan = ?", .id(plan.id.raw)))
        json.list(Verification.Section.allCases) { json, section in
            let last = verified.first { $0.section == section }
            let since = last?.verifiedAt ?? plan.stamp.createdAt
            json.object([
                "section": section.value, "verifiedAt": (last?.verifiedAt).value,
                "verifiedBy": (last?.verifiedBy).value, "halfLife": .int(Int64(section.halfLife)),
                "freshness": .real(Verification.freshness(of: section, verifiedAt: since, at: now)),
            ])
        }
    }

    /// The newest days of a plan's history, oldest first.
    func writeTrend(of plan: ID<Plan>, days: Int, withTeams: Bool, to json: inout JSONWriter) throws {
        let sql = """
            SELECT * FROM (SELECT day, score, is_provisional, is_capped, teams FROM alignment_day
                WHERE plan = ? AND day <= ? ORDER BY day DESC LIMIT ?) ORDER BY day
            """
        json.byte(UInt8(ascii: "["))
        try connection.each(sql, [.id(plan.raw), .day(scope.today), .int(Int64(days))]) { row in
            json.separate()
            json.byte(UInt8(ascii: "{"))
            json.members([
                "day": .text(row.string(0)), "score": .real(row.real(1)), "isProvisional": .bool(row.int(2) != 0),
            ])
            if withTeams {
                json.members(["isCapped": .bool(row.int(3) != 0)])
                json.key("teams")
                json.raw(row.text(4))
            }
            json.byte(UInt8(ascii: "}"))
        }
        json.byte(UInt8(ascii: "]"))
    }

    /// `{"items": [{"day", "score", "isProvisional", "isCapped", "teams"}]}`, oldest first, at most two years.
    /// - Throws: `NotFound`
    public func alignmentHistory(of id: ID<Plan>) throws -> [UInt8] {
        guard try find(id) != nil else { throw NotFound(kind: Plan.kind.name) }
        try checkSeesAlignment()
        var json = JSONWriter()
        json.raw("{\"items\":")
        try writeTrend(of: id, days: Self.historyDays, withTeams: true, to: &json)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }
}

/// Who can mend what, and how.
private struct Mender {
    let people: [PlanMember], generalManager: ID<Member>?, promises: [ID<Team>: [DuePromise]]

    func write(_ cost: AlignmentCost, to json: inout JSONWriter) {
        json.byte(UInt8(ascii: "{"))
        json.members(["ingredient": cost.ingredient.value, "team": cost.team.value, "points": .real(cost.points)])
        let mend: String
        var who = cost.team.map(signers) ?? managers
        switch cost.cause {
        case .unsigned: (mend, _) = ("sign", json.members(["cause": .text("unsigned")]))
        case .stale(let verdict):
            (mend, _) = ("reviewDrift", json.members(["cause": .text("stale"), "verdict": verdict.value]))
        case .signed(let verdict):
            (mend, who) = ("answerConcern", managers)
            json.members(["cause": verdict.value])
        case .nothingAsked:
            (mend, who) = ("addObjective", managers)
            json.members(["cause": .text("nothingAsked")])
        case .unasked(let objective):
            (mend, who) = ("ask", managers)
            json.members(["cause": .text("unasked"), "objective": .id(objective.raw)])
        case .unanswered(let objective, let commitment):
            mend = "answer"
            json.members([
                "cause": .text("unanswered"), "objective": .id(objective.raw), "commitment": .id(commitment.raw),
            ])
        case .declined(let objective, let commitment):
            (mend, who) = ("settle", generalManager.map { [$0] } ?? [])
            json.members([
                "cause": .text("declined"), "objective": .id(objective.raw), "commitment": .id(commitment.raw),
            ])
        case .missed(let kept, let due):
            mend = "keepPromises"
            let tasks = Set((cost.team.flatMap { promises[$0] } ?? []).filter { !$0.due.isKept }.map(\.task.raw))
            json.members([
                "cause": .text("missed"), "kept": .int(Int64(kept)), "due": .int(Int64(due)),
                "tasks": .list(tasks.sorted().map(Value.id)),
            ])
        case .capped:
            (mend, who) = ("answerConcern", managers)
            json.members(["cause": .text("capped")])
        case .level(let mean):
            (mend, who) = ("readPulse", managers)
            json.members(["cause": .text("level"), "mean": .real(mean)])
        case .spread(let spread, _, let highest):
            (mend, who) = ("talk", managers)
            json.members(["cause": .text("spread"), "spread": .real(spread), "highest": .id(highest.raw)])
        }
        json.members(["mend": .text(mend), "who": .list(who.map { .id($0.raw) })])
        json.byte(UInt8(ascii: "}"))
    }

    private func signers(_ team: ID<Team>) -> [ID<Member>] {
        people.filter { $0.answers(for: team) }.sorted { $0.duty == .representative && $1.duty != .representative }
            .map(\.member)
    }
    private var managers: [ID<Member>] {
        let others = people.filter { $0.role == .manager && $0.member != generalManager }.map(\.member)
        return (generalManager.map { [$0] } ?? []) + others
    }
}

/// The pulses of closed weeks, by team and by question.
private struct PulseSummary {
    let one: PlanAlignment
    init(_ one: PlanAlignment) { self.one = one }

    func write(to json: inout JSONWriter) {
        let teams = one.pulsesByTeam
        json.byte(UInt8(ascii: "{"))
        json.members(["week": one.pulses.map(\.pulse.week).max().value])
        json.key("teams")
        json.list(teams) { json, entry in
            json.byte(UInt8(ascii: "{"))
            json.members(["team": .id(entry.team.raw), "n": .int(Int64(entry.pulses.count))])
            for question in PerceptionGap.Question.allCases {
                json.key(question.rawValue)
                json.real(PerceptionGap.mean(of: question, in: entry.pulses))
            }
            let levels = entry.pulses.map(\.level)
            json.members(["mean": .real(levels.reduce(0, +) / Double(max(1, levels.count)))])
            json.byte(UInt8(ascii: "}"))
        }
        json.key("gaps")
        json.list(PerceptionGap.all(teams)) { json, gap in
            json.byte(UInt8(ascii: "{"))
            json.members(["question": gap.question.value])
            for (name, end) in [("lowest", gap.lowest), ("highest", gap.highest)] {
                json.key(name)
                json.object(["team": .id(end.team.raw), "mean": .real(end.mean)])
            }
            json.byte(UInt8(ascii: "}"))
        }
        json.key("notes")
        json.list(one.pulses.filter { $0.pulse.note != nil }) { json, entry in
            json.object([
                "member": .id(entry.pulse.member.raw), "week": .day(entry.pulse.week), "note": entry.pulse.note.value,
            ])
        }
        json.byte(UInt8(ascii: "}"))
    }
}
