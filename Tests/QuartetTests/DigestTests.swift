import Domain
import Foundation
import Store
import Testing

import struct TestSupport.Hub

@testable import quartet

/// What leaves by a `sendmail` that writes down what it was given.
@Suite struct DigestTests {
    private struct Office {
        let hub: Hub, folder: URL, digests: Digests

        init(_ script: String = "cat > \"$0.$(date +%s%N).mail\"", patience: Duration = .seconds(20)) async throws {
            hub = try await Hub()
            folder = FileManager.default.temporaryDirectory.appending(path: "digests-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let program = folder.appending(path: "sendmail").path
            _ = FileManager.default.createFile(
                atPath: program, contents: Data("#!/bin/sh\necho \"$@\" >> \"$0.args\"\n\(script)\n".utf8),
                attributes: [.posixPermissions: 0o755])
            digests = Digests(
                store: hub.store, sendmail: Sendmail(path: program, patience: patience), url: "https://q.example")
            try await set { ($0.sendsDigests, $0.mailFrom) = (true, "quartet@ellandra.example") }
        }

        func set(_ edit: @escaping @Sendable (inout Workspace) -> Void) async throws {
            let hub = hub
            _ = try await hub.write(as: hub.admin) { tx in
                let old = try tx.all(Workspace.self, where: [:])[0]
                var new = old
                edit(&new)
                return try tx.update(old, to: new)
            }
        }
        func wish(_ edit: @escaping @Sendable (inout Preference) -> Void, of member: Member) async throws {
            _ = try await hub.write(as: member) { tx in
                var new = Preference(tx.newID()) { $0.member = member.id }
                edit(&new)
                return try tx.insert(new)
            }
        }
        /// What was sent to whom, the body decoded.
        func sent() throws -> [(to: String, text: String)] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            return try names.filter { $0.hasSuffix(".mail") }.map { name in
                let raw = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
                let lines = raw.split(separator: "\n", omittingEmptySubsequences: false)
                let body = lines.drop { !$0.isEmpty }.joined()
                let text = Data(base64Encoded: body).map { String(decoding: $0, as: UTF8.self) } ?? ""
                return (String(lines.first { $0.hasPrefix("To: ") } ?? ""), text)
            }
        }
        func runs() async throws -> [DigestRun] {
            try await hub.read(as: hub.admin) { try $0.digestRuns(limit: 50) }
        }
    }

    @Test func whoWasToldSomethingIsSentItOnceADay() async throws {
        let office = try await Office(), hub = office.hub
        try await office.digests.sendAll(at: Hub.now)
        try await office.digests.sendAll(at: Hub.now.adding(seconds: 3600))
        var sent = try office.sent()
        #expect(sent.map(\.to) == ["To: Contributor <contributor@ellandra.example>"])
        #expect(sent[0].text.contains("Manager asks your team: Adopt analytics"))
        #expect(sent[0].text.contains("Velmora Rail, FY27"))
        #expect(sent[0].text.contains("https://q.example/plans/\(hub.plan.text)/tasks?task=\(hub.task.text)"))
        let arguments = try String(contentsOf: office.folder.appending(path: "sendmail.args"), encoding: .utf8)
        #expect(arguments == "-i -f quartet@ellandra.example -- contributor@ellandra.example\n")
        // The next day only what is new; nothing where nothing is.
        try await office.digests.sendAll(at: Hub.now.adding(seconds: 86_400))
        #expect(try office.sent().count == 1)
        _ = try await hub.write(as: hub.manager, at: Hub.now.adding(seconds: 90_000)) { tx in
            try tx.create(
                PlanTask.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "team": .id(hub.teams[0].raw), "title": .text("Call them again"),
                    "assignee": .id(hub.contributor.id.raw),
                ])
        }
        try await office.digests.sendAll(at: Hub.now.adding(seconds: 2 * 86_400))
        sent = try office.sent()
        #expect(sent.count == 2 && sent[1].text.contains("Manager gave you: Call them again"))
        #expect(!sent[1].text.contains("Adopt analytics") && sent[1].text.contains("3 are not read in all"))
    }

    @Test func itComesAtTheHourOfWhomItIsForAsTheyWish() async throws {
        let office = try await Office(), hub = office.hub  // it is nine in the morning
        try await office.wish({ $0.digestHour = 10 }, of: hub.contributor)
        try await office.wish({ $0.digest = .daily }, of: hub.viewer)
        try await office.wish({ $0.digest = .off }, of: hub.manager)
        try await office.digests.sendAll(at: Hub.now)
        #expect(try office.sent().map(\.to) == ["To: Viewer <viewer@ellandra.example>"])
        try await office.digests.sendAll(at: Hub.now.adding(seconds: 3600))
        #expect(try office.sent().count == 2)
    }

    @Test func aRestrictedPlanThatWasLostIsNotToldOf() async throws {
        let office = try await Office(), hub = office.hub
        let seat = try await hub.write(as: hub.manager) { tx in
            let seat = try tx.create(
                PlanMember.self, id: nil,
                [
                    "plan": .id(hub.restricted.raw), "member": .id(hub.stranger.id.raw), "team": .id(hub.teams[3].raw),
                ])
            try tx.create(
                PlanTask.self, id: nil,
                [
                    "plan": .id(hub.restricted.raw), "team": .id(hub.teams[0].raw), "title": .text("Hush"),
                    "assignee": .id(hub.stranger.id.raw),
                ])
            return seat
        }
        try await hub.write(as: hub.manager) { try $0.remove(seat.id) }
        try await office.digests.sendAll(at: Hub.now)
        #expect(try office.sent().allSatisfy { !$0.text.contains("Hush") && !$0.text.contains("Merger") })
    }

    /// A digest that was begun counts as sent, whatever became of it.
    @Test func noneIsSentTwiceNotEvenAfterACrash() async throws {
        let office = try await Office(), hub = office.hub
        let begun = try await hub.store.beginDigest(of: hub.contributor.id, at: Hub.now)
        #expect(begun?.lines.count == 2)
        try await office.digests.sendAll(at: Hub.now)
        #expect(try office.sent().isEmpty)
        #expect(try await office.runs().contains { $0.member == hub.contributor.id && $0.state == .begun })
    }

    @Test(arguments: [("echo no such user >&2; exit 67", "no such user"), ("sleep 600", "took longer")])
    func whatGoesWrongIsWrittenDownAndEnds(script: String, words: String) async throws {
        let office = try await Office(script, patience: .seconds(1)), hub = office.hub
        try await office.digests.sendAll(at: Hub.now)
        let run = try await office.runs().first { $0.member == hub.contributor.id }
        #expect(run?.state == .failed && run?.error?.contains(words) == true, "\(run?.error ?? "")")
        let failed = await #expect(throws: Sendmail.Failed.self) {
            try await office.digests.sendTest(to: hub.contributor.id, at: Hub.now)
        }
        #expect(failed?.description.contains(words) == true)
    }

    @Test func offMeansOff() async throws {
        let office = try await Office()
        try await office.set { $0.sendsDigests = false }
        try await office.digests.sendAll(at: Hub.now)
        #expect(try office.sent().isEmpty)
        await #expect(throws: Invalid.self) { try await office.set { ($0.sendsDigests, $0.mailFrom) = (true, nil) } }
    }
}
