import Domain
import TestSupport
import Testing

@Suite struct RuleTests {
    let ids = Ids()

    @Test func aDoneTaskHasItsMoment() throws {
        let old = PlanTask(ID(ids.next())) { _ in }
        var new = old
        new.status = .done
        try new.settle(since: old, by: .none, at: Hub.now, in: Shelf())
        #expect(new.doneAt == Hub.now)
        new.status = .doing
        try new.settle(since: old, by: .none, at: Hub.now, in: Shelf())
        #expect(new.doneAt == nil)
    }

    @Test func aDoneTaskThatRecursIsFollowedByTheNext() throws {
        let old = PlanTask(ID(ids.next())) {
            ($0.due, $0.start, $0.recurrence) = (Day(2026, 1, 31), Day(2026, 1, 30), .monthly)
        }
        var new = old
        new.status = .done
        let around = Surroundings(caller: .quartet, now: Hub.now, seq: 0, records: Shelf(), newID: ids.next)
        let followUps = try Reactions.all.filter { $0.kind == "task" }.flatMap {
            try $0.followUps(old: old, new: new, in: around)
        }
        guard case .edit(let last as PlanTask)? = followUps.first, case .create(let next as PlanTask)? = followUps.last
        else { return #expect(Bool(false), "two follow-ups") }
        #expect(last.id == old.id && last.recurrence == nil && last.status == .done)
        #expect(next.due == Day(2026, 2, 28) && next.start == Day(2026, 2, 28) && next.recurrence == .monthly)
        #expect(next.status == .todo && next.id != old.id)
        #expect(try Reactions.all.flatMap { try $0.followUps(old: new, new: new, in: around) }.isEmpty)
    }

    @Test func anAnswerTakesTheOtherAway() throws {
        let member = ID<Member>(ids.next())
        var cell = Commitment(ID(ids.next())) { $0.ask = "A film" }
        #expect(throws: Invalid([Problem("reason", "is required to decline")])) {
            try cell.answer(.declined, promise: nil, reason: nil, by: member, at: Hub.now)
        }
        #expect(cell.state == .asked)
        try cell.answer(.declined, promise: "x", reason: "No people", by: member, at: Hub.now)
        #expect(
            cell.state == .declined && cell.promise == nil && cell.reason == "No people" && cell.answeredBy == member)
        cell.askAgain(nil, by: member, at: Hub.now)
        #expect(cell.state == .asked && cell.reason == nil && cell.answeredAt == nil && cell.ask == "A film")
        try cell.answer(.committed, promise: "By May", reason: "y", by: member, at: Hub.now)
        #expect(cell.state == .committed && cell.promise == "By May" && cell.reason == nil)
    }

    @Test func standingOnAPlan() {
        func standing(_ role: Member.Role, _ part: PlanMember.Role?, isGeneralManager: Bool = false) -> Standing {
            let caller = Caller(member: ID(ids.next()), role: role, team: .none)
            let part = part.map { role in PlanMember(ID(ids.next())) { $0.role = role } }
            return Standing(of: caller, as: part, generalManager: isGeneralManager ? caller.member : nil)
        }
        #expect(standing(.admin, nil).canManage && standing(.member, nil, isGeneralManager: true).canManage)
        #expect(
            !standing(.leader, nil).canEdit && !standing(.member, .viewer).canEdit && !standing(.member, nil).canEdit)
        #expect(standing(.member, .contributor).canEdit && !standing(.member, .contributor).canManage)
        #expect(standing(.member, .manager).canManage && !standing(.guest, nil, isGeneralManager: true).canManage)
    }

    @Test func tasksDoNotWaitForEachOther() throws {
        let plan = ID<Plan>(ids.next())
        let first = PlanTask(ID(ids.next())) { $0.plan = plan }
        let second = PlanTask(ID(ids.next())) { ($0.plan, $0.waitsFor) = (plan, [first.id]) }
        let third = PlanTask(ID(ids.next())) { ($0.plan, $0.waitsFor) = (plan, [second.id]) }
        let shelf = Shelf(records: [first, second, third])
        var new = first
        new.waitsFor = [third.id]
        #expect(try PlanTask.check(new, since: first, in: shelf).map(\.field) == ["waitsFor"])
        new = third
        new.waitsFor = [first.id, second.id]
        #expect(try PlanTask.check(new, since: third, in: shelf).isEmpty)
    }

    @Test func accountsDoNotStandUnderThemselves() throws {
        let top = Account(ID(ids.next())) { $0.name = "Top" }
        let below = Account(ID(ids.next())) { ($0.name, $0.parent) = ("Below", top.id) }
        var new = top
        new.parent = below.id
        #expect(try Account.check(new, since: top, in: Shelf(records: [top, below])).map(\.field) == ["parent"])
    }

    @Test func aWorkspaceKeepsAnAdmin() throws {
        let admin = Member(ID(ids.next())) { $0.role = .admin }
        let other = Member(ID(ids.next())) { $0.role = .admin }
        var new = admin
        new.role = .member
        #expect(try Member.check(new, since: admin, in: Shelf(records: [admin])).map(\.field) == ["role"])
        #expect(try Member.check(new, since: admin, in: Shelf(records: [admin, other])).isEmpty)
        new = admin
        new.archived = true
        #expect(try Member.check(new, since: admin, in: Shelf(records: [admin])).map(\.field) == ["archived"])
    }
}
