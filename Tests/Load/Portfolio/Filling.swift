import Domain
import Store

/// Fills an empty store with many accounts, each with an active plan on which four teams have agreed, promised and
/// given their pulse; some plans have drifted since. All of it goes through the one door. Who works there has forty
/// plans, however many there are in all: more accounts have more people.
struct Filling {
    let store: Store, now: Instant, plans: Int
    /// Of each plan; for every ten of them, and for the rest, it has an objective, but at most five.
    let tasks: Int
    private var objectives: Int { min(5, (tasks + 9) / 10) }

    /// So many plans have the same people, and are written at once.
    private static let portfolio = 40
    /// Somebody is on one plan in so many, whoever else is.
    private static let everywhere = 25
    /// So many portfolios are written at a time, so that they share commits.
    private static let atOnce = 2
    private static let day = 86_400

    private var founded: Instant { now.adding(seconds: -40 * Self.day) }
    /// In a week that has closed.
    private var agreed: Instant { now.adding(seconds: -9 * Self.day) }
    private var portfolios: Int { (plans + Self.portfolio - 1) / Self.portfolio }

    /// - Parameter sessionHashes: of the sessions of the leader, of one who has forty plans, of one who has tasks and
    ///   signs on one plan in 25, and of as many others as there are further ones, from the manager of the first plans on
    /// - Returns: the leader, who sees all plans, and the plans
    func run(sessionHashes: [String]) async throws -> (leader: Member, plans: [ID<Plan>]) {
        let people = try await found()
        try await store.write(as: .quartet, at: now) { tx in
            let members = [people.leader, people.workers[0][2], people.everywhere] + people.workers.flatMap(\.self)
            for (member, hash) in zip(members, sessionHashes) {
                _ = try tx.openSession(of: member.id, tokenHash: hash, device: "bench", address: "127.0.0.1")
            }
        }
        var made: [ID<Plan>] = []
        for start in stride(from: 0, to: portfolios, by: Self.atOnce) {
            made += try await withThrowingTaskGroup(of: [ID<Plan>].self) { group in
                for number in start..<min(start + Self.atOnce, portfolios) {
                    group.addTask { try await self.portfolio(number, people) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }
        return (people.leader, made)
    }

    private struct People: Sendable {
        let leader: Member, everywhere: Member, teams: [ID<Team>]
        /// By portfolio, one of each team.
        let workers: [[Member]]

        /// Who signs for each team.
        func signers(of plan: Int) -> [Member] {
            var signers = workers[plan / Filling.portfolio]
            if plan % Filling.everywhere == 0 { signers[1] = everywhere }
            return signers
        }
    }

    private func found() async throws -> People {
        try await store.write(as: .quartet, at: founded) { tx in
            let teams = try tx.setUp(["name": .text("Load"), "currency": .text("EUR"), "timeZone": .text("UTC")])
            func member(_ name: String, _ team: Int, _ role: Member.Role) throws -> Member {
                try tx.insert(
                    Member(tx.newID()) {
                        ($0.name, $0.email, $0.team, $0.role) = (name, "\(name)@load.example", teams[team].id, role)
                    })
            }
            let leader = try member("leader", 0, .leader), everywhere = try member("everywhere", 1, .member)
            let workers = try (0..<portfolios).map { portfolio in
                try (0..<4).map { try member("worker-\(portfolio)-\($0)", $0, .member) }
            }
            return People(leader: leader, everywhere: everywhere, teams: teams.map(\.id), workers: workers)
        }
    }

    private func portfolio(_ place: Int, _ people: People) async throws -> [ID<Plan>] {
        let numbers = Array(place * Self.portfolio..<min((place + 1) * Self.portfolio, plans))
        let manager = Caller(people.workers[place][0])
        let ids: [ID<Plan>] = try await store.write(as: manager, at: founded) { tx in
            try numbers.map { try begin($0, people.signers(of: $0), people, tx) }
        }
        let made = Array(zip(numbers, ids))
        for team in people.teams.indices {
            let theirs = Dictionary(grouping: made.filter { $0.0 % 7 != 6 || team != 3 }) {
                people.signers(of: $0.0)[team]
            }
            for (signer, plans) in theirs.sorted(by: { $0.key.id.raw < $1.key.id.raw }) {
                try await store.write(as: Caller(signer), at: agreed) { tx in
                    for (number, plan) in plans { try agree(team, on: plan, number, people, tx) }
                }
            }
        }
        try await store.write(as: manager, at: now.adding(seconds: -Self.day)) { tx in
            for (number, plan) in made where number % 5 == 0 {
                guard let objective = try tx.all(Objective.self, where: ["plan": .id(plan.raw)]).first else { continue }
                var new = objective
                new.target = 60
                try tx.update(objective, to: new)
            }
        }
        return ids
    }

    /// An account and its plan: four teams, objectives, what two teams are asked for each, the manager's own tasks, and
    /// one in five of the others', which is thereby a request.
    private func begin(_ number: Int, _ signers: [Member], _ people: People, _ tx: Tx) throws -> ID<Plan> {
        let account = try tx.insert(
            Account(tx.newID()) {
                ($0.name, $0.generalManager) = ("Account \(number)", signers[0].id)
                ($0.arr, $0.renewal) = (Money(minor: Int64(number % 900 + 100) * 100_000), Day(of: now) + number % 400)
            })
        let plan = try tx.insert(
            Plan(tx.newID()) {
                ($0.account, $0.title, $0.state, $0.teams) = (account.id, "FY27", .active, people.teams)
                ($0.access, $0.purpose) = (number % 50 == 49 ? .restricted : .open, "Grow with them, and say so.")
            })
        for seat in try tx.all(PlanMember.self, where: ["plan": .id(plan.id.raw)]) {
            var new = seat
            new.duty = .representative
            try tx.update(seat, to: new)
        }
        for signer in signers.dropFirst() {
            try tx.insert(
                PlanMember(tx.newID()) {
                    ($0.plan, $0.member, $0.team, $0.duty) = (plan.id, signer.id, signer.team, .representative)
                })
        }
        for goal in 0..<objectives {
            let objective = try tx.insert(
                Objective(tx.newID()) {
                    ($0.plan, $0.title, $0.weight) = (plan.id, "Objective \(goal) of account \(number)", goal % 3 + 1)
                    ($0.measure, $0.unit, $0.baseline, $0.target) = ("Sites live", "sites", 10, 40)
                    ($0.owner, $0.leadTeam, $0.due) = (signers[goal % 4].id, people.teams[goal % 4], Day(of: now) + 60)
                })
            for team in people.teams.indices where (goal + team) % 2 == 0 {
                try tx.insert(
                    Commitment(tx.newID()) {
                        ($0.plan, $0.objective, $0.team) = (plan.id, objective.id, people.teams[team])
                        $0.ask = "What we need from you for this one"
                    })
            }
            for place in 0..<tasks(of: goal) where place % 4 == 0 || isAsked(place, goal) {
                try task(place, on: plan.id, objective.id, goal, number, people, tx)
            }
        }
        return plan.id
    }

    private func tasks(of goal: Int) -> Int { (tasks - goal + objectives - 1) / objectives }
    private func isAsked(_ task: Int, _ goal: Int) -> Bool { (task + goal) % 5 == 1 }

    private func task(
        _ place: Int, on plan: ID<Plan>, _ objective: ID<Objective>, _ goal: Int, _ number: Int, _ people: People,
        _ tx: Tx
    ) throws {
        try tx.insert(
            PlanTask(tx.newID()) {
                ($0.plan, $0.objective, $0.team) = (plan, objective, people.teams[place % 4])
                ($0.title, $0.assignee) = (
                    "Task \(place) of objective \(goal)", people.signers(of: number)[place % 4].id
                )
                $0.status = !isAsked(place, goal) && place % 2 == 0 ? .done : .todo
                $0.due = Day(of: now) + -((goal * 4 + place + number) % 35)
            })
    }

    /// What a team's representative says: to its cells, its requests, the plan, and in the week's pulse; and the tasks
    /// that the team gives itself.
    private func agree(_ team: Int, on plan: ID<Plan>, _ number: Int, _ people: People, _ tx: Tx) throws {
        let mine: [String: Value] = ["plan": .id(plan.raw), "team": .id(people.teams[team].raw)]
        for (at, cell) in try tx.all(Commitment.self, where: mine).enumerated() where (at + number) % 6 != 5 {
            _ = try tx.answerCommitment(cell.id, .committed, promise: "By the end of the quarter", reason: nil)
        }
        for (at, task) in try tx.all(PlanTask.self, where: mine).enumerated() where task.handshake == .requested {
            _ = try tx.answerTask(task.id, .accepted, day: nil, reason: nil)
            if (at + number) % 4 == 0 { continue }
            _ = try tx.edit(task.id, ["status": .text(PlanTask.Status.done.rawValue)])
        }
        for (goal, objective) in try tx.all(Objective.self, where: ["plan": .id(plan.raw)]).enumerated() where team > 0
        {
            for place in 0..<tasks(of: goal) where place % 4 == team && !isAsked(place, goal) {
                try task(place, on: plan, objective.id, goal, number, people, tx)
            }
        }
        let verdict: Verdict = number % 11 == 10 && team == 1 ? .disagreed : number % 6 == 5 ? .concerns : .agreed
        _ = try tx.signPlan(
            plan, team: people.teams[team], verdict, note: verdict == .agreed ? nil : "The dates hang on a release.",
            seq: Int(tx.seq))
        let level = 3 + (number + team) % 3
        _ = try tx.givePulse(
            on: plan, week: nil, clarity: level, agreement: level, confidence: min(5, level + 1), note: nil)
    }
}
