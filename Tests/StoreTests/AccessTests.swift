import Domain
import JSON
import Store
import TestSupport
import Testing

@Suite struct AccessTests {
    @Test func nobodyLearnsOfARestrictedPlan() async throws {
        let hub = try await Hub()
        for member in [hub.contributor, hub.viewer, hub.stranger, hub.guest, hub.outsider] {
            try await hub.read(as: member) { reader in
                #expect(try reader.find(hub.restricted) == nil)
                #expect(try reader.record("plans", hub.restricted.raw) == nil)
                #expect(try !reader.list("plans", ListQuery()).ids.contains(hub.restricted.raw))
                let team = try String(decoding: reader.list("plan-members", ListQuery()).items, as: UTF8.self)
                #expect(!team.contains(hub.restricted.text))
                let changes = try String(decoding: reader.changes(HistoryQuery()).items, as: UTF8.self)
                #expect(!changes.contains(hub.restricted.text))
                #expect(throws: NotFound.self) { try reader.snapshotVersion(of: hub.restricted) }
            }
        }
        for member in [hub.admin, hub.leader, hub.manager] {
            #expect(try await hub.read(as: member) { try $0.find(hub.restricted)?.title } == "Merger")
        }
    }

    @Test func guestsSeeTheirPlansAndOfAccountsTheName() async throws {
        let hub = try await Hub()
        try await hub.read(as: hub.guest) { reader in
            let account = try #require(try reader.record("accounts", hub.account.raw))
            #expect(Set(try JSONReader.object(account).keys).isSuperset(of: ["id", "name"]))
            #expect(try JSONReader.object(account)["generalManager"] == nil)
            let members = try reader.list("members", ListQuery())
            #expect(Set(members.ids) == Set([hub.manager, hub.contributor, hub.viewer, hub.guest].map(\.id.raw)))
            #expect(!String(decoding: members.items, as: UTF8.self).contains("@"))
            let snapshot = try reader.snapshot(reader.snapshotVersion(of: hub.plan), epoch: "e")
            #expect(!String(decoding: snapshot, as: UTF8.self).contains("externalId"))
        }
        try await hub.read(as: hub.outsider) { reader in
            let plans = try reader.list("plans", ListQuery()), accounts = try reader.list("accounts", ListQuery())
            #expect(plans.ids.isEmpty && accounts.ids.isEmpty)
            #expect(try reader.list("members", ListQuery()).ids == [hub.outsider.id.raw])
            #expect(throws: NotFound.self) { try reader.snapshotVersion(of: hub.plan) }
        }
    }

