import Domain
import JSON

extension Reader {
    /// How many plans a member is asked the pulse of in a week.
    private static let asked = 3

    /// The members `"requests"`, `"lost"` and `"pulse"` of Home.
    func writeAgreement(of plans: [Identifier], to json: inout JSONWriter) throws {
        let me = Value.id(caller.member.raw)
        // As above, from the caller's duties on.
        let waiting = SQL(
            """
            id IN (SELECT asked.id FROM plan_member AS mine
                    CROSS JOIN task AS asked ON asked.plan = mine.plan AND asked.handshake IN ('requested', 'countered')
                        AND mine.team = CASE asked.handshake WHEN 'requested' THEN asked.team ELSE asked."from" END
                WHERE mine.member = ? AND mine.duty IS NOT NULL
                UNION ALL SELECT id FROM task WHERE handshake = 'countered' AND created_by = ?)
            """, me, me)
        let requests =
            waiting
            + SQL(
                """
                 AND status IN ('todo', 'doing', 'blocked')
                AND EXISTS (SELECT 1 FROM plan WHERE plan.id = task.plan AND plan.state <> 'closed')
                ORDER BY due IS NULL, due, id LIMIT 100
                """)
        json.key("requests")
        try write(PlanTask.self, where: requests, to: &json)
        json.key("lost")
        try writeLostAgreements(to: &json)
        json.key("pulse")
        try writePulse(to: &json)
    }

    /// The plans on which a team for which the caller signs agreed to something else than now stands there.
    private func writeLostAgreements(to json: inout JSONWriter) throws {
        let sql = """
            SELECT sign_off.plan, sign_off.team, sign_off.seq, sign_off.signed_at, sign_off.verdict FROM plan_member
            JOIN alignment_team ON alignment_team.plan = plan_member.plan AND alignment_team.team = plan_member.team
            JOIN sign_off ON sign_off.plan = plan_member.plan AND sign_off.team = plan_member.team
            JOIN plan ON plan.id = plan_member.plan
            WHERE plan_member.member = ? AND plan_member.duty IS NOT NULL AND plan.state <> 'closed'
                AND alignment_team.stale_at IS NOT NULL
            ORDER BY alignment_team.stale_at DESC LIMIT 100
            """
        json.byte(UInt8(ascii: "["))
        try connection.each(sql, [.id(caller.member.raw)]) { row in
            let team = ID<Team>(row.id(1))
            guard let plan = try find(ID<Plan>(row.id(0))) else { return }
            json.separate()
            json.object([
                "plan": .id(plan.id.raw), "team": .id(team.raw),
                "changes": .int(Int64(try drift(of: plan, team, since: row.int(2)).count)),
                "signedAt": .instant(row.instant(3)), "verdict": .text(row.string(4)),
            ])
        }
        json.byte(UInt8(ascii: "]"))
    }

    /// `{"week", "closes", "plans": [{"plan", "answered"}]}`: what the caller has answered this week, so that it can be
    /// changed, and, up to three in all, those of their plans that they have not answered for longest.
    private func writePulse(to json: inout JSONWriter) throws {
        let week = scope.openWeek, me = Value.id(caller.member.raw)
        let given = try connection.first("SELECT count(*) FROM pulse WHERE member = ? AND week = ?", [me, .day(week)]) {
            Int($0.int(0))
        }
        let sql = """
            SELECT plan.id, (SELECT max(week) FROM pulse WHERE pulse.plan = plan.id AND pulse.member = ?) AS last
            FROM plan JOIN plan_member ON plan_member.plan = plan.id
            WHERE plan_member.member = ? AND plan.state = 'active' ORDER BY last IS NOT NULL, last, plan.id
            """
        var answered: [Identifier] = [], waiting: [Identifier] = []
        try connection.each(sql, [me, me]) { row in
            if row.isNull(1) || row.string(1) < week.text {
                waiting.append(row.id(0))
            } else {
                answered.append(row.id(0))
            }
        }
        let plans = answered + waiting.prefix(max(0, Self.asked - (given ?? 0)))
        json.byte(UInt8(ascii: "{"))
        json.members(["week": .day(week), "closes": .day(week + 6)])
        json.key("plans")
        try json.list(caller.isStaff ? plans : []) { json, plan in
            let mine = SQL("plan = ? AND member = ? AND week = ?", .id(plan), me, .day(week))
            json.byte(UInt8(ascii: "{"))
            json.members(["plan": .id(plan)])
            json.key("answered")
            if let pulse = try self.records(Pulse.self, mine).first {
                json.object([
                    "clarity": pulse.clarity.value, "agreement": pulse.agreement.value,
                    "confidence": pulse.confidence.value, "note": pulse.note.value,
                ])
            } else {
                json.raw("null")
            }
            json.byte(UInt8(ascii: "}"))
        }
        json.byte(UInt8(ascii: "}"))
    }
}
