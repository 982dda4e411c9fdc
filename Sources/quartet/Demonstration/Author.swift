import Domain

/// Makes up the stories of ordinary plans.
struct Author {
    var dice: Dice
    let people: People, past: Past
    private var made = 0

    init(dice: Dice, people: People, past: Past) { (self.dice, self.people, self.past) = (dice, people, past) }

    /// - Parameter begun: so many days ago
    mutating func plan(
        for customer: Customer, _ year: Company.FiscalYear, begun: Int, goals count: Int, isPast: Bool = false
    ) -> Story? {
        guard let manager = people.find(customer.generalManager) else { return nil }
        made += 1
        let at = past.moment(begun, minute: 540 + dice.below(300))
        var story = Story(
            id: dice.id(at: at), account: customer.id, title: year.title, start: year.start, end: year.end,
            purpose: customer.fill(Phrases.purposes[made % Phrases.purposes.count]), manager: manager, at: at)
        seat(&story)
        let renews = customer.renewal < 150
        let rest = Goal.all.filter { $0.key != "renew" }
        let goals =
            (renews ? Goal.all.filter { $0.key == "renew" } : []) + dice.draw(count - (renews ? 1 : 0), of: rest)
        for goal in goals { aim(&story, goal, customer, begun: begun, isPast: isPast) }
        return story
    }

    private mutating func seat(_ story: inout Story) {
        for team in Company.teams.indices {
            let others = people.workers(of: team).filter {
                $0.id != story.manager.id && !$0.title.hasPrefix("Customer general")
            }
            guard !others.isEmpty else { continue }
            let first = others[(made + team) % others.count]
            story.seats.append(Story.Seat(person: first, team: team, role: .contributor, duty: .representative))
            guard dice.chance(65), let second = dice.pick(others.filter { $0.id != first.id }) else { continue }
            let duty: PlanMember.Duty? = dice.chance(55) ? .deputy : nil
            story.seats.append(Story.Seat(person: second, team: team, role: .contributor, duty: duty))
        }
        if dice.chance(20), let leader = dice.pick(people.all.filter { $0.role == .leader }) {
            story.seats.append(Story.Seat(person: leader, team: leader.team, role: .viewer, duty: nil))
        }
    }

    // MARK: objectives

    private mutating func aim(_ story: inout Story, _ goal: Goal, _ customer: Customer, begun: Int, isPast: Bool) {
        let latest = isPast ? begun - 6 : min(begun - 2, 60)
        let day = max(2, latest - dice.below(isPast ? 3 : 25))
        let at = past.moment(day, minute: 500 + dice.below(420), after: story.at)
        let by = dice.chance(50) ? story.manager : dice.pick(story.workers(of: goal.lead)) ?? story.manager
        var aim = Story.Aim(id: dice.id(at: at), at: at, by: by, title: customer.fill(dice.pick(goal.titles) ?? ""))
        aim.notes = goal.notes.map(customer.fill)
        (aim.company, aim.customer) = (goal.company, goal.customer.map(customer.fill))
        (aim.lead, aim.weight) = (goal.lead, dice.chance(25) ? min(5, goal.weight + 1) : goal.weight)
        aim.owner = dice.chance(85) ? story.representative(of: goal.lead) ?? story.manager : story.manager
        aim.due = isPast ? past.today + -(dice.within(60...75)) : due(of: goal, customer, in: story)
        measure(&aim, goal, customer, day: day, isPast: isPast)
        cells(&aim, goal, customer, story, day: day, isPast: isPast)
        let tasks = work(&story, aim, goal, customer, day: day, isPast: isPast)
        story.aims.append(aim)
        if isPast { return }
        talk(&story, aim, goal, customer, day: day)
        chase(&story, tasks)
    }

    private mutating func due(of goal: Goal, _ customer: Customer, in story: Story) -> Day {
        if goal.key == "renew" { return past.day(max(10, customer.renewal - 14)) }
        return past.day(dice.within(21...max(40, min(200, story.end - past.today))))
    }

