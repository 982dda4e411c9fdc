import Domain
import Store

/// The demonstration workspace: a company of 24 and a guest, 40 accounts and three months of work on their plans.
/// Everything goes through the one door, as the member who did it, at the moment when it happened.
enum Demonstration {
    struct Counts: Sendable, Equatable { var writes = 0, plans = 0, tasks = 0, comments = 0 }

    /// Fills an empty store. The same seed and the same moment make the same workspace.
    /// - Parameters:
    ///   - now: nothing in it is later
    ///   - passwordHash: in PHC format; every member's
    @discardableResult
    static func fill(_ store: Store, at now: Instant, passwordHash: String, seed: UInt64 = 27) async throws -> Counts {
        var dice = Dice(seed: seed)
        let past = Past(now: now), founded = past.moment(92, minute: 480)
        let people = People(using: &dice, at: founded), customers = Customers.all(using: &dice, at: founded)
        let teams = try await found(store, people, customers, at: founded, passwordHash)
        let stories = tell(customers, people, past, &dice), scribe = Scribe(teams: teams)
        let active = stories.filter { $0.turns.last?.state == .active || $0.id == stories.first?.id }
        let agreed = active.enumerated().flatMap { scribe.agreement(of: $1, place: $0, past, Dice(seed: dice.next())) }
        let held = active.enumerated().flatMap { scribe.reviews(of: $1, place: $0, past, Dice(seed: dice.next())) }
        let views = scribe.views(of: people, past)
        let shared = stories.first.map { Shared.deeds(of: $0, past) } ?? []
        let deeds = (stories.flatMap(scribe.deeds) + agreed + held + views + shared).enumerated().sorted {
            ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
        }
        var counts = Counts(writes: 3 + deeds.count, plans: stories.count)
        // What is older than two days, everybody has read.
        let read = past.moment(2, minute: 540), before = deeds.map(\.element).prefix { $0.at <= read }
        try await write(Array(before), to: store, teams)
        for person in people.all {
            _ = try await store.write(as: person.caller(in: teams), at: read) {
                try $0.readInbox(of: nil, upTo: Int($0.seq))
            }
        }
        try await write(deeds.map(\.element).suffix(deeds.count - before.count), to: store, teams)
        try await store.closeDay(at: now)
        counts.comments = stories.reduce(0) { $0 + $1.remarks.count }
        // Those that reviews decided on among them.
        counts.tasks = try await store.read(as: .quartet) { try $0.list(PlanTask.kind.path, ListQuery()).total }
        return counts
    }

    /// In their order, but without waiting for each: so many at a time share commits. An immediate task runs at once
    /// until it waits, which is when its write stands in the store's queue.
    private static func write(_ deeds: [Deed], to store: Store, _ teams: [ID<Team>]) async throws {
        var rest = deeds[...]
        while let first = rest.first {
            let stretch = rest.prefix(100).prefix {
                Day(of: $0.at).number / daysKept == Day(of: first.at).number / daysKept
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for deed in stretch {
                    group.addImmediateTask {
                        try await store.write(as: deed.by.caller(in: teams), at: deed.at, deed.write)
                    }
                }
                try await group.waitForAll()
            }
            rest = rest.dropFirst(stretch.count)
            if let last = stretch.last, let next = rest.first,
                Day(of: next.at).number / daysKept != Day(of: last.at).number / daysKept
            {
                try await store.closeDay(at: last.at)
            }
        }
    }
    /// Every so many days the scores are written down; the days between keep the last.
    private static let daysKept = 3

    /// The workspace, its people and its accounts, before anybody worked on anything.
    private static func found(
        _ store: Store, _ people: People, _ customers: [Customer], at founded: Instant, _ passwordHash: String
    ) async throws -> [ID<Team>] {
        guard let admin = people.admin else { return [] }
        let teams = try await store.write(as: .quartet, at: founded) { tx in
            let teams = try tx.setUp([
                "name": .text(Company.name), "currency": .text(Company.currency), "timeZone": .text(Company.timeZone),
                "fiscalYearStart": .int(Int64(Company.fiscalYearStart)),
            ]).map(\.id)
            try add(admin, teams, tx, passwordHash)
            return teams
        }
        try await store.write(as: admin.caller(in: teams), at: founded.adding(seconds: 900)) { tx in
            for person in people.all where person.id != admin.id { try add(person, teams, tx, passwordHash) }
        }
        try await store.write(as: admin.caller(in: teams), at: founded.adding(seconds: 2700)) { tx in
            for (place, customer) in customers.enumerated() {
                let parent = customers.first { $0.name == customer.parent }?.id
                try tx.insert(
                    Account(customer.id) {
                        ($0.name, $0.industry, $0.parent) = (customer.name, customer.trade.industry, parent)
                        $0.generalManager = people.find(customer.generalManager)?.id
                        $0.arr = Money(minor: customer.arr * 100_000)
                        $0.renewal = Day(of: founded) + 92 + customer.renewal
                        $0.externalId = "CRM-\(1040 + place * 7)"
                        $0.notes = customer.fill(Phrases.accounts[place % Phrases.accounts.count])
                    })
            }
        }
        return teams
    }
    private static func add(_ person: Person, _ teams: [ID<Team>], _ tx: Tx, _ passwordHash: String) throws {
        try tx.insert(
            Member(person.id) {
                ($0.name, $0.email, $0.title) = (person.name, person.email, person.title)
                ($0.team, $0.role, $0.timeZone) = (teams[person.team], person.role, person.timeZone)
            })
        try tx.setPassword(of: person.id, hash: passwordHash)
    }

    /// The flagship, 29 more active plans, three drafts, and three of the year before that are closed.
    private static func tell(_ customers: [Customer], _ people: People, _ past: Past, _ dice: inout Dice) -> [Story] {
        let year = Company.FiscalYear(of: past.today)
        var stories: [Story] = []
        if let first = customers.first, let story = Flagship.story(first, people, past, using: &dice) {
            stories.append(story)
        }
        var author = Author(dice: Dice(seed: dice.next()), people: people, past: past)
        for (place, customer) in customers.enumerated().dropFirst().prefix(32) {
            let isDraft = place >= 30
            var previous: ID<Plan>?
            if [2, 5, 9].contains(place),
                var old = author.plan(for: customer, year.before, begun: 91, goals: 3, isPast: true)
            {
                let opened = past.moment(90, minute: 500, after: old.at)
                old.turns = [
                    Story.Turn(at: opened, state: .active),
                    Story.Turn(at: past.moment(62, minute: 980), state: .closed),
                ]
                previous = old.id
                stories.append(old)
            }
            let begun = previous != nil ? 60 : isDraft ? 12 - (place - 30) * 3 : 40 + place * 37 % 46
            let goals = isDraft ? 2 : 3 + place % 3
            guard var story = author.plan(for: customer, year, begun: begun, goals: goals) else { continue }
            story.previous = previous
            story.access = ["Haverling Paper", "Quillmere Bank"].contains(customer.name) ? .restricted : .open
            if !isDraft {
                story.turns = [Story.Turn(at: past.moment(begun - 1, minute: 1000, after: story.at), state: .active)]
            }
            stories.append(story)
        }
        return stories
    }
}
