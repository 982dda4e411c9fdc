import Domain
import Store

/// Updates of one plan's tasks by 32 writers at once, each waiting until its own is durable, as fast as the door takes
/// them. What sharing a commit is worth shows when it is forbidden.
struct Updates {
    let store: Store, now: Instant, seconds: Double

    struct Report: Encodable {
        /// Updates a second.
        let rate: Double
        /// Updates to a commit.
        let shared: Double
    }
    private static let writers = 32, tasks = 150

    func run() async throws -> Report {
        let (manager, tasks) = try await plan(), before = store.commits, clock = ContinuousClock(), begun = clock.now
        let end = begun + .seconds(seconds)
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<Self.writers {
                group.addTask {
                    var number = 0
                    while clock.now < end {
                        let task = tasks[(writer + number * Self.writers) % tasks.count]
                        let effort = Value.int(Int64(number % 900 + 1))
                        try await store.write(as: manager, at: now) { _ = try $0.edit(task, ["effort": effort]) }
                        number += 1
                    }
                    return number
                }
            }
            return try await group.reduce(0, +)
        }
        let took = (clock.now - begun) / .seconds(1), after = store.commits
        return Report(
            rate: Double(done) / took,
            shared: Double(after.writes - before.writes) / Double(max(1, after.commits - before.commits)))
    }

    private func plan() async throws -> (Caller, [ID<PlanTask>]) {
        let teams = try await store.write(as: .quartet, at: now) {
            try $0.setUp(["name": .text("Load"), "currency": .text("EUR"), "timeZone": .text("UTC")]).map(\.id)
        }
        let manager = try await store.write(as: .quartet, at: now) { tx in
            try tx.insert(
                Member(tx.newID()) {
                    ($0.name, $0.email, $0.team, $0.role) = ("manager", "manager@load.example", teams[0], .leader)
                })
        }
        return try await store.write(as: Caller(manager), at: now) { tx in
            let account = try tx.insert(
                Account(tx.newID()) { ($0.name, $0.generalManager) = ("Account", manager.id) })
            let plan = try tx.insert(
                Plan(tx.newID()) {
                    ($0.account, $0.title, $0.state, $0.teams) = (account.id, "FY27", .active, teams)
                })
            let tasks = try (0..<Self.tasks).map { number in
                try tx.insert(
                    PlanTask(tx.newID()) {
                        ($0.plan, $0.team, $0.title) = (plan.id, teams[0], "Step \(number)")
                    }
                ).id
            }
            return (Caller(manager), tasks)
        }
    }
}
