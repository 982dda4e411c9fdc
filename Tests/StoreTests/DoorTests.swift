import Domain
import Foundation
import JSON
import Store
import TestSupport
import Testing

@Suite struct DoorTests {
    @Test func recordsComeBackAsTheyWere() async throws {
        let hub = try await Hub()
        let task = try #require(try await hub.read(as: hub.viewer) { try $0.find(hub.task) })
        #expect(task.title == "Call them" && task.number == 1 && task.due == Day(2026, 12, 1))
        #expect(task.objective == hub.objective && task.stamp.createdBy == hub.manager.id.raw)
        #expect(try await hub.differences() == [])
    }

    @Test func whoStartsAPlanManagesIt() async throws {
        let hub = try await Hub()
        let plan = try await hub.write(as: hub.stranger) { tx in
            try tx.create(Plan.self, id: nil, ["account": .id(hub.account.raw), "title": .text("FY28")])
        }
        let team = try await hub.write(as: hub.admin) { try $0.all(PlanMember.self, where: ["plan": .id(plan.id.raw)]) }
        #expect(
            Set(team.map(\.member)) == [hub.stranger.id, hub.manager.id] && team.allSatisfy { $0.role == .manager })
    }

    @Test func otherFieldsMergeTheSameFieldConflicts() async throws {
        let hub = try await Hub()
        let base = try await hub.read(as: hub.manager) { try $0.find(hub.task)?.stamp.rev }
        try await hub.write(as: hub.contributor) { tx in
            _ = try tx.edit(hub.task, ["title": .text("Theirs"), "priority": .text("high")], ifMatch: base)
        }
        let merged = try await hub.write(as: hub.manager) { tx in
            try tx.edit(hub.task, ["due": .text("2026-12-24"), "priority": .text("high")], ifMatch: base)
        }
        #expect(merged.title == "Theirs" && merged.due == Day(2026, 12, 24))
        let clash = await #expect(throws: Conflict.self) {
            try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["title": .text("Mine")], ifMatch: base) }
        }
        #expect(clash?.clashes.map(\.field) == ["title"] && clash?.clashes.first?.theirs == .text("Theirs"))
        #expect(clash?.clashes.first?.yours == .text("Mine") && clash?.clashes.first?.by == hub.contributor.id.raw)
        let record = try JSONReader.object(try #require(clash).record)
        #expect(record["title"] == .text("Theirs"))

        try await hub.write(as: hub.contributor) { _ = try $0.edit(hub.task, ["title": .text("Call them")]) }
        let mine = try await hub.write(as: hub.manager) {
            try $0.edit(hub.task, ["title": .text("Mine")], ifMatch: base)
        }
        #expect(mine.title == "Mine")  // it was back at what I had seen
        #expect(try await hub.differences() == [])
    }

    /// Nobody has seen it there, so that nobody can say what has changed since.
    @Test func aRevOlderThanTheRecordIsNone() async throws {
        let hub = try await Hub()
        let made = try await hub.write(as: hub.manager) { tx in
            try tx.insert(Objective(tx.newID()) { ($0.plan, $0.title) = (hub.plan, "Renew early") })
        }
        let first = made.stamp.rev
        for rev in [1, first - 1] {
            let refused = await #expect(throws: NotYetThere.self) {
                try await hub.write(as: hub.manager) {
                    try $0.edit(made.id, ["title": .text("Renew late")], ifMatch: rev)
                }
            }
            #expect(refused?.kind == "objective")
        }
        try await hub.write(as: hub.manager) { _ = try $0.edit(made.id, ["due": .text("2027-01-01")], ifMatch: first) }
        await #expect(throws: NotYetThere.self) {
            try await hub.write(as: hub.manager) { try $0.edit(made.id, ["due": .text("2027-02-01")], ifMatch: 1) }
        }
        // Deleted and brought back, it is the one that was seen.
        try await hub.write(as: hub.manager) { try $0.remove(made.id) }
        let deletion = try #require(hub.log.entries.last?.number)
        try await hub.write(as: hub.manager) { _ = try $0.undo(deletion) }
        let again = try await hub.write(as: hub.manager) {
            try $0.edit(made.id, ["title": .text("Renew late")], ifMatch: first)
        }
        #expect(again.title == "Renew late")
    }

    @Test func aRetryIsAnsweredWithTheRecordAsItIs() async throws {
        let hub = try await Hub()
        let key = RequestKey(key: hub.ids.next(), hash: "a"), caller = Caller(hub.manager)
        @Sendable func post(_ key: RequestKey) async throws -> Answer {
            try await hub.store.write(as: caller, at: Hub.now, request: key) { tx in
                let patch: Patch = ["plan": .id(hub.plan.raw), "team": .id(hub.teams[0].raw), "title": .text("Once")]
                return try tx.create("tasks", id: nil, patch)
            }
        }
        let first = try await post(key), count = hub.log.changes.count
        let id = try #require(first.id)
        try await hub.write(as: hub.manager) { _ = try $0.edit(ID<PlanTask>(id), ["title": .text("Changed")]) }
        let again = try await post(key)
        #expect(again.entry == first.entry && again.id == id && hub.log.changes.count == count + 1)
        #expect(try JSONReader.object(try #require(again.record))["title"] == .text("Changed"))
        await #expect(throws: KeyReused.self) { try await post(RequestKey(key: key.key, hash: "b")) }
    }

    @Test func whatIsReferredToMustExistAndBeSeen() async throws {
        let hub = try await Hub()
        let other = try await hub.write(as: hub.manager) { tx in
            try tx.create(Objective.self, id: nil, ["plan": .id(hub.restricted.raw), "title": .text("Secret")])
        }
        for objective in [hub.ids.next(), other.id.raw] {
            let error = await #expect(throws: Invalid.self) {
                try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["objective": .id(objective)]) }
            }
            #expect(error?.problems == [Problem("objective", "there is no such objective")])
        }
        let error = await #expect(throws: Invalid.self) {
            try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["assignee": .id(hub.stranger.id.raw)]) }
        }
        #expect(error?.problems == [Problem("assignee", "is not on the plan team")])
        await #expect(throws: Invalid([Problem("plan", "there is no such plan")])) {
            try await hub.write(as: hub.stranger) {
                try $0.create(Comment.self, id: nil, ["plan": .id(hub.restricted.raw), "text": .text("I know")])
            }
        }
    }

    @Test func oneAddressIsOneMember() async throws {
        let hub = try await Hub()
        await #expect(throws: Invalid([Problem("email", "belongs to another member")])) {
            try await hub.write(as: hub.admin) { tx in
                try tx.create(
                    Member.self, id: nil,
                    [
                        "name": .text("Again"), "email": .text("VIEWER@Ellandra.example"),
                        "team": .id(hub.teams[0].raw),
                    ])
            }
        }
    }

    @Test func anAccountHasOneActivePlan() async throws {
        let hub = try await Hub()
        await #expect(throws: Invalid.self) {
            try await hub.write(as: hub.manager) { try $0.edit(hub.restricted, ["state": .text("active")]) }
        }
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.plan, ["state": .text("closed")]) }
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.restricted, ["state": .text("active")]) }
        await #expect(throws: Invalid.self) {
            try await hub.write(as: hub.manager) { try $0.edit(hub.restricted, ["state": .text("draft")]) }
        }
    }

    @Test func eachInAGroupHasItsOwnAnswer() async throws {
        let hub = try await Hub()
        let before = hub.store.commits, changes = hub.log.changes.count
        let done = await withTaskGroup(of: (Int, Bool).self) { group in
            for n in 0..<200 {
                group.addTask {
                    let made = try? await hub.write(as: hub.manager) { tx in
                        let task = try tx.create(
                            PlanTask.self, id: nil,
                            ["plan": .id(hub.plan.raw), "team": .id(hub.teams[0].raw), "title": .text("T\(n)")])
                        // Every third breaks a rule after its insert, and leaves nothing behind.
                        return try tx.edit(task.id, ["title": .text(n % 3 == 0 ? "" : "U\(n)")])
                    }
                    return (n, made?.title == "U\(n)")
                }
            }
            return await group.reduce(into: Set<Int>()) { if $1.1 { $0.insert($1.0) } }
        }
        #expect(done == Set((0..<200).filter { $0 % 3 != 0 }))
        let seqs = hub.log.changes.map(\.seq)
        #expect(seqs == Array(1...Int64(seqs.count)) && seqs.count == changes + 2 * done.count)
        let commits = hub.store.commits.commits - before.commits, writes = hub.store.commits.writes - before.writes
        #expect(writes == 200 && commits < 200, "\(writes) writes in \(commits) commits")
        #expect(try await hub.differences() == [])
    }

    @Test func tamperingIsFound() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let hub = try await Hub(folder: folder)
        #expect(try await hub.differences() == [])
        try sqlite(folder, "UPDATE task SET title = 'x'")
        let found = try await hub.differences()
        #expect(found.first == "task \(hub.task.text) differs from the journal")
    }
}

/// Goes around the door.
@discardableResult func sqlite(_ folder: String, _ sql: String, asking question: String = "") throws -> String {
    try sqlite(file: folder + "/quartet.db", sql, asking: question)
}
@discardableResult func sqlite(file: String, _ sql: String, asking question: String = "") throws -> String {
    let process = Process(), answer = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
        "python3", "-c",
        """
        import sqlite3, sys
        c = sqlite3.connect(sys.argv[1]); c.executescript(sys.argv[2]); c.commit()
        print(*(c.execute(sys.argv[3]).fetchone() or []), sep="|", end="")
        """, file, sql, question,
    ]
    process.standardOutput = answer
    try process.run()
    let text = answer.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self)
}
