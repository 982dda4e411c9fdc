public import Domain
import JSON

/// A plan's score that moved; `json` is what streams carry.
public struct ScoreChange: Sendable {
    public let plan: ID<Plan>, json: [UInt8]
    let drifting: Drifting
}

/// Which plans' scores may be others after some changes.
struct Unscored {
    var plans: Set<Identifier> = []
    /// Those among them that a team may no longer agree to, or agrees to again.
    private(set) var drifting: Set<Identifier> = []
    /// The weights are others, or the day is.
    var isEverything = false
    var isEmpty: Bool { plans.isEmpty && !isEverything }

    mutating func add<R: Record>(_ record: R, _ edits: [Edit]) {
        switch record {
        case is Workspace: isEverything = isEverything || edits.contains { Workspace.moveScores.contains($0.name) }
        case let task as PlanTask where task.promised == nil && task.misses.isEmpty: break
        case is SignOff, is Commitment, is Objective, is Plan, is PlanTask, is PlanMember:
            guard let plan = record.plan?.raw else { return }
            plans.insert(plan)
            if record is SignOff || edits.contains(where: { R.fields.all[$0.place].traits.isMaterial }) {
                drifting.insert(plan)
            }
        default: break
        }
    }
    /// What was computed meanwhile need not be computed again.
    mutating func settleDrifting() {
        plans.subtract(drifting)
        drifting = []
    }
    mutating func add(_ other: Unscored) {
        plans.formUnion(other.plans)
        isEverything = isEverything || other.isEverything
    }
}

extension Reader {
    /// So many plans are computed from one set of queries.
    static let chunk = 250

    /// Brings the derived rows of some plans, or of all that are not closed, up to date; returns what moved.
    func rescore(_ unscored: Unscored) throws -> [ScoreChange] {
        var moved: [ScoreChange] = []
        var waiting = unscored.plans.sorted()[...]
        while !waiting.isEmpty {
            moved += try rescore(Array(waiting.prefix(Self.chunk)))
            waiting = waiting.dropFirst(Self.chunk)
        }
        if unscored.isEverything {
            var last = Identifier.none as Identifier?
            while let next = last { last = try rescoreUnclosed(after: next, into: &moved) }
        }
        return moved
    }

    /// The next plans after this one that are not closed, in the order of their ids.
    /// - Returns: the last of them, nil when there are no more
    func rescoreUnclosed(after plan: Identifier, into moved: inout [ScoreChange]) throws -> Identifier? {
        var plans: [Identifier] = []
        let sql = "SELECT id FROM plan WHERE state <> 'closed' AND id > ? ORDER BY id LIMIT ?"
        try connection.each(sql, [.id(plan), .int(Int64(Self.chunk))]) { plans.append($0.id(0)) }
        moved += try rescore(plans)
        return plans.count < Self.chunk ? nil : plans.last
    }

    private func rescore(_ plans: [Identifier]) throws -> [ScoreChange] {
        var moved: [ScoreChange] = []
        for (old, new) in try scores(of: plans) where new != old {
            try new.keep(connection, today: scope.today)
            moved.append(ScoreChange(plan: new.plan, json: new.event, drifting: Drifting(new, since: old)))
        }
        return moved
    }

    /// What is written of some plans, and what their records make of it at this reader's moment.
    func scores(of plans: [Identifier]) throws -> [(old: ScoreRow?, new: ScoreRow)] {
        let weights = try alignmentWeights()
        return try alignmentInputs(where: .among("plan.id", plans), today: scope.today).map { one in
            let old = try ScoreRow(one.plan.id, connection)
            return (old, try ScoreRow(one, Alignment(one.input, weights: weights), since: old, in: self))
        }
    }
}
extension Workspace {
    /// The settings that all scores depend on.
    fileprivate static let moveScores: Set<String> = [
        "weightAgreement", "weightCommitment", "weightPromises", "weightPulse", "timeZone",
    ]
}
