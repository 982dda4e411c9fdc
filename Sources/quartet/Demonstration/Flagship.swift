import Domain

/// Reads the words of the flagship plan into a story.
struct Flagship {
    private var story: Story, dice: Dice
    private let people: People, past: Past
    private var lastRemark: Story.Remark?
    /// Tasks that wait for others, by title: those may stand further down.
    private var awaited: [(work: Story.Work, title: String)] = []

    /// Nil when the words name somebody who is not there.
    static func story(_ customer: Customer, _ people: People, _ past: Past, using dice: inout Dice) -> Story? {
        guard let manager = people.find(customer.generalManager) else { return nil }
        let year = Company.FiscalYear(of: past.today), at = past.moment(90, minute: 552)
        var story = Story(
            id: dice.id(at: at), account: customer.id, title: year.title, start: year.start, end: year.end,
            purpose: FlagshipWords.purpose, manager: manager, at: at)
        story.seats = seats(people)
        story.turns = [Story.Turn(at: past.moment(89, minute: 541, after: at), state: .active)]
        var flagship = Flagship(story: story, dice: Dice(seed: dice.next()), people: people, past: past)
        for line in FlagshipWords.text.split(separator: "\n") where !flagship.read(Table.trim(line)) { return nil }
        return flagship.linkAll() ? flagship.story : nil
    }

    private init(story: Story, dice: Dice, people: People, past: Past) {
        (self.story, self.dice, self.people, self.past) = (story, dice, people, past)
    }

    private static func seats(_ people: People) -> [Story.Seat] {
        let rows: [(String, PlanMember.Role, PlanMember.Duty?)] = [
            ("Dana Whitfield", .contributor, .representative), ("Kofi Mensah", .contributor, .deputy),
            ("June Lindqvist", .contributor, .representative), ("Priya Nand", .contributor, .deputy),
            ("Mateo Fuentes", .contributor, nil), ("Aiko Tanaka", .contributor, nil),
            ("Clara Novák", .contributor, nil),
            ("Tomás Silva", .contributor, .representative), ("Anil Kapoor", .contributor, .deputy),
            ("Wei Zhang", .contributor, nil), ("Nadia Haddad", .contributor, nil), ("Jonas Weber", .contributor, nil),
            ("Rosa Bianchi", .contributor, .representative), ("Evan Cole", .contributor, .deputy),
            ("Yusuf Demir", .contributor, nil), ("Amara Diallo", .contributor, nil),
            ("Petra Horvat", .contributor, nil),
            ("Henrik Aalto", .viewer, nil), ("Lukas Brandt", .contributor, nil),
        ]
        return rows.compactMap { name, role, duty in
            people.find(name).map { Story.Seat(person: $0, team: $0.team, role: role, duty: duty) }
        }
    }

    private mutating func read(_ line: String) -> Bool {
        let (word, rest) = Table.split(line)
        guard !word.isEmpty, let columns = Table.rows(rest).first else { return true }
        switch word {
        case "aim": return aim(columns)
        case "notes": story.aims.withLast { $0.notes = rest }
        case "read": return reading(columns)
        case "cell": return cell(columns)
        case "task": return task(columns)
        case "wait", "part": return link(word, to: rest)
        case "say": return remark(columns, about: story.aims.last.map { RecordReference($0.id) })
        case "ask": return remark(columns, about: story.work.last.map { RecordReference($0.id) })
        case "cellsay": return remark(columns, about: story.aims.last?.cells.last.map { RecordReference($0.id) })
        case "said": return remark(columns, about: nil)
        case "on": return stretch(columns)
        case "like": return like(columns)
        case "done": return settle(columns)
        case "re": return remark(columns, about: lastRemark?.about, parent: lastRemark)
        default: return false
        }
        return true
    }

    /// `12m` is minutes ago, `3` days; never before `earlier`.
    private mutating func moment(_ text: String, after earlier: Instant) -> Instant? {
        if text.hasSuffix("m") {
            return Int(text.dropLast()).map { max(past.minutes($0), earlier.adding(seconds: 60)) }
        }
        return Int(text).map { past.moment($0, minute: 500 + dice.below(420), after: earlier) }
    }

    private mutating func aim(_ c: [String]) -> Bool {
        guard c.count == 12, let weight = Int(c[2]), let owner = people.find(c[3]), let due = Int(c[8]),
            let at = moment(c[9], after: story.at)
        else { return false }
        var aim = Story.Aim(id: dice.id(at: at), at: at, by: c[1] == "marketing" ? owner : story.manager, title: c[0])
        (aim.lead, aim.weight, aim.owner, aim.due) = (Company.team(c[1]), weight, owner, past.day(due))
        (aim.measure, aim.unit) = (c[4], c[5].isEmpty ? nil : c[5])
        (aim.baseline, aim.target, aim.company, aim.customer) = (Double(c[6]), Double(c[7]), c[10], c[11])
        story.aims.append(aim)
        return true
    }

    private mutating func reading(_ c: [String]) -> Bool {
        guard let aim = story.aims.last, c.count == 3, let value = Double(c[0]), let by = people.find(c[1]),
            let at = moment(c[2], after: aim.readings.last?.at ?? aim.at)
        else { return false }
        story.aims.withLast { $0.readings.append(Story.Reading(at: at, by: by, value: value)) }
        return true
    }

