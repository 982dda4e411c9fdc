import Domain
import Foundation
import Store
import TestSupport
import Testing

/// A company on a disk whose data is taken along.
private struct Move: Sendable {
    let premises: Premises
    var hub: Hub { premises.hub }
    var file: String { premises.folder + "/all.jsonl" }
    var elsewhere: String { premises.folder + "/elsewhere" }

    /// With hundreds of random changes, deletions, and what was brought back.
    init(steps: Int = 0) async throws {
        premises = try await Premises()
        let hub = premises.hub, people = [hub.manager, hub.contributor]
        for step in 0..<steps {
            _ = try? await hub.write(as: people[step % 2], at: Hub.now.adding(seconds: step)) { tx in
                var random = SeededGenerator(seed: UInt64(step))
                try RandomStep.take(tx, hub, &random)
            }
        }
    }
    @discardableResult func export(of data: String? = nil, to file: String? = nil) throws -> [String] {
        let file = file ?? self.file
        _ = try Export.make(
            of: data ?? premises.data, to: file, migrations: Hub.migrations, replacing: true, at: Hub.now)
        return try lines(file)
    }
    func lines(_ file: String? = nil) throws -> [String] {
        try String(contentsOfFile: file ?? self.file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
    @discardableResult func takeIn() throws -> Import {
        try Import.make(
            of: file, into: elsewhere, migrations: Hub.migrations, clock: { Hub.now }, newID: Premises.newID)
    }
    /// What an admin gets in a browser.
    func take(_ kind: String?, at now: Instant = Hub.now) async throws -> String {
        let file = premises.folder + "/taken"
        _ = FileManager.default.createFile(atPath: file, contents: nil)
        try await hub.store.export(kind, as: Caller(hub.admin), at: now, to: file)
        return String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }
}

@Suite struct ExportTests {
    /// Every change by its number, every record as it was; what is derived is made anew.
    @Test func whatIsTakenElsewhereIsTheSame() async throws {
        let move = try await Move(steps: 400), admin = move.hub.admin, gone = move.hub.viewer
        try await move.hub.write(as: admin) { try $0.erase(gone.id, name: gone.name) }
        let first = try move.export()
        #expect(first.count > 300 && first.contains { $0.contains("\"restore\"") || $0.contains("\"delete\"") })
        let made = try move.takeIn()
        #expect(made.admins.map(\.id) == [move.hub.admin.id])
        #expect(Int(made.changes + made.records + made.scores) == first.count - 2)
        let found = try Store.verify(nil, in: move.elsewhere, migrations: Hub.migrations, at: Hub.now)
        #expect(found == [])
        let second = try move.export(of: move.elsewhere, to: move.premises.folder + "/second.jsonl")
        #expect(try parsed(first) == parsed(second), "all but the epoch")
        // And life goes on.
        let store = try move.premises.open(move.elsewhere), hub = move.hub
        #expect(store.epoch != hub.store.epoch)
        try await store.closeDay(at: Hub.now)
        let here = try await hub.read(as: hub.admin) { try $0.portfolio(PortfolioQuery()) }
        #expect(try await store.read(as: Caller(hub.admin)) { try $0.portfolio(PortfolioQuery()) } == here)
        _ = try await store.write(as: Caller(hub.manager), at: Hub.now) {
            try $0.edit(hub.account, ["notes": .text("Moved")])
        }
        try store.close()
    }

    /// All lines but the first, in whatever order their members are.
    private func parsed(_ lines: [String]) throws -> [NSDictionary?] {
        try lines.dropFirst().map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? NSDictionary }
    }

    /// It follows from no change, and begins again with neither the next day nor what is missing.
    @Test func theHistoryOfScoresComesAlong() async throws {
        let move = try await Move(), hub = move.hub, days = (-4...0).map { Hub.now.adding(seconds: $0 * 86_400) }
        for (n, day) in days.enumerated() {
            try await hub.store.closeDay(at: day)
            if n == 1 { try await hub.sign(at: day) }
        }
        func history(_ store: Store, at day: Instant) async throws -> String {
            try await store.read(as: Caller(hub.manager), at: day) {
                String(decoding: try $0.alignmentHistory(of: hub.plan), as: UTF8.self)
            }
        }
        let before = try await history(hub.store, at: days[4])
        #expect(before.components(separatedBy: "\"day\"").count == 6 && before.contains("agreed"))
        try move.export()
        #expect(try move.takeIn().scores == 5)
        let store = try move.premises.open(move.elsewhere)
        let next = days[4].adding(seconds: 86_400)
        for store in [store, hub.store] { try await store.closeDay(at: next) }
        #expect(try await history(store, at: next) == history(hub.store, at: next))
        try store.close()
    }

    @Test func nothingOperationalIsInIt() async throws {
        let move = try await Move(), hub = move.hub
        _ = try await hub.write(as: hub.admin) { tx in
            try tx.setPassword(of: hub.admin.id, hash: "$scrypt$planted")
            _ = try tx.openSession(of: hub.admin.id, tokenHash: "planted token", device: "planted", address: "planted")
            return try tx.invite(hub.viewer.id, tokenHash: "planted link")
        }
        for text in [try move.export().joined(), try await move.take(nil), try await move.take("members")] {
            #expect(!text.contains("planted") && text.contains("Manager"))
        }
    }

    /// Whoever runs the server has all of it in their hands; an admin has what they may see.
    @Test func anAdminTakesWhatTheyMaySee() async throws {
        let move = try await Move(), hub = move.hub
        try await hub.pulse(by: hub.contributor, 2, note: "Blind")
        _ = try await hub.write(as: hub.viewer) { tx in
            try tx.create(
                SavedView.self, id: nil,
                ["owner": .id(hub.viewer.id.raw), "screen": .text("work"), "name": .text("Private view")])
        }
        let later = Hub.now.adding(seconds: 8 * 86_400)
        for word in ["Blind", "Private view", "\"kind\":\"notification\""] {
            #expect(try move.export().joined().contains(word), "all of it")
            #expect(try await move.take(nil).contains(word) == false, "\(word)")
        }
        #expect(try await move.take("pulses").contains("Blind") == false)
        for kind in [nil, "pulses"] { #expect(try await move.take(kind, at: later).contains("Blind")) }
        try await move.take(nil).write(toFile: move.file, atomically: true, encoding: .utf8)
        try move.takeIn()
        #expect(try Store.verify(nil, in: move.elsewhere, migrations: Hub.migrations, at: Hub.now) == [])
    }

    @Test(arguments: [
        ("\"format\":\"quartet\"", "\"format\":\"x\"", "line 1, format: this is no export"),
        ("\"version\":1", "\"version\":2", "line 1, version: must be 1"),
        ("\"kind\":\"team\",", "\"kind\":\"planet\",", "kind: is not known here"),
        ("\"name\":\"Sales\"", "\"name\":7", "after.name: must be text"),
        ("\"name\":\"Sales\"", "\"nome\":\"Sales\"", "after.nome: is not a field of team"),
        ("\"name\":\"Sales\",\"color\"", "\"name\":\"Sellers\",\"color\"", "fields.name: is not what the changes make"),
        ("\"seq\":2,", "\"seq\":1,", "line 3, seq: must be higher"),
        ("\"base\":0", "\"base\":3", "line 2, base: is not the change before"),
        ("\"action\":\"create\"", "\"action\":\"update\"", "line 2, id: there is no such"),
        ("{\"line\":\"change\",\"seq\":3", "{\"line\":\"change\";\"seq\":3", "line 4: column"),
        ("{\"line\":\"end\"", "{\"line\":\"ende\"", "line: must be change, record, score or end"),
        ("\"team\":\"", "\"team\":\"1", "after.team: must be the id of a team"),
        ("\"isCapped\":false,\"teams\"", "\"isCapped\":3,\"teams\"", "isCapped: must be true or false"),
        ("\"score\",\"plan\":\"0", "\"score\",\"plan\":\"1", "plan: is none"),
        ("\"isStale\":", "\"stale\":", "teams: must be teams, each with its score"),
        ("[{\"team\":\"0", "[{\"team\":\"1", "teams: there is no team 1"),
        ("\"scores\":1", "\"scores\":2", "scores: must be 1"),
    ]) func whatIsWrongIsNamedAndNothingIsTaken(old: String, new: String, words: String) async throws {
        let move = try await Move()
        var text = try move.export().joined(separator: "\n") + "\n"
        let place = try #require(text.range(of: old))
        text.replaceSubrange(place, with: new)
        try text.write(toFile: move.file, atomically: true, encoding: .utf8)
        let refused = #expect(throws: Unusable.self) { try move.takeIn() }
        #expect(refused?.reason.contains("all.jsonl, line") == true, "\(refused?.reason ?? "")")
        #expect(refused?.reason.contains(words) == true, "\(refused?.reason ?? "")")
        #expect(try move.premises.files(in: move.elsewhere) == [])
    }

    @Test func whatIsCutOffOrHasNoRoomIsRefused() async throws {
        let move = try await Move(), lines = try move.export()
        for kept in [lines.dropLast(), lines.dropLast(3) + lines.suffix(1)] {
            try (kept.joined(separator: "\n") + "\n").write(toFile: move.file, atomically: true, encoding: .utf8)
            #expect(throws: Unusable.self) { try move.takeIn() }
        }
        try move.export()
        try move.takeIn()
        let refused = #expect(throws: Unusable.self) { try move.takeIn() }
        #expect(refused?.reason.contains("holds data already") == true)
    }

    @Test func tablesAreForSpreadsheetsAndHoldNoFormulas() async throws {
        let move = try await Move(), hub = move.hub
        let texts = ["=1+1", "+49 1", "-2", "@SUM(A1)", "\tx", "a,\"b\"\nc", "plain", "＝1"]
        _ = try await hub.write(as: hub.manager) { tx in
            for text in texts {
                try tx.insert(Comment(tx.newID()) { ($0.plan, $0.text) = (hub.plan, text) })
            }
            return try tx.edit(hub.objective, ["baseline": .real(-2.5)])
        }
        let table = try await move.take("comments"), rows = table.components(separatedBy: "\r\n")
        #expect(table.hasPrefix("\u{FEFF}id,rev,createdAt,createdBy,updatedAt,plan,about,"))
        for cell in ["'=1+1", "'+49 1", "'-2", "'@SUM(A1)", "\"'\tx\"", "\"a,\"\"b\"\"\nc\"", "plain", "'＝1"] {
            #expect(rows.contains { $0.contains(",\(cell),") }, "\(cell)")
        }
        #expect(try await move.take("objectives").contains(",-2.5,"), "a number stays one")
        await #expect(throws: NotFound.self) { try await move.take("credentials") }
        let folder = move.premises.folder + "/all"
        _ = try Export.makeFolder(of: move.premises.data, at: folder, migrations: Hub.migrations, at: Hub.now)
        #expect(try move.premises.files(in: folder) == ["csv", "quartet.jsonl"])
        #expect(try move.premises.files(in: folder + "/csv").count == Kinds.all.count)
        #expect(throws: Unusable.self) {
            try Export.makeFolder(of: move.premises.data, at: folder, migrations: Hub.migrations, at: Hub.now)
        }
    }
}
