public import Domain
import Foundation
import Synchronization

/// The data of one workspace. It answers to one process at a time.
public final class Store: Sendable {
    /// A name of this history: a restored backup starts another, and every cursor, ETag and event id carries it.
    public let epoch: String
    /// The migrations that were run when it was opened.
    public let applied: [String]
    let engine: Engine, schema: Schema
    private let folder: Mutex<DataFolder?>
    let newID: @Sendable () -> Identifier, clock: @Sendable () -> Instant
    private let queue = Mutex(Queue())
    private let onCommit: @Sendable ([Entry]) -> Void
    let onScores: @Sendable ([ScoreChange]) -> Void
    private let counts = Mutex(Commits())
    /// What a session is read from.
    let accessWatch: Watch
    let sessions = Remembered<String, Session>(), versions = Remembered<SnapshotQuestion, SnapshotVersion>()

    public var commits: Commits { counts.withLock { $0 } }
    /// Writes that wait for the commit that is running.
    public var waitingWrites: Int { queue.withLock(\.waiting.count) }

    private struct Queue { var waiting: [Job] = [], isDraining = false }
    struct Job: Sendable {
        let caller: Caller, now: Instant
        /// Does the work, and returns how to answer once it is durable.
        let run: @Sendable (Tx) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }
    /// A group is at most so many writes and, but for its last, so much time.
    public static let largestGroup = 128
    private static let longestGroup = Duration.milliseconds(20)
    private let largestGroup: Int

    /// Opens the data, bringing it up to date.
    /// - Parameters:
    ///   - folder: nil for a store in memory
    ///   - migrations: the folder of the SQL files
    ///   - largestGroup: so many writes share a commit at most
    ///   - clock: what time it is, where no moment is handed in
    ///   - newID: makes identifiers; handed in so that tests repeat
    ///   - onScores: gets the plans whose score a commit moved
    ///   - onCommit: gets the entries of each commit in order, before their writers are answered
    /// - Throws: `Unusable` with one sentence for the administrator; the data is then as it was
    public init(
        folder path: String?, migrations: String, largestGroup: Int = Store.largestGroup,
        clock: @escaping @Sendable () -> Instant,
        newID: @escaping @Sendable () -> Identifier,
        onCommit: @escaping @Sendable ([Entry]) -> Void = { _ in },
        onScores: @escaping @Sendable ([ScoreChange]) -> Void = { _ in }
    ) throws {
        let migrations = try Migrations(folder: migrations)
        let taken = try path.map(DataFolder.init)
        folder = Mutex(taken)
        do {
            if let file = taken?.database, FileManager.default.fileExists(atPath: file) {
                try Engine.look(at: file) { _ = try migrations.check($0) }
            }
            engine = try Engine(path: taken?.database)
            applied = try engine.setUp { try migrations.run(on: $0, at: clock()) }
            schema = Schema(Kinds.all)
            let fresh = newID().text
            epoch = try engine.setUp { [schema] in
                try schema.checkTables($0)
                try SearchIndex(connection: $0, schema: schema).begin()
                try $0.run("INSERT OR IGNORE INTO setting (name, value) VALUES ('epoch', ?)", [.text(fresh)])
                return try $0.epoch() ?? fresh
            }
            accessWatch = try engine.watch(["session", "member", "workspace", "second_factor"])
        } catch let error as Unusable { throw error } catch {
            let folder = path ?? "memory"
            if let trouble = Engine.trouble(error) { throw trouble.refusal(of: folder) }
            throw Unusable("The database in \(folder) cannot be opened: \(error)")
        }
        (self.newID, self.clock, self.onCommit, self.onScores) = (newID, clock, onCommit, onScores)
        self.largestGroup = largestGroup
    }

    /// Lets go of the folder; nothing can be read or written any more.
    public func close() throws {
        try engine.close()
        folder.withLock { $0 = nil }
    }

    var databaseFile: String? { folder.withLock { $0?.database } }

    // MARK: reading

    public func read<T: Sendable>(
        as caller: Caller, at now: Instant? = nil, _ body: @escaping @Sendable (Reader) throws -> T
    ) async throws -> T {
        try await engine.read { [schema, clock] in try body(Reader($0, schema, as: caller, at: now ?? clock())) }
    }

    // MARK: writing

    func emptyLog() async throws -> Bool { try await engine.emptyLog() }

