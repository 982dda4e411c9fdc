import Crypto
public import Domain
import JSON

/// A plan that is closed takes no more signatures and answers.
public struct PlanClosed: Error, Hashable {}

/// Something material has changed since the signer looked; this is what.
public struct Drifted: Error {
    /// As in the alignment of a plan, a list in JSON.
    public let drift: [UInt8]
}

extension Tx {
    /// A team's verdict on the plan as it stood at `seq`, by its representative or deputy.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`, and `Drifted` when something material has changed since
    public func signPlan(_ id: ID<Plan>, team: ID<Team>, _ verdict: Verdict, note: String?, seq: Int) throws -> Outcome
    {
        let plan = try see(id)
        guard try planMember(caller.member, on: id)?.answers(for: team) ?? false else {
            throw Forbidden(
                "Only the representative and the deputy of \(try find(team)?.name ?? "that team") sign for it.")
        }
        guard plan.teams.contains(team) else { throw Invalid([Problem("team", "is not one of the plan's teams")]) }
        if plan.state == .closed { throw PlanClosed() }
        guard seq >= 0, seq <= self.seq else { throw Invalid([Problem("seq", "must be a seq of this workspace")]) }
        let drift = try reader.drift(of: plan, team, since: Int64(seq))
        if !drift.isEmpty { throw Drifted(drift: JSONWriter.list(drift) { $1.write(to: &$0) }) }
        let old = try all(SignOff.self, where: ["plan": .id(id.raw), "team": .id(team.raw)]).first
        var new = old ?? SignOff(newID()) { ($0.plan, $0.team) = (id, team) }
        (new.verdict, new.note, new.seq, new.signedBy, new.signedAt) = (verdict, note, seq, caller.member, now)
        new.basis = try Material(plan, all(Objective.self, where: ["plan": .id(id.raw)]))
            .fingerprint(own: all(Commitment.self, where: ["plan": .id(id.raw), "team": .id(team.raw)]))
        if let old { return Outcome(try update(old, to: new, verb: .signedOff)) }
        return Outcome(try insert(new, verb: .signedOff))
    }

    /// The general manager of the account takes a decline as it is; it then costs nothing any more.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`
    public func settleDecline(_ id: ID<Commitment>, note: String?) throws -> Outcome {
        let old = try see(id)
        guard let plan = try find(old.plan), try find(plan.account)?.generalManager == caller.member else {
            throw Forbidden("Only the general manager of the account settles a decline.")
        }
        try checkOpen(old.plan)
        var new = old
        try new.settle(note, by: caller.member, at: now)
        return Outcome(try update(old, to: new, verb: .settled))
    }

    /// "Still true": a section of the plan is as fresh as today.
    /// - Throws: `NotFound`, `Forbidden`, `PlanClosed`
    public func verifySection(_ section: Verification.Section, of id: ID<Plan>) throws -> Outcome {
        _ = try see(id)
        if !caller.isStaff { throw Forbidden(Refusals.notForGuests) }
        guard let standing = try standing(of: caller, on: id), standing.canEdit else {
            throw Forbidden(Refusals.notAnEditor)
        }
        try checkOpen(id)
        let old = try all(Verification.self, where: ["plan": .id(id.raw), "section": section.value]).first
        var new = old ?? Verification(newID()) { ($0.plan, $0.section) = (id, section) }
        (new.verifiedBy, new.verifiedAt) = (caller.member, now)
        if let old { return Outcome(try update(old, to: new, verb: .verified)) }
        return Outcome(try insert(new, verb: .verified))
    }

    /// One member's answer for this week; given again, it takes the place of the first.
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`
    public func givePulse(
        on id: ID<Plan>, week: Day?, clarity: Int, agreement: Int, confidence: Int, note: String?
    ) throws -> Outcome {
        let plan = try see(id)
        guard caller.isStaff, try planMember(caller.member, on: id) != nil else {
            throw Forbidden("The pulse is asked of our own people who work on the plan.")
        }
        try checkOpen(id)
        if plan.state == .draft {
            throw Invalid([Problem("plan", "must be active: the pulse of a draft is not asked")])
        }
        let open = try today(at: now).monday
        if let week, week != open { throw Invalid([Problem("week", "must be the week that is open: \(open.text)")]) }
        let mine: [String: Value] = [
            "plan": .id(id.raw), "member": .id(caller.member.raw), "week": .day(open),
        ]
        let old = try all(Pulse.self, where: mine).first
        var new = old ?? Pulse(newID()) { ($0.plan, $0.member, $0.week) = (id, caller.member, open) }
        if old == nil { new.closesAt = (open + 7).begins(in: try timeZone()) }
        (new.clarity, new.agreement, new.confidence, new.note) = (clarity, agreement, confidence, note)
        if let old { return Outcome(try update(old, to: new, verb: .pulsed)) }
        return Outcome(try insert(new, verb: .pulsed))
    }
}
extension Material {
    /// Half of the SHA-256 of its text, as hexadecimal digits.
    func fingerprint(own: [Commitment]) -> String {
        SHA256.hash(data: Array(text(own: own).utf8)).prefix(16).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
extension JSONWriter {
    /// A list in JSON.
    static func list<T>(_ values: [T], _ write: (inout JSONWriter, T) throws -> Void) rethrows -> [UInt8] {
        var json = JSONWriter()
        try json.list(values, write)
        return json.bytes
    }
    mutating func list<T>(_ values: [T], _ write: (inout JSONWriter, T) throws -> Void) rethrows {
        byte(UInt8(ascii: "["))
        for (place, value) in values.enumerated() {
            if place > 0 { byte(UInt8(ascii: ",")) }
            try write(&self, value)
        }
        byte(UInt8(ascii: "]"))
    }
}
