import Domain
import TestSupport
import Testing

/// The handshake by which a task that one team asks of another becomes a promise, rule by rule.
@Suite struct PromiseTests {
    let table = Bargain()
    private let today = Day(2026, 11, 23)

    // MARK: asking

    @Test func aTaskForAnotherTeamIsARequest() throws {
        let task = try table.made(by: table.asker, for: table.product)
        #expect(task.from == table.sales && task.handshake == .requested && task.awaited == .delivers)
        #expect(task.promised == nil && !task.stands, "only an accepted one is a promise")
    }

    @Test func ownWorkIsAskedOfNobody() throws {
        let task = try table.made(by: table.deliverer, for: table.product)
        #expect(task.from == nil && task.handshake == nil && task.awaited == nil)
        let said = try table.made(by: table.asker, for: table.sales) { $0.from = table.sales }
        #expect(said.from == nil && said.handshake == nil, "to ask one's own team is no request")
        // Who is not on the plan's team asks for the team they belong to.
        let outside = try table.made(by: table.admin, for: table.product)
        #expect(outside.from == table.success && outside.handshake == .requested)
    }

    @Test func nobodyInventsWhoAsks() throws {
        let forged = PlanTask(ID(table.ids.next())) {
            ($0.plan, $0.team, $0.from) = (table.plan.id, table.product, table.success)
        }
        #expect(try table.refusal(.create, forged, table.asker) == "Ask for your own team only.")
        var honest = forged
        honest.from = table.sales
        #expect(try table.refusal(.create, honest, table.asker) == nil)
        // An admin is not on the plan's team and asks for their own.
        #expect(try table.refusal(.create, honest, table.admin) == "Ask for your own team only.")
        #expect(try table.refusal(.create, forged, table.admin) == nil)
    }