    private mutating func cell(_ c: [String]) -> Bool {
        guard let aim = story.aims.last, c.count == 7, let asker = people.find(c[1]) else { return false }
        let isAnswered = c[3] != "asked"
        let asked = isAnswered ? aim.at.adding(seconds: asker.id == aim.by.id ? 0 : 1500) : moment(c[6], after: aim.at)
        guard let asked else { return false }
        var cell = Story.Cell(
            id: dice.id(at: asked), team: Company.team(c[0]), ask: c[2], by: asker, at: asked, answer: nil)
        if isAnswered {
            guard let by = people.find(c[4]), let at = moment(c[6], after: asked) else { return false }
            cell.answer = Story.Answer(by: by, at: at, isYes: c[3] == "committed", text: c[5])
        }
        story.aims.withLast { $0.cells.append(cell) }
        return true
    }

    private mutating func task(_ c: [String]) -> Bool {
        guard let aim = story.aims.last, c.count >= 8, let due = Int(c[2]),
            let status = PlanTask.Status(rawValue: c[3]),
            let priority = PlanTask.Priority(rawValue: c[4]), let days = Int(c[6]), let at = moment(c[6], after: aim.at)
        else { return false }
        let team = Company.team(c[0]), by = story.representative(of: team) ?? story.manager
        var work = Story.Work(
            id: dice.id(at: at), at: at, by: days % 3 == 0 ? story.manager : by, team: team, title: c[7])
        (work.assignee, work.due, work.priority) = (people.find(c[1]), past.day(due), priority)
        (work.effort, work.aim, work.notes) = (Double(c[5]), aim.id, c.count > 8 && !c[8].isEmpty ? c[8] : nil)
        if status != .todo {
            let hand = work.assignee ?? work.by
            let begun = past.moment(max(1, days - 3), minute: 530 + dice.below(300), after: at)
            work.steps.append(Story.Step(at: begun, by: hand, status: .doing))
            if status != .doing {
                let ended = past.moment(max(1, -due), minute: 600 + dice.below(300), after: begun)
                work.steps.append(Story.Step(at: ended, by: hand, status: status))
            }
        }
        story.work.append(work)
        return true
    }

    private mutating func link(_ word: String, to title: String) -> Bool {
        guard let work = story.work.last else { return false }
        if word == "wait" {
            awaited.append((work, title))
            return true
        }
        guard let whole = story.work.first(where: { $0.title == title }) else { return false }
        story.work.withLast { $0.parent = whole.id }
        return whole.at < work.at
    }

    private mutating func linkAll() -> Bool {
        for (work, title) in awaited {
            guard let other = story.work.first(where: { $0.title == title }) else { return false }
            let at = max(work.at, other.at).adding(seconds: 300)
            story.waits.append(Story.Wait(work: work.id, on: other.id, by: work.by, at: at))
        }
        return true
    }

    private mutating func remark(_ c: [String], about: RecordReference?, parent: Story.Remark? = nil) -> Bool {
        guard c.count >= 3, let by = people.find(c[0]) else { return false }
        let subject = [
            story.aims.first { RecordReference($0.id) == about }?.at,
            story.work.first { RecordReference($0.id) == about }?.at,
            story.aims.flatMap(\.cells).first { RecordReference($0.id) == about }.map { $0.answer?.at ?? $0.at },
            parent?.at, story.remarks.last { $0.about == about }?.at,
        ].compactMap { $0 }.max()
        guard let at = moment(c[1], after: subject ?? story.at) else { return false }
        let text = people.called(in: c[2...].joined(separator: " | "))
        // An answer to an answer stands in the same thread.
        let remark = Story.Remark(
            id: dice.id(at: at), at: at, by: by, about: about, parent: parent?.parent ?? parent?.id, text: text)
        story.remarks.append(remark)
        lastRemark = remark
        return true
    }

    /// The words that the last remark is about, in the plan's purpose or in the notes of the last aim.
    private mutating func stretch(_ c: [String]) -> Bool {
        let text = c.first == "purpose" ? story.purpose : story.aims.last?.notes ?? ""
        guard c.count == 2, let found = text.firstRange(of: c[1]) else { return false }
        let (before, after) = (text[..<found.lowerBound], text[found.upperBound...])
        story.remarks.withLast {
            $0.stretch = (field: c[0], quote: c[1], prefix: String(before.suffix(32)), suffix: String(after.prefix(32)))
        }
        return true
    }
    private mutating func like(_ c: [String]) -> Bool {
        guard c.count == 3, let by = people.find(c[1]), let last = story.remarks.last,
            let at = moment(c[2], after: last.at)
        else { return false }
        story.remarks.withLast { $0.likes.append((emoji: c[0], by: by, at: at)) }
        return true
    }
    /// Of the thread in which the last remark stands.
    private mutating func settle(_ c: [String]) -> Bool {
        guard c.count == 2, let by = people.find(c[0]), let last = story.remarks.last,
            let thread = story.remarks.firstIndex(where: { $0.id == last.parent ?? last.id }),
            let at = moment(c[1], after: last.at)
        else { return false }
        story.remarks[thread].settled = (by: by, at: at)
        return true
    }
}
extension Array {
    fileprivate mutating func withLast(_ edit: (inout Element) -> Void) {
        if let last = indices.last { edit(&self[last]) }
    }
}
