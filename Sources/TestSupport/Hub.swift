public import Domain
import Foundation
public import Store
import Synchronization

/// A small workspace in memory: four teams, one member of each role and standing, one account, an open and a
/// restricted plan.
public struct Hub: Sendable {
    public let store: Store, ids: Ids, log: Log
    /// The moment at which everything in it happened: 23 November 2026, 09:00 UTC.
    public static let now = Instant(milliseconds: 1_795_424_400_000)
    public let teams: [ID<Team>]
    public let admin, leader, manager, contributor, viewer, stranger, guest, outsider: Member
    public let account: ID<Account>, plan: ID<Plan>, restricted: ID<Plan>, objective: ID<Objective>
    public let task: ID<PlanTask>, commitment: ID<Commitment>, comment: ID<Comment>
    public var workspace: ID<Workspace>

    /// What was committed, and which scores moved, in order.
    public final class Log: Sendable {
        private let kept = Mutex<[Entry]>([]), moved = Mutex<[ScoreChange]>([])
        public init() {}
        public func append(_ entries: [Entry]) { kept.withLock { $0 += entries } }
        public func append(_ scores: [ScoreChange]) { moved.withLock { $0 += scores } }
        public var entries: [Entry] { kept.withLock { $0 } }
        public var changes: [Change] { entries.flatMap(\.changes) }
        public var scores: [ScoreChange] { moved.withLock { $0 } }
    }

    /// The folder of the SQL files, in the checkout that holds this file.
    public static let migrations = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../migrations/sqlite").standardized.path

    /// - Parameters:
    ///   - folder: nil for a store in memory
    ///   - onCommit: gets the entries of each commit
    public init(
        folder: String? = nil, onCommit: @escaping @Sendable ([Entry]) -> Void = { _ in }
    ) async throws {
        let ids = Ids(), log = Log()
        let store = try Store(
            folder: folder, migrations: Self.migrations, clock: { Self.now }, newID: ids.next,
            onCommit: { entries in
                log.append(entries)
                onCommit(entries)
            }, onScores: { log.append($0) })
        (self.ids, self.log, self.store) = (ids, log, store)
        let made = try await store.write(as: .quartet, at: Self.now) { tx in
            let teams = try tx.setUp(["name": .text("Ellandra"), "currency": .text("EUR"), "timeZone": .text("UTC")])
            func member(_ name: String, _ role: Member.Role, _ team: Int) throws -> Member {
                try tx.insert(
                    Member(tx.newID()) {
                        ($0.name, $0.role, $0.team) = (name, role, teams[team].id)
                        $0.email = "\(name.lowercased())@ellandra.example"
                    })
            }
            let people = try [
                member("Admin", .admin, 0), member("Leader", .leader, 0), member("Manager", .member, 0),
                member("Contributor", .member, 1), member("Viewer", .member, 2), member("Stranger", .member, 3),
                member("Guest", .guest, 3), member("Outsider", .guest, 2),
            ]
            let workspace = try tx.all(Workspace.self, where: [:])[0].id
            return (teams.map(\.id), people, workspace)
        }
        (teams, workspace) = (made.0, made.2)
        let people = made.1
        (admin, leader, manager, contributor) = (people[0], people[1], people[2], people[3])
        (viewer, stranger, guest, outsider) = (people[4], people[5], people[6], people[7])
        let teams = teams
        let content = try await store.write(as: Caller(people[2]), at: Self.now) { tx in
            let account = try tx.insert(
                Account(tx.newID()) { ($0.name, $0.generalManager) = ("Velmora Rail", people[2].id) })
            let plans = try [Plan.Openness.open, .restricted].map { access in
                try tx.insert(
                    Plan(tx.newID()) {
                        ($0.account, $0.access, $0.teams) = (account.id, access, teams)
                        ($0.title, $0.state) = access == .open ? ("FY27", .active) : ("Merger", .draft)
                    })
            }
            func join(_ member: Member, _ role: PlanMember.Role, _ duty: PlanMember.Duty? = nil) throws {
                try tx.insert(
                    PlanMember(tx.newID()) {
                        ($0.plan, $0.member, $0.team) = (plans[0].id, member.id, member.team)
                        ($0.role, $0.duty) = (role, duty)
                    })
            }
            try join(people[3], .contributor, .representative)
            try join(people[4], .viewer)
            try join(people[6], .viewer)
            let objective = try tx.insert(
                Objective(tx.newID()) { ($0.plan, $0.title, $0.target) = (plans[0].id, "Adopt analytics", 40) })
            let commitment = try tx.insert(
                Commitment(tx.newID()) {
                    ($0.plan, $0.objective, $0.team) = (plans[0].id, objective.id, teams[1])
                    $0.ask = "A campaign for planners"
                })
            let task = try tx.insert(
                PlanTask(tx.newID()) {
                    ($0.plan, $0.objective, $0.team) = (plans[0].id, objective.id, teams[1])
                    ($0.title, $0.assignee, $0.due) = ("Call them", people[3].id, Day(2026, 12, 1))
                })
            let comment = try tx.insert(
                Comment(tx.newID()) {
                    ($0.plan, $0.about, $0.text) = (plans[0].id, RecordReference(task.id), "By Friday")
                })
            return (account.id, plans.map(\.id), objective.id, commitment.id, task.id, comment.id)
        }
        (account, plan, restricted) = (content.0, content.1[0], content.1[1])
        (objective, commitment, task, comment) = (content.2, content.3, content.4, content.5)
    }

    public func write<T: Sendable>(
        as member: Member, at now: Instant = Hub.now, _ body: @escaping @Sendable (Tx) throws -> T
    ) async throws -> T { try await store.write(as: Caller(member), at: now, body) }

    public func read<T: Sendable>(
        as member: Member, _ body: @escaping @Sendable (Reader) throws -> T
    ) async throws -> T { try await store.read(as: Caller(member), body) }

    /// What differs between rows and journal.
    public func differences() async throws -> [String] { try await read(as: admin) { try $0.verify() } }
}
