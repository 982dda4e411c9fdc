import Domain
import Foundation
import Store
import TestSupport
import Testing

/// A company on a disk, and room beside it.
struct Premises: Sendable {
    let folder: String, hub: Hub
    var data: String { folder + "/data" }
    var file: String { folder + "/copy.db" }

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        hub = try await Hub(folder: folder + "/data")
        try await hub.store.closeDay(at: Hub.now)
    }

    @discardableResult func backUp(replacing: Bool = false) throws -> Backup {
        try Backup.make(of: data, to: file, migrations: Hub.migrations, replacing: replacing)
    }
    @discardableResult func restore(into data: String, replacing: Bool = false) throws -> Backup.Restored {
        try Backup.restore(
            file, into: data, migrations: Hub.migrations, replacing: replacing, clock: { Hub.now }, newID: Self.newID)
    }
    func open(_ data: String) throws -> Store {
        try Store(folder: data, migrations: Hub.migrations, clock: { Hub.now }, newID: Self.newID)
    }
    func verify(_ file: String? = nil) throws -> [String] {
        try Store.verify(file, in: data, migrations: Hub.migrations, at: Hub.now)
    }
    /// What lies beside the data.
    func files(in folder: String? = nil) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder ?? self.folder).sorted()
    }
    func rename(_ title: String) async throws {
        let hub = hub
        _ = try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["title": .text(title)]) }
    }
    func title(in store: Store) async throws -> String? {
        let hub = hub
        return try await store.read(as: Caller(hub.admin)) { try $0.find(hub.task)?.title }
    }
    /// Never twice the same, as it is outside of tests.
    @Sendable static func newID() -> Identifier {
        var random = SystemRandomNumberGenerator()
        return Identifier(at: Hub.now, using: &random)
    }
}

