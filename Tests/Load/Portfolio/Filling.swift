import Domain
import Store

/// Fills an empty store with many accounts, each with an active plan on which four teams have agreed, promised and
/// given their pulse; some plans have drifted since. All of it goes through the one door.
struct Filling {
    let store: Store, now: Instant, plans: Int
    /// Of each plan; for every ten of them, and for the rest, it has an objective, but at most five.
    let tasks: Int
    private var objectives: Int { min(5, (tasks + 9) / 10) }

    /// So many writes wait at a time, so that they share commits.
    private static let atOnce = 64
    private static let day = 86_400

    private var founded: Instant { now.adding(seconds: -40 * Self.day) }
    /// In a week that has closed.
    private var agreed: Instant { now.adding(seconds: -9 * Self.day) }

    /// - Parameter sessionHashes: of the leader's session, and of one of the workers'
    /// - Returns: the leader, who sees all plans, and the plans
    func run(sessionHashes: [String]) async throws -> (leader: Member, plans: [ID<Plan>]) {
        let people = try await found()
        try await store.write(as: .quartet, at: now) { tx in
            for (member, hash) in zip([people.leader, people.workers[1][0]], sessionHashes) {
                _ = try tx.openSession(of: member.id, tokenHash: hash, device: "bench", address: "127.0.0.1")
            }
        }
        var made: [ID<Plan>] = []
        for start in stride(from: 0, to: plans, by: Self.atOnce) {
            made += try await withThrowingTaskGroup(of: ID<Plan>.self) { group in
                for number in start..<min(start + Self.atOnce, plans) {
                    group.addTask { try await self.plan(number, people) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        return (people.leader, made)
    }

    private struct People: Sendable {
        let leader: Member, teams: [ID<Team>]
        /// By team.
        let workers: [[Member]]
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
            let leader = try member("leader", 0, .leader)
            let workers = try (0..<4).map { team in
                try (0..<25).map { try member("worker-\(team)-\($0)", team, .member) }
            }
            return People(leader: leader, teams: teams.map(\.id), workers: workers)
        }
    }

    private func plan(_ number: Int, _ people: People) async throws -> ID<Plan> {
        let signers = people.workers.map { $0[number % $0.count] }, manager = signers[0]
        let plan: ID<Plan> = try await store.write(as: Caller(manager), at: founded) { tx in
            try begin(number, signers, people, tx)
        }
        for (team, signer) in signers.enumerated() where number % 7 != 6 || team != 3 {
            try await store.write(as: Caller(signer), at: agreed) { tx in
                try agree(team, on: plan, people.teams[team], number, tx)
            }
        }
        if number % 5 == 0 {
            try await store.write(as: Caller(manager), at: now.adding(seconds: -Self.day)) { tx in
                guard let objective = try tx.all(Objective.self, where: ["plan": .id(plan.raw)]).first else { return }
                var new = objective
                new.target = 60
                try tx.update(objective, to: new)
            }
        }
        return plan
    }

    /// An account and its plan: four teams, objectives, a cell of each for nearly each team, tasks, most of them requests.
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
            for team in people.teams.indices where goal > 0 || team != 2 {
                try tx.insert(
                    Commitment(tx.newID()) {
                        ($0.plan, $0.objective, $0.team) = (plan.id, objective.id, people.teams[team])
                        $0.ask = "What we need from you for this one"
                    })
            }
            for task in (0..<tasks).filter({ $0 % objectives == goal }).map({ $0 / objectives }) {
                try tx.insert(
                    PlanTask(tx.newID()) {
                        ($0.plan, $0.objective, $0.team) = (plan.id, objective.id, people.teams[task % 4])
                        ($0.title, $0.assignee) = ("Task \(task) of objective \(goal)", signers[task % 4].id)
                        $0.due = Day(of: now) + -((goal * 4 + task + number) % 35)
                    })
            }
        }
        return plan.id
    }

    /// What a team's representative says: to its cells, its requests, the plan, and in the week's pulse.
    private func agree(_ place: Int, on plan: ID<Plan>, _ team: ID<Team>, _ number: Int, _ tx: Tx) throws {
        let mine: [String: Value] = ["plan": .id(plan.raw), "team": .id(team.raw)]
        for (at, cell) in try tx.all(Commitment.self, where: mine).enumerated() where (at + number) % 6 != 5 {
            _ = try tx.answerCommitment(cell.id, .committed, promise: "By the end of the quarter", reason: nil)
        }
        for (at, task) in try tx.all(PlanTask.self, where: mine).enumerated() where task.handshake == .requested {
            _ = try tx.answerTask(task.id, .accepted, day: nil, reason: nil)
            if (at + number) % 4 == 0 { continue }
            _ = try tx.edit(task.id, ["status": .text(PlanTask.Status.done.rawValue)])
        }
        let verdict: Verdict = number % 11 == 10 && place == 1 ? .disagreed : number % 6 == 5 ? .concerns : .agreed
        _ = try tx.signPlan(
            plan, team: team, verdict, note: verdict == .agreed ? nil : "The dates hang on a release.", seq: Int(tx.seq)
        )
        let level = 3 + (number + place) % 3
        _ = try tx.givePulse(
            on: plan, week: nil, clarity: level, agreement: level, confidence: min(5, level + 1), note: nil)
    }
}
