import Domain
import Store

/// Reviews of the demonstration: on the flagship a quarterly and a weekly one that were held, and one that is near; on
/// some other plans one that is scheduled.
extension Scribe {
    /// - Parameter place: among the active plans; the flagship is the first
    func reviews(of story: Story, place: Int, _ past: Past, _ dice: Dice) -> [Deed] {
        var dice = dice
        if place == 0 { return flagshipReviews(story, past, &dice) }
        guard place % 5 == 2 else { return [] }
        let type: Review.Form = place % 2 == 0 ? .weekly : .quarterly
        let at = max(past.moment(3, minute: 600), story.at.adding(seconds: 3600))
        return [schedule(story, Meeting(type, dice.id(at: at), on: workday(after: past.today, dice.below(9))), at: at)]
    }

    private struct Meeting: Sendable {
        let type: Review.Form, id: ID<Review>, startsAt: Instant
        init(_ type: Review.Form, _ id: ID<Review>, on day: Day) {
            (self.type, self.id) = (type, id)
            startsAt = day.begins(in: Company.timeZone).adding(seconds: 10 * 3600)
        }
        func minute(_ n: Int) -> Instant { startsAt.adding(seconds: 60 * n) }
        var title: String { type == .weekly ? "Weekly review" : "Quarterly review" }
    }
    /// A decision of a meeting: who sees to it, so many days after it.
    private struct Ruling: Sendable {
        let text: String, owner: Person, days: Int
        var makesTask = true
    }

    private func workday(after day: Day, _ more: Int = 0) -> Day {
        var next = day + 1 + more
        while (next.number + 4) % 7 % 6 == 0 { next = next + 1 }  // Sunday is 0: 1 January 1970 was a Thursday
        return next
    }

    private func schedule(_ story: Story, _ meeting: Meeting, at: Instant) -> Deed {
        Deed(at: at, by: story.manager) { tx in
            try tx.insert(
                Review(meeting.id) {
                    ($0.plan, $0.type, $0.title) = (story.id, meeting.type, meeting.title)
                    ($0.startsAt, $0.leader) = (meeting.startsAt, story.manager.id)
                })
        }
    }

    private func flagshipReviews(_ story: Story, _ past: Past, _ dice: inout Dice) -> [Deed] {
        func seat(_ name: String) -> Person { story.seats.first { $0.person.name == name }?.person ?? story.manager }
        let (rosa, june, evan) = (seat("Rosa Bianchi"), seat("June Lindqvist"), seat("Evan Cole"))
        let (tomas, dana, priya) = (seat("Tomás Silva"), seat("Dana Whitfield"), seat("Priya Nand"))
        let anil = seat("Anil Kapoor")
        let quarter = Meeting(.quarterly, dice.id(at: past.now), on: past.day(-30))
        let week = Meeting(.weekly, dice.id(at: past.now), on: past.day(-7))
        let next = Meeting(.weekly, dice.id(at: past.now), on: workday(after: past.today))

        var deeds = [schedule(story, quarter, at: past.moment(44, minute: 560))]
        deeds.append(
            add("What each team owes a depot opening", to: quarter, story, by: rosa, at: past.moment(35, minute: 700)))
        deeds += held(
            quarter, story, by: [rosa, june, evan, tomas, dana], for: 54,
            notes: [
                (5, rosa, .alignment, "Marketing’s pulse fell after depot 2 opened without its guide."),
                (18, evan, .own, "Depot 1 took two weeks of help by telephone. We should not do that four times."),
                (21, june, .own, "The guide takes us eight working days from the last picture."),
                (44, tomas, .signOffs, "We sign as soon as the depot gateway has an owner."),
            ],
            rulings: [
                (
                    26, .own,
                    Ruling(text: "No depot opens before its guide and training day are promised.", owner: rosa, days: 9)
                ),
                (30, .own, Ruling(text: "One page on what each team owes a depot opening.", owner: june, days: 14)),
                (
                    39, .alignment,
                    Ruling(
                        text: "Northern Lines asks for a nightly file, not for the signal import.", owner: dana,
                        days: 20, makesTask: false)
                ),
            ],
            summary: """
                Two depots are live, and their dispatchers come back to the list every day. What slows us is the order in \
                which depots open: from now on one opens when its guide and its training are promised.
                """)
        deeds.append(schedule(story, week, at: quarter.minute(70)))
        deeds += held(
            week, story, by: [june, anil, priya], for: 24,
            notes: [(4, anil, .changes, "The restart mend is in depot 2; the repeat tickets of this week are half.")],
            rulings: [
                (
                    12, .changes,
                    Ruling(text: "Show the first cut of the film as it is, without gateway.", owner: priya, days: 12)
                )
            ], summary: "Short one: the film is shown as it is, the rest goes on.")
        deeds.append(schedule(story, next, at: week.minute(40)))
        deeds.append(
            add(
                "Title of the stage slot: the congress waits for it", to: next, story, by: june,
                at: past.moment(1, minute: 640)))
        return deeds.filter { $0.at < past.now }
    }

