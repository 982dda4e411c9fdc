import Domain
import Store

/// Fills an empty store with many rows of text, as tasks and comments on plans of 300 each, and measures how soon the
/// first page of what is found is there. Words occur as often as in a language: the first in most texts, most in few.
struct Texts {
    let store: Store, now: Instant, rows: Int

    struct Report: Encodable {
        let rows: Int
        /// In seconds: making all of it through the door.
        let filled: Double
        /// In milliseconds, every run, by who asks and for what.
        let searches: [String: [Double]]
    }

    private static let rowsOfPlan = 300, atOnce = 16, runs = 7
    /// One in so many plans is restricted; none of those is the member's but the first.
    private static let restricted = 4

    func run() async throws -> Report {
        let people = try await found(), plans = (rows + Self.rowsOfPlan - 1) / Self.rowsOfPlan
        let (_, filled) = try await timed {
            for start in stride(from: 0, to: plans, by: Self.atOnce) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in start..<min(start + Self.atOnce, plans) {
                        group.addTask { try await plan(number, people) }
                    }
                    try await group.waitForAll()
                }
            }
        }
        var searches: [String: [Double]] = [:]
        for (who, member) in [("leader", people.leader), ("member", people.member), ("guest", people.guest)] {
            for (what, text) in questions {
                searches["\(who), \(what)"] = try await times(member, SearchQuery(text))
            }
            var comments = SearchQuery("customer")
            comments.kind = Comment.kind.name
            searches["\(who), a common word among comments"] = try await times(member, comments)
        }
        return Report(rows: rows, filled: filled, searches: searches)
    }

    private let questions = [
        ("a word in most texts", "customer "), ("the beginning of many", "cust"), ("two letters", "cu"),
        ("two common words", "customer custody"), ("five words", "customer custody plan planning rev"),
        ("a phrase", "\"customer custody\""), ("a rare word", Vocabulary.rare),
        ("a common and a rare word", "customer \(Vocabulary.rare)"),
        ("nothing there is", "quixotic"),
    ]

    private func times(_ member: Member, _ query: SearchQuery) async throws -> [Double] {
        var all: [Double] = []
        for _ in 0..<Self.runs {
            let (_, took) = try await timed {
                try await store.read(as: Caller(member), at: now) { try $0.search(query) }
            }
            all.append(took * 1000)
        }
        return all
    }

    private struct People: Sendable { let leader, member, guest: Member, team: ID<Team> }

    private func found() async throws -> People {
        try await store.write(as: .quartet, at: now) { tx in
            let team = try tx.setUp(["name": .text("Load"), "currency": .text("EUR"), "timeZone": .text("UTC")])[0].id
            func member(_ role: Member.Role) throws -> Member {
                try tx.insert(
                    Member(tx.newID()) {
                        ($0.name, $0.team, $0.role) = (role.rawValue, team, role)
                        $0.email = "\(role.rawValue)@load.example"
                    })
            }
            return try People(leader: member(.leader), member: member(.member), guest: member(.guest), team: team)
        }
    }

    private func plan(_ number: Int, _ people: People) async throws {
        try await store.write(as: Caller(people.leader), at: now) { tx in
            var words = Vocabulary(seed: UInt64(number) + 1)
            let account = try tx.insert(Account(tx.newID()) { $0.name = "\(words.text(2)) \(number)" })
            let plan = try tx.insert(
                Plan(tx.newID()) {
                    ($0.account, $0.title, $0.state, $0.teams) = (account.id, "FY27", .active, [people.team])
                    $0.access = number % Self.restricted == 0 ? .restricted : .open
                })
            if number == 0 {
                for member in [people.member, people.guest] {
                    try tx.insert(
                        PlanMember(tx.newID()) {
                            ($0.plan, $0.member, $0.team, $0.role) = (plan.id, member.id, people.team, .viewer)
                        })
                }
            }
            for row in 2..<min(Self.rowsOfPlan, rows - number * Self.rowsOfPlan) {
                if row % 3 == 0 {
                    try tx.insert(
                        PlanTask(tx.newID()) { ($0.plan, $0.team, $0.title) = (plan.id, people.team, words.text(7)) })
                } else {
                    try tx.insert(Comment(tx.newID()) { ($0.plan, $0.text) = (plan.id, words.text(24)) })
                }
            }
        }
    }
}

/// Words of 40,000, each as often as its place among them says.
private struct Vocabulary {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    private static let words: [String] = {
        let syllables = [
            "ba", "co", "de", "fi", "gu", "ho", "ki", "lo", "ma", "ne", "pi", "ro", "sa", "te", "vu", "za",
        ]
        let common = [
            "customer", "custody", "plan", "planning", "review", "customs", "renewal", "pricing", "budget", "team",
        ]
        return common
            + (common.count..<40_000).map { number in
                // Four syllables, so that neighbours differ: an odd factor leaves no two the same.
                (0..<4).map { syllables[number &* 40_503 >> ($0 * 4) & 15] }.joined()
            }
    }()
    static let rare = words[30_000]
    private static let counts: [Double] = {
        var sum = 0.0
        return (0..<words.count).map { place in
            sum += 1 / (Double(place) + 1)
            return sum
        }
    }()

    private mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / Double(1 << 53)
    }
    mutating func text(_ count: Int) -> String {
        (0..<count).map { _ in
            let wanted = next() * (Self.counts.last ?? 1)
            var low = 0, high = Self.counts.count - 1
            while low < high {
                let middle = (low + high) / 2
                if Self.counts[middle] < wanted { low = middle + 1 } else { high = middle }
            }
            return Self.words[low]
        }.joined(separator: " ")
    }
}
