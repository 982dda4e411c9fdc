import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// Somebody who was renamed, mentioned, answered and undone, and is erased: nothing tells who it was, in the file of data
/// least of all.
@Suite struct EraseTests {
    /// Each would be found however it is folded, and stands nowhere else.
    private static let words = ["zqxfirst", "zqxsecond", "zqxmail", "zqxtitle", "zqxdevice", "zqxhash", "203.0.113.77"]

    private func planted(_ hub: Hub) async throws -> (renaming: Int64, deleted: Int64) {
        let viewer = hub.viewer.id, text = "Ask @[Zqxfirst Ömer](member:\(viewer.text)) about it"
        try await hub.write(as: hub.admin) { tx in
            try tx.edit(viewer, ["name": .text("Zqxfirst Ömer"), "email": .text("Zqxmail@ellandra.example")])
            try tx.edit(viewer, ["title": .text("Zqxtitle of planning"), "timeZone": .text("Asia/Pyongyang")])
        }
        let comment = try await hub.write(as: hub.contributor) { tx in
            try tx.create(Comment.self, id: nil, ["plan": .id(hub.plan.raw), "text": .text(text)])
        }
        try await hub.write(as: hub.contributor) { tx in
            try tx.edit(comment.id, ["text": .text(text + " again")])
            let gone = try tx.create(
                Comment.self, id: nil,
                ["plan": .id(hub.plan.raw), "about": .text("task:\(hub.task.text)"), "text": .text(text)])
            try tx.remove(gone.id)
        }
        let deleted = hub.log.changes.last { $0.action == .delete && $0.kind == "comment" }?.seq ?? 0
        _ = try await hub.write(as: hub.viewer) { try $0.edit(viewer, ["name": .text("Zqxsecond Ömer")]) }
        let renaming = hub.log.entries.last?.number ?? 0
        _ = try await hub.store.write(as: Caller(hub.viewer).from("203.0.113.77"), at: Hub.now) { tx in
            try tx.setPassword(of: viewer, hash: "$scrypt$zqxhash")
            return try tx.openSession(of: viewer, tokenHash: "t", device: "zqxdevice", address: "203.0.113.77")
        }
        return (renaming, deleted)
    }

    /// How often a word stands in the files of a folder, large or small.
    private func count(_ word: String, in folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, name in
            let data = try Data(contentsOf: URL(filePath: folder).appending(path: name))
            let text = String(decoding: data.map { $0 < 128 ? $0 : 46 }, as: UTF8.self).lowercased()
            return sum + text.components(separatedBy: word).count - 1
        }
    }

    @Test func nothingTellsWhoItWas() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let hub = try await Hub(folder: folder), (renaming, deleted) = try await planted(hub), id = hub.viewer.id
        for word in Self.words { #expect(try count(word, in: folder) > 0, "\(word) is planted") }
        func found() async throws -> Bool {
            try await hub.read(as: hub.admin) { reader in
                try Self.words.contains { word in
                    try String(decoding: reader.search(SearchQuery(word)), as: UTF8.self).contains(id.text)
                }
            }
        }
        #expect(try await found())
        let before = hub.log.changes.count
        try await hub.write(as: hub.admin) { try $0.erase(id, name: "Zqxsecond Ömer") }
        try await hub.store.scrub(at: Hub.now)

        for word in Self.words { #expect(try count(word, in: folder) == 0, "\(word) is gone from the files") }
        #expect(try await hub.differences().isEmpty, "rows, journal and index agree")
        #expect(try await !found())
        let member = try await hub.read(as: hub.admin) { try $0.find(id) }
        #expect(member?.name == "Erased member" && member?.archived == true && member?.title == nil)
        let told = hub.log.changes.dropFirst(before).map { String(decoding: $0.json, as: UTF8.self) }.joined()
        #expect(
            told.contains("Erased member") && !told.lowercased().contains("zqx"),
            "others are told of it, and not of them")

        // No way back: not by undo, not by bringing back, not as of an earlier day.
        await #expect(throws: CannotUndo.self) { try await hub.write(as: hub.admin) { try $0.undo(renaming) } }
        let erasing = hub.log.entries.last?.number ?? 0
        await #expect(throws: CannotUndo.self) { try await hub.write(as: hub.admin) { try $0.undo(erasing) } }
        _ = try? await hub.write(as: hub.contributor) { try $0.restore(deletedAt: deleted) }
        let seen = try await hub.read(as: hub.admin) { reader in
            let epoch = "e", now = try reader.snapshot(reader.snapshotVersion(of: hub.plan), epoch: epoch)
            var texts = [now, try reader.changes(HistoryQuery()).items]
            for seq in stride(from: renaming - 3, to: renaming + 1, by: 1) {
                let version = try reader.snapshotVersion(of: hub.plan, at: .seq(seq), zone: nil)
                texts.append(try reader.pastSnapshot(version, epoch: epoch))
            }
            for entry in try reader.entries(after: 0, limit: 10_000) { texts += entry.changes.map { Array($0.json) } }
            return texts.map { String(decoding: $0, as: UTF8.self).lowercased() }.joined()
        }
        #expect(!seen.contains("zqx") && seen.contains("@[erased member](member:\(id.text))"))
        try hub.store.close()
    }

    @Test func onlyAnAdminWhoTypesTheNameErasesAnother() async throws {
        let hub = try await Hub(), id = hub.viewer.id
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.leader) { try $0.erase(id, name: "Viewer") }
        }
        await #expect(throws: Invalid.self) { try await hub.write(as: hub.admin) { try $0.erase(id, name: "viewer") } }
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.admin) { try $0.erase(hub.admin.id, name: "Admin") }
        }
        try await hub.write(as: hub.admin) { try $0.erase(id, name: "Viewer") }
        await #expect(throws: Invalid.self) {
            try await hub.write(as: hub.admin) { try $0.erase(id, name: Member.erased) }
        }
        #expect(try await hub.store.credential(email: hub.viewer.email) == nil)
    }

    @Test func mentionsOfOthersStay() {
        let ids = Ids(), one = ID<Member>(ids.next()), other = ID<Member>(ids.next())
        let text = "@[Ada \\ \"B\"](member:\(one.text)) and @[Eve](member:\(other.text)), @[Ada](member:\(one.text))"
        #expect(
            Mentions.redacted(text, one)
                == "@[Erased member](member:\(one.text)) and @[Eve](member:\(other.text)), @[Erased member](member:\(one.text))"
        )
    }
}
