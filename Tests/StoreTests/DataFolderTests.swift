import Domain
import Foundation
import Store
import TestSupport
import Testing

@Suite struct DataFolderTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)").path

    private func open(_ folder: String, migrations: String = Hub.migrations) throws -> Store {
        try Store(folder: folder, migrations: migrations, clock: { Hub.now }, newID: Ids().next)
    }
    private func copyOfMigrations() throws -> String {
        let copy = folder + "-migrations"
        try FileManager.default.copyItem(atPath: Hub.migrations, toPath: copy)
        return copy
    }
    private func contents() throws -> [String: Data] {
        var all: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".db") {
            all[name] = FileManager.default.contents(atPath: folder + "/" + name)
        }
        return all
    }
    private func refusal(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing was refused"
        } catch { return "\(error)" }
    }

    @Test func everythingIsThereAfterARestart() async throws {
        let first = try open(folder)
        let teams = try await first.write(as: .quartet, at: Hub.now) { try $0.setUp(["name": .text("Ellandra")]) }
        let epoch = first.epoch
        try first.close()
        let second = try open(folder)
        #expect(second.epoch == epoch)
        #expect(try await second.read(as: .quartet) { try $0.find(teams[0].id) } == teams[0])
    }

    @Test func twoServersDoNotShareAFolder() throws {
        let first = try open(folder)
        #expect(refusal { _ = try open(folder) }.contains("is in use by another Quartet"))
        try first.close()
    }

    @Test func newerDataIsLeftAlone() throws {
        try open(folder).close()
        try sqlite(folder, "INSERT INTO migration VALUES ('0099-future', 'x', 0)")
        let before = try contents()
        #expect(refusal { _ = try open(folder) }.contains("newer version: it has migration 0099-future"))
        #expect(try contents() == before)
    }

    @Test func anEditedMigrationIsRefused() throws {
        let migrations = try copyOfMigrations()
        try open(folder, migrations: migrations).close()
        let file = migrations + "/0001-start.sql"
        try (String(contentsOfFile: file, encoding: .utf8) + "-- edited").write(
            toFile: file, atomically: true, encoding: .utf8)
        let before = try contents()
        #expect(refusal { _ = try open(folder, migrations: migrations) }.contains("0001-start was edited"))
        #expect(try contents() == before)
    }

    @Test func aMigrationThatFailsLeavesNothing() throws {
        let migrations = try copyOfMigrations()
        try "CREATE TABLE half (a INTEGER) STRICT; SELECT nonsense;".write(
            toFile: migrations + "/0002-broken.sql", atomically: true, encoding: .utf8)
        #expect(refusal { _ = try open(folder, migrations: migrations) }.contains("cannot be opened"))
        try FileManager.default.removeItem(atPath: migrations + "/0002-broken.sql")
        try open(folder, migrations: migrations).close()
    }

    @Test func aTableThatDiffersFromItsDeclarationIsRefused() throws {
        try open(folder).close()
        try sqlite(folder, "ALTER TABLE task ADD COLUMN colour TEXT")
        #expect(refusal { _ = try open(folder) }.contains("colour"))
    }

    @Test func aFileIsNoFolder() throws {
        try "x".write(toFile: folder, atomically: true, encoding: .utf8)
        #expect(refusal { _ = try open(folder) }.contains("is a file"))
        #expect(refusal { _ = try open("/proc/nowhere") }.contains("cannot be made"))
        #expect(refusal { _ = try open(folder + "x", migrations: "/nowhere") }.contains("no migrations"))
    }
}
