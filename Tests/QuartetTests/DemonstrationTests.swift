import Domain
import Store
import Testing

import struct TestSupport.Hub
import class TestSupport.Ids

@testable import quartet

@Suite struct DemonstrationTests {
    static let now = Hub.now

    private struct Filled: Sendable { let store: Store, log: Hub.Log, counts: Demonstration.Counts }

    /// Made once, for the tests that only look.
    private static let made = Task { try await fill() }

    /// The demonstration in memory, and what was journaled.
    private static func fill(at now: Instant = now) async throws -> Filled {
        let ids = Ids(), log = Hub.Log()
        let store = try Store(
            folder: nil, migrations: Hub.migrations, clock: { now }, newID: ids.next, onCommit: log.append)
        let counts = try await Demonstration.fill(store, at: now, passwordHash: "$scrypt$")
        return Filled(store: store, log: log, counts: counts)
    }

    /// Of every kind that there is: what the journal says of now is what the rows say.
    @Test func everyPlanRebuiltFromTheJournalIsThePlan() async throws {
        let store = try await Self.made.value.store
        for role in [Member.Role.member, .guest] {
            let plans = try await store.write(as: .quartet, at: Self.now) { tx in
                let members = Set(try tx.all(Member.self, where: [:]).filter { $0.role == role }.map(\.id))
                let seats = try tx.all(PlanMember.self, where: [:]).filter { members.contains($0.member) }
                let somebody = try #require(seats.first?.member)
                let caller = Caller(try #require(try tx.find(somebody)))
                return (caller: caller, ids: Set(seats.filter { $0.member == caller.member }.map(\.plan)))
            }
            #expect(!plans.ids.isEmpty)
            for plan in plans.ids {
                let (rows, journal) = try await store.read(as: plans.caller, at: Self.now) { reader in
                    let version = try reader.snapshotVersion(of: plan)
                    return (
                        try reader.snapshot(version, epoch: "e"), try reader.pastSnapshot(version, epoch: "e")
                    )
                }
                #expect(String(decoding: journal, as: UTF8.self) == String(decoding: rows, as: UTF8.self))
            }
        }
    }

    @Test func isABelievableWorkspaceThatVerifies() async throws {
        let made = try await Self.made.value, (store, log, counts) = (made.store, made.log, made.counts)
        #expect(try await store.read(as: .quartet) { try $0.verify() } == [])
        let records = try await store.write(as: .quartet, at: Self.now) { tx in
            (
                members: try tx.all(Member.self, where: [:]), accounts: try tx.all(Account.self, where: [:]),
                plans: try tx.all(Plan.self, where: [:]), parts: try tx.all(PlanMember.self, where: [:]),
                objectives: try tx.all(Objective.self, where: [:]),
                commitments: try tx.all(Commitment.self, where: [:]),
                tasks: try tx.all(PlanTask.self, where: [:]), comments: try tx.all(Comment.self, where: [:])
            )
        }
        #expect(records.members.count { $0.role != .guest } == 24)
        #expect(records.members.count { $0.role == .admin } == 1)
        #expect(records.members.count { $0.role == .leader } == 2)
        let guests = records.members.filter { $0.role == .guest }.map(\.id)
        #expect(records.parts.filter { guests.contains($0.member) }.count == 1)
        #expect(Set(records.members.filter { $0.role != .guest }.map(\.team)).count == 4)
        #expect(records.accounts.count == 40)
        #expect(records.accounts.count { $0.parent != nil } == 4)
        #expect(records.plans.count { $0.state == .active } == 30)
        #expect(records.plans.count { $0.state == .draft } == 3)
        #expect(records.plans.count { $0.state == .closed } == 3)
        #expect(records.plans.count { $0.access == .restricted } == 2)
        #expect(Set(records.commitments.map(\.state)).count == 3)
        for status in PlanTask.Status.allCases { #expect(records.tasks.contains { $0.status == status }) }
        let today = Day(of: Self.now)
        let late = records.tasks.filter { $0.status.isOpen && $0.due.map { $0 < today } ?? false }
        #expect((15...90).contains(late.count))
        #expect(records.tasks.count == counts.tasks)
        #expect(records.comments.count == counts.comments)
        #expect(counts.tasks > 350)
        #expect(counts.comments > 120)
        let words =
            records.tasks.flatMap { [$0.title, $0.notes ?? ""] } + records.comments.map(\.text)
            + records.commitments.flatMap { [$0.ask ?? "", $0.promise ?? "", $0.reason ?? ""] }
            + records.objectives.flatMap { [$0.title, $0.notes ?? "", $0.customerGoal ?? ""] }
        #expect(!words.contains { $0.contains("{") || $0.contains("|") })
        #expect(Set(records.plans.compactMap(\.purpose)).count >= 30)

        let moments = log.entries.map(\.at)
        #expect(moments == moments.sorted())
        #expect(moments.allSatisfy { $0 <= Self.now && Day(of: Self.now) - Day(of: $0) <= 95 })
    }

    @Test func isTheSameForTheSameSeedAndDay() async throws {
        let (one, two) = (try await Self.made.value.log.changes, try await Self.fill().log.changes)
        #expect(one.count > 2000)
        #expect(one.map(\.json) == two.map(\.json))
        #expect(one.map(\.at) == two.map(\.at))
    }

    /// The first minute of a year, a leap day, a Sunday.
    @Test(arguments: ["2026-01-01T00:00:30Z", "2028-02-29T12:00:00Z", "2026-11-22T06:00:00Z"]) func canBeMadeOnAnyDay(
        moment: String
    ) async throws {
        let now = try #require(Instant(moment))
        let made = try await Self.fill(at: now)
        #expect(made.counts.plans == 36)
        #expect(made.log.entries.allSatisfy { $0.at <= now })
    }

    @Test func theFlagshipIsAsItWasWritten() async throws {
        let store = try await Self.made.value.store
        let (plan, aims, tasks, parts) = try await store.write(as: .quartet, at: Self.now) { tx in
            let account = try #require(try tx.all(Account.self, where: ["name": .text("Velmora Rail")]).first)
            let plan = try #require(try tx.all(Plan.self, where: ["account": .id(account.id.raw)]).first)
            let within: [String: Value] = ["plan": .id(plan.id.raw)]
            return (
                plan, try tx.all(Objective.self, where: within), try tx.all(PlanTask.self, where: within),
                try tx.all(PlanMember.self, where: within)
            )
        }
        #expect(plan.title == "FY27")
        #expect(plan.state == .active)
        #expect(aims.map(\.number).sorted() == [1, 2, 3, 4, 5])
        #expect(aims.first { $0.title == "Adopt analytics in four depots" }?.current == 74)
        #expect(tasks.count == 34)
        #expect(tasks.first { $0.title == "Usage dashboard for depot leads" }?.waitsFor.count == 1)
        #expect(parts.count { $0.duty == .representative } == 4)
    }
}
