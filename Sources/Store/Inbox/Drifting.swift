import Domain

/// Which of a plan's agreements a commit lost, and which it restored.
struct Drifting: Sendable {
    let plan: ID<Plan>, lost: [ID<Team>], restored: [ID<Team>]
    var isNothing: Bool { lost.isEmpty && restored.isEmpty }

    /// - Parameter old: nil for a plan that had no score yet, of which nobody agreed to anything
    init(_ new: ScoreRow, since old: ScoreRow?) {
        let before = Set(old?.teams.filter { $0.staleAt != nil }.map(\.team) ?? [])
        let now = Set(new.teams.filter { $0.staleAt != nil }.map(\.team))
        plan = new.plan
        lost = old == nil ? [] : new.teams.map(\.team).filter { now.contains($0) && !before.contains($0) }
        restored = new.teams.map(\.team).filter { before.contains($0) && !now.contains($0) }
    }
}

extension Tx {
    /// Brings the scores up to date of plans that a team may no longer agree to, and tells who signs for it: in the entry
    /// that is the cause, so that it does not depend on what else is committed with it.
    func tellDrift() throws -> [ScoreChange] {
        var signed = Unscored()
        signed.plans = try unscored.drifting.filter {
            try connection.exists("SELECT 1 FROM sign_off WHERE plan = ?", [.id($0)])
        }
        if signed.isEmpty { return [] }
        let moved = try Reader(connection, schema, as: .quartet, at: now).rescore(signed)
        unscored.settleDrifting()
        for score in moved where !score.drifting.isNothing { try tell(score.drifting) }
        return moved
    }

    /// Tells those who sign for a team that the plan is no longer what they agreed to, unless the change was their own;
    /// and once they have signed again, or all is as it was, tells it no longer.
    private func tell(_ drifting: Drifting) throws {
        guard let plan = try find(drifting.plan) else { return }
        for team in drifting.lost { try tellLoss(of: team, plan) }
        for team in drifting.restored { try takeBackLoss(of: team, plan) }
    }

    private func tellLoss(of team: ID<Team>, _ plan: Plan) throws {
        guard let signOff = try signOff(of: team, plan) else { return }
        let drift = try reader.drift(of: plan, team, since: Int64(signOff.seq))
        for signer in try signers(of: team, on: plan.id) {
            guard let newest = drift.last(where: { $0.by != signer.raw }) else { continue }
            let changer = try find(ID<Member>(newest.by)).map { Caller($0) } ?? caller
            try carryOut(
                surroundings(of: newest.seq, by: changer)
                    .notify([signer], of: .drift, about: RecordReference(plan.id), on: plan))
        }
    }

    private func takeBackLoss(of team: ID<Team>, _ plan: Plan) throws {
        let signers = Set(try signers(of: team, on: plan.id)), signedOf = try signOff(of: team, plan)?.seq
        for notice in try unread([.drift], about: RecordReference(plan.id)) where signers.contains(notice.member) {
            if let signedOf, signedOf >= notice.seq {
                var read = notice
                read.readAt = now
                try update(notice, to: read)
            } else {
                try delete(notice)
            }
        }
    }

    private func signOff(of team: ID<Team>, _ plan: Plan) throws -> SignOff? {
        try all(SignOff.self, where: ["plan": .id(plan.id.raw), "team": .id(team.raw)]).first
    }
}