    @Test func whoMayDoWhat() async throws {
        let hub = try await Hub()
        func may(_ member: Member, _ body: @escaping @Sendable (Tx) throws -> Void) async -> String {
            do {
                try await hub.write(as: member, body)
                return "yes"
            } catch is Forbidden { return "no" } catch is NotFound { return "unseen" } catch { return "\(error)" }
        }
        let rename: @Sendable (Tx) throws -> Void = { _ = try $0.edit(hub.task, ["title": .text("T\($0.seq)")]) }
        let tick: @Sendable (Tx) throws -> Void = { _ = try $0.edit(hub.task, ["notes": .text("T\($0.seq)")]) }
        let purpose: @Sendable (Tx) throws -> Void = { _ = try $0.edit(hub.plan, ["purpose": .text("P\($0.seq)")]) }
        let speak: @Sendable (Tx) throws -> Void = {
            _ = try $0.create(Comment.self, id: nil, ["plan": .id(hub.plan.raw), "text": .text("Hello")])
        }
        let answer: @Sendable (Tx) throws -> Void = {
            _ = try $0.answerCommitment(hub.commitment, .committed, promise: nil, reason: nil)
        }
        let team: @Sendable (Tx) throws -> Void = { _ = try $0.edit(hub.teams[0], ["name": .text("S\($0.seq)")]) }
        let account: @Sendable (Tx) throws -> Void = { _ = try $0.edit(hub.account, ["name": .text("V\($0.seq)")]) }
        let silence: @Sendable (Tx) throws -> Void = { _ = try $0.edit(hub.comment, ["text": .text("S\($0.seq)")]) }
        let members = [
            hub.admin, hub.leader, hub.manager, hub.contributor, hub.viewer, hub.stranger, hub.guest, hub.outsider,
        ]
        let table: [(String, @Sendable (Tx) throws -> Void, [String])] = [
            ("rename task", rename, ["yes", "no", "yes", "yes", "no", "no", "no", "unseen"]),
            ("task notes", tick, ["yes", "no", "yes", "yes", "no", "no", "no", "unseen"]),
            ("purpose", purpose, ["yes", "no", "yes", "no", "no", "no", "no", "unseen"]),
            ("answer", answer, ["no", "no", "no", "yes", "no", "no", "no", "unseen"]),
            ("team", team, ["yes", "no", "no", "no", "no", "no", "no", "no"]),
            ("account", account, ["yes", "yes", "yes", "no", "no", "no", "no", "unseen"]),
            ("another's comment", silence, ["no", "no", "yes", "no", "no", "no", "no", "unseen"]),
        ]
        for (name, body, expected) in table {
            for (member, wanted) in zip(members, expected) {
                #expect(await may(member, body) == wanted, "\(name) by \(member.name)")
            }
        }
        for member in members.dropLast() { #expect(await may(member, speak) == "yes", "comment by \(member.name)") }
        #expect(await may(hub.outsider, speak).contains("there is no such plan"))
        #expect(try await hub.differences() == [])
    }

    @Test func anAssigneeMovesTheirOwnTask() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["assignee": .id(hub.viewer.id.raw)]) }
        _ = try await hub.write(as: hub.viewer) { try $0.edit(hub.task, ["status": .text("doing")]) }
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.viewer) { try $0.edit(hub.task, ["due": .text("2027-01-01")]) }
        }
    }

    @Test func sessionsEnd() async throws {
        let hub = try await Hub()
        let id = try await hub.write(as: hub.viewer) {
            try $0.openSession(of: hub.viewer.id, tokenHash: "t", device: "Chromium", address: "127.0.0.1")
        }
        #expect(try await hub.store.session(tokenHash: "t", at: Hub.now)?.member.id == hub.viewer.id)
        let idle = Hub.now.adding(seconds: SessionLife.idle + 1)
        #expect(try await hub.store.session(tokenHash: "t", at: idle) == nil)
        await #expect(throws: NotFound.self) {
            try await hub.write(as: hub.manager) { try $0.closeSession(id, current: id) }
        }
        _ = try await hub.write(as: hub.admin) { try $0.edit(hub.viewer.id, ["archived": .bool(true)]) }
        #expect(try await hub.store.session(tokenHash: "t", at: Hub.now) == nil)
        _ = try await hub.write(as: hub.admin) { try $0.edit(hub.viewer.id, ["archived": .bool(false)]) }
        #expect(try await hub.store.session(tokenHash: "t", at: Hub.now) == nil, "nor when they come back")
        let again = try await hub.write(as: hub.viewer) {
            try $0.openSession(of: hub.viewer.id, tokenHash: "u", device: "Chromium", address: "127.0.0.1")
        }
        try await hub.write(as: hub.viewer) { try $0.closeSession(again, current: again) }
        #expect(try await hub.store.session(tokenHash: "u", at: Hub.now) == nil)
    }

    @Test func aLinkIsGoodOnce() async throws {
        let hub = try await Hub()
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.leader) { try $0.invite(hub.viewer.id, tokenHash: "i") }
        }
        _ = try await hub.write(as: hub.admin) { try $0.invite(hub.viewer.id, tokenHash: "i") }
        #expect(try await hub.store.invitation(tokenHash: "i", at: Hub.now).member?.id == hub.viewer.id)
        let late = Hub.now.adding(seconds: 8 * 86_400)
        await #expect(throws: InvitationInvalid.self) { try await hub.store.invitation(tokenHash: "i", at: late) }
        let accept: @Sendable (Tx) throws -> Void = { _ = try $0.acceptInvitation(tokenHash: "i", passwordHash: "h") }
        try await hub.store.write(as: .quartet, at: Hub.now, accept)
        await #expect(throws: InvitationInvalid.self) { try await hub.store.write(as: .quartet, at: Hub.now, accept) }
        #expect(try await hub.store.credential(email: "Viewer@ellandra.example")?.password == "h")
    }
}