    private func add(_ title: String, to meeting: Meeting, _ story: Story, by: Person, at: Instant) -> Deed {
        Deed(at: at, by: by) { tx in
            try tx.insert(
                AgendaItem(tx.newID()) { ($0.plan, $0.review, $0.title) = (story.id, meeting.id, title) })
        }
    }

    private typealias Said = (minute: Int, by: Person, at: AgendaItem.Cause, text: String)
    private typealias Decided = (minute: Int, at: AgendaItem.Cause, Ruling)

    /// A meeting from its beginning to its end; what is to be said at an item that the data did not put there is said at
    /// the first one.
    private func held(
        _ meeting: Meeting, _ story: Story, by people: [Person], for minutes: Int, notes: [Said], rulings: [Decided],
        summary: String
    ) -> [Deed] {
        let plan = story.id, review = meeting.id
        @Sendable func item(_ cause: AgendaItem.Cause, _ tx: Tx) throws -> AgendaItem? {
            let all = try tx.all(AgendaItem.self, where: ["review": .id(review.raw)]).sorted {
                $0.position < $1.position
            }
            return all.first { $0.cause == cause } ?? all.first
        }
        var deeds = [Deed(at: meeting.minute(0), by: story.manager) { _ = try $0.openReview(review) }]
        deeds += people.enumerated().map { place, person in
            Deed(at: meeting.minute(1).adding(seconds: 9 * place), by: person) { _ = try $0.joinReview(review) }
        }
        deeds += notes.map { note in
            Deed(at: meeting.minute(note.minute), by: note.by) { tx in
                guard let item = try item(note.at, tx) else { return }
                try tx.insert(
                    ReviewNote(tx.newID()) {
                        ($0.plan, $0.review, $0.item, $0.text) = (plan, review, item.id, note.text)
                    })
            }
        }
        for (minute, cause, ruling) in rulings {
            deeds.append(
                Deed(at: meeting.minute(minute), by: story.manager) { tx in
                    guard let item = try item(cause, tx) else { return }
                    let decision = try tx.insert(
                        Decision(tx.newID()) {
                            ($0.plan, $0.review, $0.item, $0.text) = (plan, review, item.id, ruling.text)
                            ($0.owner, $0.due) = (ruling.owner.id, Day(of: meeting.startsAt) + ruling.days)
                        })
                    if ruling.makesTask { _ = try tx.makeTask(of: decision.id) }
                })
            if ruling.makesTask { deeds += becomes(ruling, in: story, after: meeting.minute(minute)) }
        }
        deeds.append(
            Deed(at: meeting.minute(minutes), by: story.manager) { tx in
                for item in try tx.all(AgendaItem.self, where: ["review": .id(review.raw)]) {
                    var spoken = item
                    spoken.done = true
                    try tx.update(item, to: spoken)
                }
                _ = try tx.closeReview(review, summary: summary)
            })
        return deeds
    }

    /// The team that was asked accepts, and the task is done some days before it is due.
    private func becomes(_ ruling: Ruling, in story: Story, after decided: Instant) -> [Deed] {
        let plan = story.id, signer = story.representative(of: ruling.owner.team) ?? ruling.owner
        @Sendable func task(_ tx: Tx) throws -> PlanTask? {
            try tx.all(PlanTask.self, where: ["plan": .id(plan.raw), "title": .text(ruling.text)]).first
        }
        return [
            Deed(at: decided.adding(seconds: 26 * 3600), by: signer) { tx in
                guard let task = try task(tx), task.handshake == .requested else { return }
                _ = try tx.answerTask(task.id, .accepted, day: nil, reason: nil)
            },
            Deed(at: decided.adding(seconds: (ruling.days - 2) * 86_400), by: ruling.owner) { tx in
                guard let old = try task(tx) else { return }
                var new = old
                new.status = .done
                try tx.update(old, to: new)
            },
        ]
    }
}
