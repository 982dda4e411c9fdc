import Domain
import JSON

extension Reader {
    /// How many plans a member is asked the pulse of in a week.
    private static let asked = 3

    /// The members `"requests"`, `"lost"` and `"pulse"` of Home.
    func writeAgreement(of plans: [Identifier], to json: inout JSONWriter) throws {
        let me = Value.id(caller.member.raw)
        let signsFor = """
            EXISTS (SELECT 1 FROM plan_member WHERE plan_member.plan = task.plan AND plan_member.team = task.{team}
                AND member = ? AND duty IS NOT NULL)
            """
        let requests =
            SQL("status IN ('todo', 'doing', 'blocked') AND (handshake = 'requested' AND ")
            + SQL(signsFor.replacing("{team}", with: "team"), me)
            + SQL(" OR handshake = 'countered' AND (created_by = ? OR ", me)
            + SQL(signsFor.replacing("{team}", with: "\"from\""), me)
            + SQL(
                ")) AND plan IN (SELECT id FROM plan WHERE state <> 'closed') ORDER BY due IS NULL, due, id LIMIT 100")
        json.key("requests")
        try write(PlanTask.self, where: requests, to: &json)
        json.key("lost")
        try writeLostAgreements(to: &json)
        json.key("pulse")
        try writePulse(to: &json)
    }

    /// The plans on which a team for which the caller signs agreed to something else than now stands there.
    private func writeLostAgreements(to json: inout JSONWriter) throws {
        let mine = SQL(
            """
            plan.state = 'active' AND plan.id IN (SELECT sign_off.plan FROM sign_off JOIN plan_member
                ON plan_member.plan = sign_off.plan AND plan_member.team = sign_off.team
                WHERE plan_member.member = ? AND plan_member.duty IS NOT NULL)
            """, .id(caller.member.raw))
        let duties = try records(PlanMember.self, SQL("member = ? AND duty IS NOT NULL", .id(caller.member.raw)))
        json.byte(UInt8(ascii: "["))
        for one in try alignmentInputs(where: mine, today: scope.today) {
            for duty in duties where duty.plan == one.plan.id && one.input.signatures[duty.team]?.isStale ?? false {
                guard let signOff = one.signOffs[duty.team] else { continue }
                let changes = try drift(of: one.plan, duty.team, since: Int64(signOff.seq)).count
                json.separate()
                json.object([
                    "plan": .id(one.plan.id.raw), "team": .id(duty.team.raw), "changes": .int(Int64(changes)),
                    "signedAt": .instant(signOff.signedAt),
                ])
            }
        }
        json.byte(UInt8(ascii: "]"))
    }

    /// `{"week", "closes", "plans": [{"plan", "answered"}]}`: those of the caller's plans that they have not answered
    /// for longest. What is answered this week stays, so that it can be changed.
    private func writePulse(to json: inout JSONWriter) throws {
        let week = scope.openWeek
        let sql = """
            SELECT plan.id, (SELECT max(week) FROM pulse WHERE pulse.plan = plan.id AND pulse.member = ? AND week < ?) AS last
            FROM plan JOIN plan_member ON plan_member.plan = plan.id
            WHERE plan_member.member = ? AND plan.state = 'active' ORDER BY last IS NOT NULL, last, plan.id LIMIT ?
            """
        let me = Value.id(caller.member.raw)
        var plans: [Identifier] = []
        try connection.each(sql, [me, .day(week), me, .int(Int64(Self.asked))]) { plans.append($0.id(0)) }
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
