import Domain
import Foundation
import Store
import Testing

import struct TestSupport.Hub

@testable import Web
@testable import quartet

@Suite struct BackupsTests {
    private struct Cellar {
        let hub: TestSupport.Hub, folder: String, backups: Backups
        var copies: String { folder + "/copies" }

        init() async throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "backups-\(UUID().uuidString)").path
            try FileManager.default.createDirectory(
                atPath: folder + "/copies", withIntermediateDirectories: true)
            hub = try await TestSupport.Hub(folder: folder + "/data")
            backups = Backups(
                store: hub.store, data: folder + "/data", migrations: TestSupport.Hub.migrations,
                folder: folder + "/copies")
        }
        func wish(_ fields: Patch) async throws {
            let hub = hub
            _ = try await hub.write(as: hub.admin) { try $0.edit(hub.workspace, fields) }
        }
        func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: copies).sorted() }
        func runs() async throws -> [BackupRun] { try await hub.read(as: hub.admin) { try $0.backupRuns(limit: 9) } }
    }
    private let now = TestSupport.Hub.now  // nine in the morning

    @Test func oneIsMadeADayOnceSomebodyWantsThem() async throws {
        let cellar = try await Cellar()
        try await cellar.backups.makeDue(at: now)
        #expect(try cellar.names() == [])
        try await cellar.wish(["makesBackups": .bool(true), "backupHour": .int(10)])
        try await cellar.wish(["backupDays": .int(2), "backupWeeks": .int(0)])
        // The one of yesterday at ten was missed, and is made up for.
        try await cellar.backups.makeDue(at: now)
        try await cellar.backups.makeDue(at: now.adding(seconds: 60))
        #expect(try cellar.names() == ["quartet-2026-11-23T090000Z.db"])
        try await cellar.backups.makeDue(at: now.adding(seconds: 3600))
        #expect(try cellar.names().count == 1, "of a day the last one stays")
        try Data().write(to: URL(filePath: cellar.copies + "/.quartet-x.db.1.partial"))
        try Data().write(to: URL(filePath: cellar.copies + "/notes.db"))
        for day in 1...3 { try await cellar.backups.makeDue(at: now.adding(seconds: 3600 + day * 86_400)) }
        #expect(
            try cellar.names() == ["notes.db", "quartet-2026-11-25T100000Z.db", "quartet-2026-11-26T100000Z.db"])
        let last = try await cellar.hub.store.lastBackup(at: now.adding(seconds: 5 * 86_400))
        #expect(last?.state == .made && last?.file == "quartet-2026-11-26T100000Z.db" && last?.size ?? 0 > 100_000)
        let found = try Store.verify(
            cellar.copies + "/quartet-2026-11-26T100000Z.db", in: "", migrations: TestSupport.Hub.migrations, at: now)
        #expect(found == [])
    }

    @Test func whatFailsIsToldAndTriedAgainWithinTheHour() async throws {
        let cellar = try await Cellar()
        try await cellar.wish(["makesBackups": .bool(true)])
        try FileManager.default.removeItem(atPath: cellar.copies)
        await #expect(throws: Unusable.self) { try await cellar.backups.makeDue(at: now) }
        let run = try #require(try await cellar.runs().first)
        #expect(run.state == .failed && run.error?.contains("no folder") == true)
        #expect(try await cellar.hub.store.lastBackup(at: now.adding(seconds: 5 * 86_400)) == nil)
        try await cellar.backups.makeDue(at: now.adding(seconds: 60))
        try FileManager.default.createDirectory(atPath: cellar.copies, withIntermediateDirectories: true)
        try await cellar.backups.makeDue(at: now.adding(seconds: 3600))
        #expect(try await cellar.runs().map(\.state) == [.made, .failed])
    }

    @Test func oneAtATime() async throws {
        let cellar = try await Cellar(), backups = cellar.backups, now = now
        let made = await withTaskGroup(of: Bool.self) { group in
            for n in 0..<6 {
                group.addTask {
                    do {
                        try await backups.make(at: now.adding(seconds: n))
                        return true
                    } catch is BackingUp.Busy { return false } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(try made == cellar.names().count && made >= 1)
    }

    @Test func namesTellWhenTheyWereMade() {
        #expect(Backups.moment(of: Backups.name(of: now)) == now)
        for other in [
            "quartet.db", "quartet-2026-11-23T090000Z.db-journal", "quartet-Z.db", "quartet-2026-11-23T09:00:0Z.db",
        ] {
            #expect(Backups.moment(of: other) == nil)
        }
    }
}