    @Test func anotherTeamIsAskedAnew() throws {
        var task = try table.request()
        try task.answer(
            .declined, from: .delivers, day: nil, reason: "No", by: table.deliverer, at: Hub.now, today: today)
        let moved = try table.edited(task, by: table.asker) { $0.team = table.success }
        #expect(moved.handshake == .requested && moved.from == table.sales)
        #expect(moved.answer == nil && moved.answeredAt == nil && moved.firstAnsweredAt == nil)
        let home = try table.edited(task, by: table.asker) { $0.team = table.sales }
        #expect(home.handshake == nil && home.from == nil, "back with the asker it is their own work")
        let promise = try table.promise()
        #expect(throws: Invalid([Problem("team", "cannot change: it has promised")])) {
            try table.edited(promise, by: table.manager) { $0.team = table.success }
        }
        var missed = promise
        (missed.released, missed.misses) = (true, [Day(2026, 11, 1)])
        #expect(throws: Invalid.self) { try table.edited(missed, by: table.manager) { $0.team = table.success } }
    }

    // MARK: answers

    @Test func whatIsAcceptedIsPromisedForTheDayAskedOrAnEarlierOne() throws {
        let asked = try table.request(due: Day(2026, 12, 1))
        var task = asked
        try table.answer(&task, .accepted, .delivers)
        #expect(task.handshake == .accepted && task.promised == Day(2026, 12, 1) && task.stands)
        #expect(task.answeredBy == table.deliverer && task.answeredAt == Hub.now && task.firstAnsweredAt == Hub.now)
        task = asked
        try table.answer(&task, .accepted, .delivers, Day(2026, 11, 27))
        #expect(task.promised == Day(2026, 11, 27) && task.due == Day(2026, 11, 27))
        task = asked
        #expect(throws: Invalid.self, "a later day is a counter-offer") {
            try table.answer(&task, .accepted, .delivers, Day(2026, 12, 2))
        }
        #expect(task == asked, "what is refused leaves no trace")
    }

    @Test func aRequestWithoutADayIsAcceptedWithOne() throws {
        var task = try table.request(due: nil)
        #expect(throws: Invalid.self) { try table.answer(&task, .accepted, .delivers) }
        try table.answer(&task, .accepted, .delivers, Day(2027, 3, 1))
        #expect(task.promised == Day(2027, 3, 1) && task.due == Day(2027, 3, 1))
    }

    @Test func aDeclineNeedsItsReason() throws {
        var task = try table.request()
        #expect(throws: Invalid([Problem("reason", "is required to decline")])) {
            try table.answer(&task, .declined, .delivers)
        }
        try table.answer(&task, .declined, .delivers, reason: "No people")
        #expect(task.handshake == .declined && task.answer == "No people" && task.awaited == nil && !task.stands)
    }

    @Test func aCounterOfferIsTheAskersToAcceptOrWithdraw() throws {
        var task = try table.request(due: Day(2026, 12, 1))
        #expect(throws: Invalid.self) { try table.answer(&task, .countered, .delivers) }
        try table.answer(&task, .countered, .delivers, Day(2026, 12, 9), reason: "They are away")
        #expect(task.handshake == .countered && task.counter == Day(2026, 12, 9) && task.awaited == .asks)
        #expect(task.due == Day(2026, 12, 1) && task.promised == nil)
        let offered = task
        for word in [PlanTask.Answer.countered, .declined] {
            #expect(throws: Invalid.self, "\(word) is not the asker's word") {
                try table.answer(&task, word, .asks, Day(2026, 12, 5), reason: "No")
            }
        }
        try table.answer(&task, .accepted, .asks)
        #expect(task.promised == Day(2026, 12, 9) && task.due == Day(2026, 12, 9) && task.counter == nil)
        task = offered
        try table.answer(&task, .withdrawn, .asks)
        #expect(task.status == .dropped && task.handshake == nil && task.counter == nil && !task.stands)
        #expect(task.firstAnsweredAt == Hub.now, "how long the team took to answer is known all the same")
        task = offered
        #expect(throws: Invalid.self, "whoever delivers has nothing to withdraw before there is a promise") {
            try table.answer(&task, .withdrawn, .delivers)
        }
    }

    @Test func whatIsOverIsNotAccepted() throws {
        for status in [PlanTask.Status.done, .dropped] {
            var task = try table.request()
            task.status = status
            #expect(throws: Invalid.self) { try table.answer(&task, .accepted, .delivers) }
            #expect(throws: Invalid.self) { try table.answer(&task, .countered, .delivers, Day(2026, 12, 9)) }
        }
    }

    // MARK: another day, by hand

    @Test func aDayMovedByTheTeamThatDeliversIsAnOffer() throws {
        let request = try table.request(due: Day(2026, 12, 1)), promise = try table.promise(Day(2026, 12, 1))
        for task in [request, promise] {
            let moved = try table.edited(task, by: table.deliverer) { $0.due = Day(2026, 12, 20) }
            #expect(moved.handshake == .countered && moved.counter == Day(2026, 12, 20))
            #expect(moved.due == Day(2026, 12, 1) && moved.promised == task.promised && moved.stands == task.stands)
            #expect(throws: Invalid.self) { try table.edited(task, by: table.deliverer) { $0.due = nil } }
        }
    }

    @Test func aDayMovedByAnybodyElseIsARequest() throws {
        for who in [table.asker, table.third, table.manager] {
            let moved = try table.edited(table.promise(Day(2026, 12, 1)), by: who) { $0.due = Day(2026, 12, 20) }
            #expect(moved.handshake == .requested && moved.awaited == .delivers && moved.counter == nil)
            #expect(moved.due == Day(2026, 12, 20) && moved.promised == Day(2026, 12, 1) && moved.stands)
        }
        var countered = try table.request()
        try table.answer(&countered, .countered, .delivers, Day(2026, 12, 9))
        let again = try table.edited(countered, by: table.asker) { $0.due = Day(2026, 12, 4) }
        #expect(again.handshake == .requested && again.counter == nil && again.due == Day(2026, 12, 4))
        let open = try table.edited(table.request(), by: table.asker) { $0.due = nil }
        #expect(open.handshake == .requested && open.due == nil)
        #expect(throws: Invalid([Problem("due", "is promised: ask for another day instead")])) {
            try table.edited(table.promise(), by: table.asker) { $0.due = nil }
        }
        var done = try table.promise()
        done.status = .done
        #expect(throws: Invalid.self) { try table.edited(done, by: table.asker) { $0.due = Day(2027, 1, 1) } }
    }

    @Test func onlyTheTwoTeamsAndAManagerTouchWhatIsPromised() throws {
        let promise = try table.promise()
        func may(_ who: ID<Member>, _ edit: (inout PlanTask) -> Void) throws -> Bool {
            var new = promise
            edit(&new)
            return try table.refusal(.edit(new), promise, who) == nil
        }
        let later: (inout PlanTask) -> Void = { $0.due = Day(2027, 1, 1) }
        let dropped: (inout PlanTask) -> Void = { $0.status = .dropped }
        for edit in [later, dropped] {
            for who in [table.asker, table.deliverer, table.manager, table.admin] { #expect(try may(who, edit)) }
            #expect(try !may(table.third, edit), "a contributor of a third team")
        }
        #expect(try may(table.third) { $0.title = "Else" }, "but what was not promised is anybody's who edits")
        #expect(try may(table.third) { $0.status = .doing })
        let request = try table.request()
        var moved = request
        moved.due = Day(2027, 1, 1)
        #expect(try table.refusal(.edit(moved), request, table.third) == nil, "nothing is promised yet")
    }

    @Test func aRenegotiationThatFailsLeavesThePromise() throws {
        let promise = try table.promise(Day(2026, 12, 1))
        let asked = try table.edited(promise, by: table.asker) { $0.due = Day(2026, 12, 20) }
        let offered = try table.edited(promise, by: table.deliverer) { $0.due = Day(2026, 12, 20) }
        func ends(_ task: PlanTask, _ word: PlanTask.Answer, _ side: PlanTask.Side) throws -> PlanTask {
            var task = task
            try table.answer(&task, word, side, reason: "No")
            return task
        }
        for ended in try [
            ends(asked, .declined, .delivers), ends(asked, .withdrawn, .asks),
            ends(offered, .declined, .asks), ends(offered, .withdrawn, .asks), ends(offered, .withdrawn, .delivers),
        ] {
            #expect(ended.handshake == .accepted && ended.promised == Day(2026, 12, 1) && ended.stands)
            #expect(ended.due == Day(2026, 12, 1) && ended.counter == nil && ended.status == .todo)
            #expect(ended.misses.isEmpty)
        }
    }

    @Test func anotherDayInTimeIsNoMissAndLaterIsOne() throws {
        let promise = try table.promise(Day(2026, 12, 1))
        let offered = try table.edited(promise, by: table.deliverer) { $0.due = Day(2026, 12, 20) }
        for (day, misses) in [(Day(2026, 11, 30), []), (Day(2026, 12, 1), []), (Day(2026, 12, 2), [Day(2026, 12, 1)])] {
            var task = offered
            try table.answer(&task, .accepted, .asks, on: day)
            #expect(task.promised == Day(2026, 12, 20) && task.misses == misses, "on \(day.text)")
        }
        // Twice late on the same promised day is one miss; each other day is its own.
        var task = promise
        for (moved, day) in [(Day(2026, 12, 10), Day(2026, 12, 5)), (Day(2026, 12, 15), Day(2026, 12, 12))] {
            task = try table.edited(task, by: table.deliverer) { $0.due = moved }
            try table.answer(&task, .accepted, .asks, on: day)
        }
        #expect(task.misses == [Day(2026, 12, 1), Day(2026, 12, 10)] && task.promised == Day(2026, 12, 15))
    }

    // MARK: the end

    @Test func whatTheAskerDropsIsReleased() throws {
        let promise = try table.promise(Day(2026, 12, 1))
        let released = try table.edited(promise, by: table.asker) { $0.status = .dropped }
        #expect(released.released && !released.stands)
        for who in [table.deliverer, table.manager] {
            let dropped = try table.edited(promise, by: who) { $0.status = .dropped }
            #expect(!dropped.released && dropped.stands, "dropped by whom it was not promised to")
            let due = dropped.due(in: Day.bounds, today: today, doneOn: nil)
            #expect(due == [.init(today, isKept: false)], "a miss at once, before its day")
        }
    }

    @Test func theAskerLetsGo() throws {
        var task = try table.promise(Day(2026, 11, 1))
        try task.release()
        #expect(task.released && !task.stands && task.due(in: Day.bounds, today: today, doneOn: nil).isEmpty)
        #expect(throws: Invalid.self, "what is released stands no more") { try task.release() }
        var dropped = try table.edited(table.promise(), by: table.deliverer) { $0.status = .dropped }
        try dropped.release()
        #expect(dropped.released && dropped.status == .dropped)
        var moving = try table.edited(table.promise(Day(2026, 12, 1)), by: table.deliverer) {
            $0.due = Day(2026, 12, 9)
        }
        try moving.release()
        #expect(moving.handshake == .accepted && moving.counter == nil && moving.awaited == nil)
        var done = try table.edited(table.promise(), by: table.deliverer) { $0.status = .done }
        #expect(throws: Invalid.self, "it was kept") { try done.release() }
        var request = try table.request()
        #expect(throws: Invalid.self, "nothing was promised yet") { try request.release() }
    }

    @Test func theAskerMayReopenWhatWasCalledDone() throws {
        let done = try table.edited(table.promise(), by: table.deliverer) { $0.status = .done }
        #expect(done.doneAt == Hub.now)
        var again = done
        again.status = .doing
        #expect(try table.refusal(.edit(again), done, table.asker) == nil)
        #expect(try table.refusal(.edit(again), done, table.watcher) == nil, "a viewer of the asking team, too")
        #expect(try table.refusal(.edit(again), done, table.third) != nil)
        var more = again
        more.title = "Else"
        #expect(try table.refusal(.edit(more), done, table.watcher) == Refusals.notAnEditor, "but nothing besides")
        let reopened = try table.edited(done, by: table.asker) { $0.status = .doing }
        #expect(reopened.doneAt == nil && reopened.stands && reopened.promised == done.promised)
    }

    @Test func noMissIsDeleted() throws {
        let wording = "A promise is dropped, or released by who asked for it, but not deleted."
        #expect(try table.refusal(.delete, table.promise(), table.manager) == wording)
        var released = try table.promise()
        try released.release()
        #expect(try table.refusal(.delete, released, table.manager) == nil)
        released.misses = [Day(2026, 11, 1)]
        #expect(try table.refusal(.delete, released, table.admin) == wording)
        #expect(try table.refusal(.delete, table.request(), table.asker) == nil)
    }

    @Test func whatRecursIsAskedByWhoAskedBefore() throws {
        func next(_ task: PlanTask) throws -> PlanTask {
            let around = Surroundings(
                caller: Caller(member: table.deliverer, role: .member, team: table.product), now: Hub.now, seq: 0,
                records: table.shelf, newID: table.ids.next)
            let done = try table.edited(task, by: table.deliverer) { $0.status = .done }
            let followUps = try Reactions.all.filter { $0.kind == "task" }.flatMap {
                try $0.followUps(old: task, new: done, in: around)
            }
            guard case .create(let record)? = followUps.last, var made = record as? PlanTask else {
                throw Invalid([])
            }
            try made.settle(since: nil, by: table.deliverer, at: Hub.now, in: table.shelf)
            return made
        }
        var promise = try table.promise(Day(2026, 12, 1))
        (promise.recurrence, promise.misses) = (.weekly, [Day(2026, 11, 20)])
        let asked = try next(promise)
        #expect(asked.handshake == .requested && asked.from == table.sales && asked.due == Day(2026, 12, 8))
        #expect(asked.promised == nil && asked.misses.isEmpty && asked.firstAnsweredAt == nil && asked.answer == nil)
        var own = try table.made(by: table.deliverer, for: table.product)
        (own.recurrence, own.due) = (.monthly, Day(2026, 12, 31))
        let mine = try next(own)
        #expect(mine.handshake == nil && mine.from == nil && mine.due == Day(2027, 1, 31))
    }
}
