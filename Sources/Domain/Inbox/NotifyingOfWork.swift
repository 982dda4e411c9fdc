/// Who is told what of tasks, requests, promises and commitments.
extension Reactions {
    static let ofWork: [Reaction] = [taskIsTold, commitmentIsTold]

    static let taskIsTold = Reaction(to: PlanTask.self) { it in
        let old = it.old, task = it.new
        // Most edits are of none of these, and cost nothing here.
        if let old, old.assignee == task.assignee, old.handshake == task.handshake, old.due == task.due,
            old.answeredAt == task.answeredAt, old.status.isOpen == task.status.isOpen, old.team == task.team
        {
            return []
        }
        guard let plan = try it.around.records.find(task.plan) else { return [] }
        let about = RecordReference(task.id)
        var next = try it.around.settle(outdated(old, task), about: about)
        guard task.status.isOpen || task.answeredAt != old?.answeredAt else { return next }
        var asked: [ID<Member>] = []
        if asksAnew(old, task) {
            asked = try it.around.records.signers(of: task.team, on: plan.id)
            next += try it.around.notify(asked, of: .requested, about: about, on: plan)
        }
        if let old, let answer = newAnswer(old, task) {
            let side = try task.side(
                of: it.around.caller.member, as: it.around.records.planMember(it.around.caller.member, on: plan.id))
            let asker = side == .asks ? old.answeredBy : ID(task.stamp.createdBy)
            if let asker {
                next += try it.around.notify([asker], of: .answered, about: about, on: plan, answer: answer)
            }
        }
        // Who is asked for it is not told twice.
        if let assignee = task.assignee, assignee != old?.assignee, !asked.contains(assignee) {
            next += try it.around.notify([assignee], of: .assigned, about: about, on: plan)
        }
        return next
    }

    private static func asksAnew(_ old: PlanTask?, _ task: PlanTask) -> Bool {
        guard task.handshake == .requested else { return false }
        return old?.handshake != .requested || old?.due != task.due || old?.team != task.team
    }

    /// What one side has just said to the other.
    private static func newAnswer(_ old: PlanTask, _ task: PlanTask) -> Notice.Answer? {
        let isSaid = old.answeredAt != task.answeredAt || old.handshake != task.handshake && task.answeredAt != nil
        guard isSaid || old.handshake != .countered && task.handshake == .countered else { return nil }
        switch task.handshake {
        case .countered: return .countered
        case .declined: return .declined
        // A promise that stands as before: what was asked for instead was turned down.
        case .accepted: return old.stands && task.promised == old.promised ? .declined : .accepted
        case .requested, nil: return task.status == .dropped ? .withdrawn : nil
        }
    }

    /// Of what is no longer so the unread notices are settled.
    private static func outdated(_ old: PlanTask?, _ task: PlanTask) -> Set<Notice.Cause> {
        guard let old else { return [] }
        var causes: Set<Notice.Cause> = []
        if !task.status.isOpen { causes.formUnion([.assigned, .requested, .overdue]) }
        if old.assignee != task.assignee { causes.formUnion([.assigned, .overdue]) }
        if old.due != task.due { causes.insert(.overdue) }
        if old.handshake == .requested, task.handshake != .requested || old.team != task.team {
            causes.insert(.requested)
        }
        if old.handshake == .countered, task.handshake != .countered { causes.insert(.answered) }
        return causes
    }

    static let commitmentIsTold = Reaction(to: Commitment.self) { it in
        let old = it.old, cell = it.new
        if let old, old.state == cell.state, old.askedAt == cell.askedAt, old.answeredAt == cell.answeredAt {
            return []
        }
        guard let plan = try it.around.records.find(cell.plan) else { return [] }
        let about = RecordReference(cell.id)
        if cell.state == .asked {
            let signers = try it.around.records.signers(of: cell.team, on: plan.id)
            return try it.around.notify(signers, of: .requested, about: about, on: plan)
        }
        let settled = try it.around.settle([.requested], about: about)
        guard let asker = cell.askedBy, old?.answeredAt != cell.answeredAt else { return settled }
        let answer: Notice.Answer = cell.state == .committed ? .committed : .declined
        return try settled + it.around.notify([asker], of: .answered, about: about, on: plan, answer: answer)
    }
}
