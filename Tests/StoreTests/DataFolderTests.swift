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

    /// A program that was being started at that moment has the folder open, too, and the lock with it.
    @Test func whatIsClosedIsFreeWhoeverElseHasItOpen() throws {
        let first = try open(folder), files = FileManager.default
        let held = try files.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init).filter { file in
            (try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(file)")) == folder
        }
        let others = held.map { dup($0) }
        defer { for file in others { close(file) } }
        #expect(others.count == 1)
        try first.close()
        try open(folder).close()
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

    /// Comments, and what tells of them, were all of a plan once.
    @Test func whatWasSaidBeforeAccountsCouldBeSpokenOfIsKept() throws {
        let migrations = try copyOfMigrations()
        for name in try FileManager.default.contentsOfDirectory(atPath: migrations) where name > "0014" {
            try FileManager.default.removeItem(atPath: migrations + "/" + name)
        }
        #expect(refusal { _ = try open(folder, migrations: migrations) }.contains("differ"))
        func row(_ table: String, _ id: String, _ values: String) -> String {
            "INSERT INTO \(table) SELECT '\(id)', 1, 0, 'v', 0, \(values);"
        }
        func told(_ seq: Int, _ kind: String, _ record: String, _ after: String) -> String {
            """
            INSERT INTO change (seq, entry, base, at, actor, kind, record, action, before, after)
                VALUES (\(seq), \(seq), 0, 0, 'v', '\(kind)', '\(record)', 'create', '{}', '\(after)');
            """
        }
        try sqlite(
            folder,
            row("team", "t", "'Sales', 'blue', 0, 0")
                + row("member", "v", "'Vera', 'v@x.example', 't', 'member', NULL, NULL, 0")
                + row("account", "a", "'Velmora', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0")
                + row("plan", "p", "'a', 'FY27', 'active', 'open', NULL, NULL, NULL, '[]', NULL")
                + row("comment", "c", "'p', 'signOff:s', NULL, 'Why?', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0")
                + row("comment", "b", "'p', 'signOff:s', 'c', 'So', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0")
                + row("reaction", "r", "'p', 'c', '👍'")
                + row("notification", "n", "'p', 'v', 'mentioned', 'comment:c', NULL, 'v', 1, 0, 1, NULL, NULL")
                + told(1, "comment", "c", #"{"plan":"p","about":"signOff:s","text":"Why?"}"#)
                + told(2, "reaction", "r", #"{"plan":"p","comment":"c","emoji":"👍"}"#))
        try open(folder).close()
        let kept = """
            SELECT (SELECT count(*) FROM comment WHERE plan = 'p'), (SELECT parent FROM comment WHERE id = 'b'),
                (SELECT about FROM reaction), (SELECT after ->> 'about' FROM change WHERE record = 'r'),
                (SELECT count(*) FROM notification WHERE member = 'v'), (SELECT count(*) FROM pragma_foreign_key_check)
            """
        #expect(try sqlite(folder, "", asking: kept) == "2|c|signOff:s|signOff:s|1|0")
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