    /// Runs the body in a transaction that it shares with whoever writes at the same time, and answers once that is
    /// durable. The body may be run again when a group fails, so it touches only `tx`.
    /// - Throws: what the body does; `Trouble` when nothing can be written
    public func write<T: Sendable>(
        as caller: Caller, at now: Instant, _ body: @escaping @Sendable (Tx) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { waiting in
            let job = Job(caller: caller, now: now) { tx in
                let result = try body(tx)
                return { waiting.resume(returning: result) }
            } fail: { [engine] in
                waiting.resume(throwing: engine.told($0))
            }
            let isFirst = queue.withLock { queue in
                queue.waiting.append(job)
                defer { queue.isDraining = true }
                return !queue.isDraining
            }
            if isFirst { engine.write(drain) }
        }
    }

    private func drain(_ connection: Connection) {
        while true {
            let jobs = queue.withLock { queue in
                let group = Array(queue.waiting.prefix(largestGroup))
                queue.waiting.removeFirst(group.count)
                queue.isDraining = !group.isEmpty
                return group
            }
            if jobs.isEmpty { return }
            var rest = jobs[...]
            while !rest.isEmpty { rest = rest.dropFirst(commit(Array(rest), connection)) }
        }
    }

    /// Commits as many of the jobs as fit, at least one; returns how many.
    private func commit(_ jobs: [Job], _ connection: Connection) -> Int {
        var answers: [@Sendable () -> Void] = [], entries: [Entry] = [], done = 0, scores: [ScoreChange] = []
        var unscored = Unscored(), unindexed = Unindexed()
        let begun = ContinuousClock.now
        do {
            try engine.check()
            try connection.transaction {
                answers = []
                entries = []
                scores = []
                done = 0
                (unscored, unindexed) = (Unscored(), Unindexed())
                var seq = try connection.newestSeq()
                for job in jobs {
                    if done > 0, ContinuousClock.now - begun > Self.longestGroup { break }
                    let tx = Tx(connection, schema, as: job.caller, at: job.now, after: seq, newID: newID)
                    try connection.run("SAVEPOINT job")
                    do {
                        let answer = try job.run(tx), moved = try tx.tellDrift()
                        answers.append(answer)
                        scores += moved
                        seq = tx.seq
                        unscored.add(tx.unscored)
                        unindexed.add(tx.unindexed)
                        if let entry = Entry(of: tx) { entries.append(entry) }
                    } catch {
                        guard connection.isInTransaction else { throw error }  // a full disk rolls back everybody
                        try connection.run("ROLLBACK TO job")
                        answers.append { job.fail(error) }
                    }
                    try connection.run("RELEASE job")
                    done += 1
                }
                scores += try rescore(unscored, connection, at: jobs[0].now)
                try SearchIndex(connection: connection, schema: schema).follow(unindexed)
            }
        } catch {
            if jobs.count > 1 {  // each alone: what one asks too much of must not fail the others
                for job in jobs { _ = commit([job], connection) }
            } else {
                counts.withLock { $0.failures += 1 }
                jobs.first?.fail(error)
            }
            return jobs.count
        }
        let took = ContinuousClock.now - begun, writes = done
        counts.withLock { $0.add(writes, taking: took) }
        accessWatch.committed()
        if !entries.isEmpty { onCommit(entries) }
        if !scores.isEmpty { onScores(scores) }
        for answer in answers { answer() }
        return done
    }

    /// Scores are up to date with the commit that moves them.
    private func rescore(_ plans: Unscored, _ connection: Connection, at now: Instant) throws -> [ScoreChange] {
        if plans.isEmpty { return [] }
        return try Reader(connection, schema, as: .quartet, at: now).rescore(plans)
    }
}
extension Entry {
    /// Nil when nothing was changed.
    fileprivate init?(of tx: Tx) {
        if tx.changes.isEmpty { return nil }
        self.init(number: tx.entry, at: tx.now, actor: tx.caller.member, changes: tx.changes)
    }
}
extension Schema {
    /// Refuses to run where tables and declarations differ.
    func checkTables(_ connection: Connection) throws {
        for table in tables {
            var names: Set<String> = []
            try connection.each("SELECT name FROM pragma_table_info(?)", [.text(table.kind.table)]) {
                names.insert($0.string(0))
            }
            let difference = names.symmetricDifference(table.columns.map(\.name))
            guard difference.isEmpty else {
                throw Corrupt(what: "table \(table.kind.table) and its declaration differ: \(difference.sorted())")
            }
        }
    }
}