    private mutating func measure(_ aim: inout Story.Aim, _ goal: Goal, _ customer: Customer, day: Int, isPast: Bool) {
        guard goal.measure.count == 4, let from = Double(goal.measure[2]), let to = Double(goal.measure[3]) else {
            return
        }
        let isFixed = goal.measure[1] == "%" || max(from, to) < 20
        let size = isFixed ? 1 : Double(dice.within(60...140)) / 100
        let (baseline, target) = (Self.round(from * size), Self.round(to * size))
        aim.measure = customer.fill(goal.measure[0])
        aim.unit = goal.measure[1].isEmpty ? nil : goal.measure[1]
        (aim.baseline, aim.target) = (baseline, target)
        let reached = isPast ? Double(dice.within(70...115)) / 100 : Double(dice.within(5...80)) / 100
        let count = isPast ? 1 : 1 + dice.below(3)
        var last = aim.at
        for step in 1...count {
            let ago = isPast ? max(70, day - 4) : max(1, day - (day - 1) * step / count - dice.below(2))
            last = past.moment(ago, minute: 510 + dice.below(200), after: last)
            let value = Self.round(baseline + (target - baseline) * reached * Double(step) / Double(count))
            let by = aim.owner ?? aim.by
            if value != aim.readings.last?.value ?? baseline {
                aim.readings.append(Story.Reading(at: last, by: by, value: value))
            }
        }
    }
    /// Two digits that mean something, and no fractions.
    private static func round(_ value: Double) -> Double {
        var step = 1.0
        while abs(value) / step >= 1000 { step *= 10 }
        return (value / step).rounded() * step
    }

    private mutating func cells(
        _ aim: inout Story.Aim, _ goal: Goal, _ customer: Customer, _ story: Story, day: Int, isPast: Bool
    ) {
        for team in goal.asks.keys.sorted() where team == goal.lead || dice.chance(82) {
            guard let ask = goal.asks[team], let answerer = story.representative(of: team) else { continue }
            var cell = Story.Cell(
                id: dice.id(at: aim.at), team: team, ask: customer.fill(ask), by: aim.by, at: aim.at, answer: nil)
            let days = 1 + dice.below(9), throwOf = dice.below(100)
            let at = past.moment(max(1, day - days), minute: 490 + dice.below(500), after: aim.at)
            let saysNo = team != goal.lead && throwOf >= 84
            if team == goal.lead || throwOf < 70 || isPast {
                let text = customer.fill(goal.promises[team] ?? ask)
                cell.answer = Story.Answer(by: answerer, at: at, isYes: true, text: text)
            } else if saysNo, let reason = goal.reasons[team] {
                cell.answer = Story.Answer(by: answerer, at: at, isYes: false, text: customer.fill(reason))
            }
            aim.cells.append(cell)
        }
    }

    // MARK: tasks

    private mutating func work(
        _ story: inout Story, _ aim: Story.Aim, _ goal: Goal, _ customer: Customer, day: Int, isPast: Bool
    ) -> [Story.Work] {
        var made: [Story.Work] = []
        for piece in dice.draw(isPast ? 2 : dice.within(3...5), of: goal.work) {
            let due = isPast ? -dice.within(64...80) : dice.within(-50...38)
            let created = isPast ? max(70, day - 2) : max(2, min(day, dice.within(8...30) - due))
            let at = past.moment(created, minute: 495 + dice.below(480), after: aim.at)
            let team = story.workers(of: piece.team)
            let by = dice.chance(40) ? story.manager : dice.pick(story.workers(of: goal.lead)) ?? story.manager
            var work = Story.Work(
                id: dice.id(at: at), at: at, by: by, team: piece.team, title: customer.fill(piece.title))
            work.notes = piece.notes.map(customer.fill)
            work.assignee = dice.chance(93) ? dice.pick(team) : nil
            work.due = dice.chance(95) ? max(past.day(due), Day(of: at) + 2) : nil
            work.effort = dice.pick([nil, 0.5, 1, 1, 2, 3, 5] as [Double?]) ?? nil
            work.priority = dice.pick([.low, .normal, .normal, .normal, .high, .high]) ?? .normal
            work.aim = aim.id
            steps(
                &work, created: created, due: (work.due ?? past.today) - past.today, isPast: isPast, in: story,
                after: made)
            made.append(work)
        }
        story.work += made
        return made
    }