@Suite struct BackupTests {
    private func refusal(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing was refused"
        } catch { return "\(error)" }
    }

    @Test func whileOthersWriteItIsOfOneMomentAndSound() async throws {
        let premises = try await Premises(), hub = premises.hub
        let backups = try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var n = 0
                    while !Task.isCancelled {
                        n += 1
                        let title = "\(writer) \(n)"
                        _ = try await hub.write(as: hub.contributor) { tx in
                            _ = try tx.edit(hub.task, ["title": .text(title)])
                            return try tx.edit(hub.objective, ["title": .text(title)])
                        }
                    }
                }
            }
            var backups: [Backup] = []
            for _ in 0..<5 {
                let backup = try premises.backUp(replacing: true)
                #expect(try premises.verify(premises.file) == [])
                backups.append(backup)
                while try await hub.read(as: hub.admin, { try $0.seq() }) == backup.seq { await Task.yield() }
                #expect(try premises.verify() == [], "the data itself, too, while they write")
            }
            group.cancelAll()
            return backups
        }
        #expect(Set(backups.map(\.seq)).count == backups.count, "each was of a later moment")
        #expect(try premises.files() == ["copy.db", "data"])
        let mode = try FileManager.default.attributesOfItem(atPath: premises.file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aFileThatIsThereIsLeftAlone() async throws {
        let premises = try await Premises()
        try premises.backUp()
        let before = FileManager.default.contents(atPath: premises.file)
        try await premises.rename("Later")
        #expect(refusal { try premises.backUp() }.contains("copy.db is there already"))
        #expect(FileManager.default.contents(atPath: premises.file) == before)
        #expect(
            refusal { _ = try Backup.make(of: premises.data, to: premises.data, migrations: Hub.migrations) }
                .contains("is a folder"))
        #expect(
            refusal { _ = try Backup.make(of: premises.data, to: "/nowhere/x", migrations: Hub.migrations) }
                .contains("no folder /nowhere"))
        #expect(
            refusal { _ = try Backup.make(of: "/nowhere", to: premises.file + "2", migrations: Hub.migrations) }
                .contains("no data in /nowhere"))
    }

    @Test func aDamagedSourceGetsNoName() async throws {
        let premises = try await Premises()
        try premises.hub.store.close()
        try scratch(premises.data + "/quartet.db")
        #expect(refusal { try premises.backUp() }.contains("damaged"))
        #expect(try premises.files() == ["data"])
        // What can be copied may still contradict itself.
        let other = try await Premises()
        try other.hub.store.close()
        try sqlite(other.data, "PRAGMA foreign_keys = OFF; DELETE FROM team")
        #expect(refusal { try other.backUp() }.contains("refers to a missing row of team"))
        #expect(try other.files() == ["data"])
    }

    @Test func restoredElsewhereItIsAnotherHistory() async throws {
        let premises = try await Premises(), hub = premises.hub
        let token = "a token's hash"
        let key = RequestKey(key: hub.ids.next(), hash: "h")
        _ = try await hub.store.write(as: Caller(hub.admin), at: Hub.now) { tx in
            _ = try tx.openSession(of: hub.admin.id, tokenHash: token, device: "", address: "")
            return try tx.invite(hub.viewer.id, tokenHash: token)
        }
        _ = try await hub.store.write(as: Caller(hub.contributor), at: Hub.now, request: key) {
            Outcome(try $0.edit(hub.task, ["title": .text("Then")]))
        }
        var list = ListQuery(), history = HistoryQuery()
        (list.limit, history.limit) = (1, 1)
        let (listed, past) = (list, history)
        let cursors = try await hub.read(as: hub.admin) { reader in
            (try reader.list("members", listed).next, try reader.changes(past).next)
        }
        let seq = try await hub.read(as: hub.admin) { try $0.seq() }
        try premises.backUp()
        try await premises.rename("Later")

        let elsewhere = premises.folder + "/elsewhere"
        let restored = try premises.restore(into: elsewhere)
        #expect(restored.seq == seq && restored.kept == nil)
        let store = try premises.open(elsewhere)
        defer { try? store.close() }
        #expect(try await premises.title(in: store) == "Then")
        #expect(store.epoch != hub.store.epoch)
        (list.after, history.after) = cursors
        let (nextListed, nextPast) = (list, history)
        _ = try await hub.read(as: hub.admin) { (try $0.list("members", nextListed), try $0.changes(nextPast)) }
        try await store.read(as: Caller(hub.admin)) { reader in
            #expect(throws: OtherHistory.self) { try reader.list("members", nextListed) }
            #expect(throws: OtherHistory.self) { try reader.changes(nextPast) }
        }
        #expect(try await hub.store.session(tokenHash: token, at: Hub.now) != nil)
        #expect(try await store.session(tokenHash: token, at: Hub.now) == nil)
        await #expect(throws: InvitationInvalid()) { try await store.invitation(tokenHash: token, at: Hub.now) }
        // What the backup holds was done, and a retry of it is answered; what it does not hold is done.
        let again = try await store.write(as: Caller(hub.contributor), at: Hub.now, request: key) {
            Outcome(try $0.edit(hub.task, ["title": .text("Again")]))
        }
        #expect(try await premises.title(in: store) == "Then" && again.seq == seq)
        #expect(try files(elsewhere) == ["quartet.db", "quartet.db-shm", "quartet.db-wal"])
    }
    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// In its own eyes it is still being made, and another was cut off.
    @Test func aRestoredBackupWasMade() async throws {
        let premises = try await Premises(), name = "copy.db"
        try await premises.hub.store.beginBackup("other.db", at: Hub.now)
        try await premises.hub.store.beginBackup(name, at: Hub.now.adding(seconds: 60))
        try premises.backUp()
        try premises.restore(into: premises.folder + "/elsewhere")
        let store = try premises.open(premises.folder + "/elsewhere")
        defer { try? store.close() }
        let runs = try await store.read(as: .quartet) { try $0.backupRuns(limit: 9) }
        #expect(runs.map(\.file) == [name, "other.db"] && runs.map(\.state) == [.made, .begun])
        #expect(runs.first?.size ?? 0 > 100_000)
    }

    @Test func whatWasThereIsKept() async throws {
        let premises = try await Premises()
        try premises.backUp()
        try await premises.rename("Later")
        #expect(refusal { try premises.restore(into: premises.data, replacing: true) }.contains("another Quartet"))
        try premises.hub.store.close()
        #expect(refusal { try premises.restore(into: premises.data) }.contains("holds data already"))
        let restored = try premises.restore(into: premises.data, replacing: true)
        let kept = try #require(restored.kept)
        #expect(kept == premises.data + "/replaced-2026-11-23T090000Z.db")
        let now = try premises.open(premises.data)
        #expect(try await premises.title(in: now) == "Call them")
        try now.close()
        try FileManager.default.createDirectory(atPath: premises.folder + "/old", withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: kept, toPath: premises.folder + "/old/quartet.db")
        let old = try premises.open(premises.folder + "/old")
        #expect(try await premises.title(in: old) == "Later")
        try old.close()
    }

    @Test func whatIsNoSoundBackupIsRefusedAndTheDataStays() async throws {
        let premises = try await Premises()
        try premises.backUp()
        try premises.hub.store.close()
        let data = premises.data + "/quartet.db", before = FileManager.default.contents(atPath: data)
        func refused() -> String { refusal { try premises.restore(into: premises.data, replacing: true) } }
        try sqlite(file: premises.file, "INSERT INTO migration VALUES ('0099-future', 'x', 0)")
        #expect(refused().contains("newer version: it has migration 0099-future"))
        try sqlite(file: premises.file, "DELETE FROM migration")
        #expect(refused().contains("but none of Quartet"))
        try scratch(premises.file)
        #expect(
            refused().contains("copy.db is damaged") || refused().contains("copy.db cannot be read"), "\(refused())")
        try Data("Dear diary".utf8).write(to: URL(filePath: premises.file))
        #expect(refused().contains("it is no database"))
        try FileManager.default.removeItem(atPath: premises.file)
        #expect(refused().contains("There is no file"))
        #expect(FileManager.default.contents(atPath: data) == before)
        #expect(try premises.files(in: premises.data).filter { $0.hasPrefix(".") || $0.hasPrefix("replaced") } == [])
    }

    /// Bytes in the middle of pages, as a failing disk would.
    private func scratch(_ file: String) throws {
        let handle = try FileHandle(forUpdating: URL(filePath: file))
        let size = try handle.seekToEnd()
        for place in stride(from: UInt64(4096), to: size, by: 4096) {
            try handle.seek(toOffset: place)
            try handle.write(contentsOf: Data(repeating: 0x5A, count: 64))
        }
        try handle.close()
    }
}