    private mutating func steps(
        _ work: inout Story.Work, created: Int, due: Int, isPast: Bool, in story: Story, after others: [Story.Work]
    ) {
        let by = work.assignee ?? work.by, throwOf = dice.below(100)
        let end: PlanTask.Status =
            if isPast { throwOf < 88 ? .done : .dropped } else if due < 0 {
                throwOf < 84 ? .done : throwOf < 89 ? .dropped : throwOf < 95 ? .doing : throwOf < 98 ? .todo : .blocked
            } else if due < 15 {
                throwOf < 42 ? .doing : throwOf < 52 ? .blocked : throwOf < 60 ? .done : .todo
            } else { throwOf < 18 ? .doing : throwOf < 22 ? .blocked : throwOf < 25 ? .done : .todo }
        guard end != .todo else { return }
        let begun = max(1, created - 1 - dice.below(6))
        let first = past.moment(begun, minute: 520 + dice.below(300), after: work.at)
        if end != .dropped { work.steps.append(Story.Step(at: first, by: by, status: .doing)) }
        guard end != .doing else { return }
        let late = min(begun, max(1, -due + dice.within(-3...4)))
        let last = past.moment(late, minute: 560 + dice.below(460), after: first)
        work.steps.append(Story.Step(at: last, by: by, status: end))
        if end == .blocked, let other = (story.work + others).last(where: { $0.status.isOpen && $0.at < work.at }) {
            work.waitsFor = [other.id]
        }
    }

    // MARK: comments

    private mutating func talk(_ story: inout Story, _ aim: Story.Aim, _ goal: Goal, _ customer: Customer, day: Int) {
        for talk in dice.draw(dice.below(3), of: goal.talk) {
            let by = dice.pick(story.workers(of: dice.below(4))) ?? story.manager
            let ago = max(1, day - 2 - dice.below(max(1, day - 2)))
            let at = past.moment(ago, minute: 500 + dice.below(500), after: aim.at)
            remark(&story, RecordReference(aim.id), by, at, customer.fill(talk.text), talk.reply.map(customer.fill))
        }
        for cell in aim.cells {
            guard let answer = cell.answer, !answer.isYes, dice.chance(75), let talk = dice.pick(Phrases.declined)
            else { continue }
            let at = answer.at.adding(seconds: 60 * dice.within(40...900))
            guard at < past.moment(0, minute: 0) else { continue }
            let about = RecordReference(cell.id)
            remark(
                &story, about, story.manager, at, customer.fill(talk.text), talk.reply.map(customer.fill),
                answering: answer.by)
        }
    }

    /// Somebody asks after what is late or stands still.
    private mutating func chase(_ story: inout Story, _ tasks: [Story.Work]) {
        for work in tasks
        where work.status.isOpen && (work.due.map { $0 < past.today } ?? false || work.status == .blocked) {
            guard dice.chance(70), let talk = dice.pick(Phrases.late), let assignee = work.assignee else { continue }
            let ago = 1 + dice.below(3)
            let at = past.moment(ago, minute: 500 + dice.below(400), after: work.steps.last?.at ?? work.at)
            let by = assignee.id == story.manager.id ? work.by : story.manager
            remark(&story, RecordReference(work.id), by, at, talk.text, talk.reply, answering: assignee)
        }
    }

    private mutating func remark(
        _ story: inout Story, _ about: RecordReference, _ by: Person, _ at: Instant, _ text: String, _ reply: String?,
        answering: Person? = nil
    ) {
        let first = Story.Remark(id: dice.id(at: at), at: at, by: by, about: about, parent: nil, text: text)
        story.remarks.append(first)
        let others = story.seats.map(\.person).filter { $0.id != by.id && $0.role == .member }
        let later = at.adding(seconds: 60 * dice.within(9...240))
        guard let reply, let other = answering ?? dice.pick(others), other.id != by.id, later < past.minutes(1) else {
            return
        }
        story.remarks.append(
            Story.Remark(id: dice.id(at: later), at: later, by: other, about: about, parent: first.id, text: reply))
    }
}
