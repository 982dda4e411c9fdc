import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// One line of the audit, as the admin reads it.
private struct Line: Equatable {
    let event: String, member: String?, about: String?, count: Int, address: String
}

extension House {
    /// Newest first, of these events.
    fileprivate func audit(_ events: String = "", more: String = "") async throws -> [Line] {
        let of = events.isEmpty ? "" : "event=\(events)&"
        let answer = try await ask(.admin, .get, "/api/audit?\(of)limit=200\(more)")
        #expect(answer.status == 200, "\(answer.text)")
        let items = answer.object["items"] as? [[String: Any]] ?? []
        return items.map {
            Line(
                event: $0["event"] as? String ?? "", member: $0["member"] as? String, about: $0["about"] as? String,
                count: $0["count"] as? Int ?? 0, address: $0["address"] as? String ?? "")
        }
    }
}

@Suite struct AuditTests {
    /// Edits, actions and undo alike: what changes who may get in or see something leaves a line by itself.
    @Test func whatChangesRightsIsWrittenDown() async throws {
        let house = try await House(), hub = house.hub, plan = hub.plan.text
        func send(_ who: Who, _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws {
            let answer = try await house.ask(who, method, path, body)
            #expect(answer.status < 300, "\(path): \(answer.text)")
        }
        let start = try await house.audit().count
        try await send(.admin, .patch, "/api/members/\(hub.viewer.id.text)", #"{"role":"leader"}"#)
        try await send(.admin, .patch, "/api/members/\(hub.viewer.id.text)", #"{"archived":true}"#)
        try await send(.manager, .patch, "/api/plans/\(plan)", #"{"access":"restricted","title":"Quiet"}"#)
        try await send(.manager, .post, "/api/entries/\(hub.log.entries.last?.number ?? 0)/undo")
        try await send(.manager, .patch, "/api/plan-members/\(house.planMember.text)", #"{"role":"manager"}"#)
        try await send(.manager, .delete, "/api/plan-members/\(house.planMember.text)")
        try await send(
            .admin, .patch, "/api/accounts/\(hub.account.text)", #"{"generalManager":"\#(hub.leader.id.text)"}"#)
        _ = try await house.share()
        try await send(.manager, .post, "/api/share-links/\(house.shareLink)/revocations", "{}")
        try await send(.admin, .post, "/api/members/\(hub.contributor.id.text)/invitations")
        try await send(.admin, .delete, "/api/session")
        let admin = try await House.signedIn(house, hub.admin)
        let lines = try await house.ask(.nobody, .get, "/api/audit?limit=200", headers: admin)
        let items = (lines.object["items"] as? [[String: Any]] ?? []).reversed().dropFirst(start)
        #expect(
            items.map { $0["event"] as? String } == [
                "roleChanged", "memberArchived", "planRestricted", "planOpened", "planRoleChanged", "leftPlan",
                "generalManagerChanged", "shareLinkMade", "shareLinkRevoked", "resetLinkMade", "signedOut", "signedIn",
            ])
        let role = items.first?["detail"] as? [String: String]
        #expect(role == ["from": "member", "to": "leader"])
        #expect(items.first?["about"] as? String == "member:\(hub.viewer.id.text)")
        #expect(items.first?["member"] as? String == hub.admin.id.text)
        #expect(items.dropFirst(2).first?["planName"] as? String == "Velmora Rail, FY27")
        #expect(items.dropFirst(7).first?["name"] as? String == "For procurement")
        #expect(try await hub.differences().isEmpty, "none of it is in the journal")
        #expect(!hub.log.changes.contains { $0.kind == "audit" })
    }

    /// A million failed attempts are a few rows, and the true number stands in them.
    @Test func failuresAreCountedAndNotPiledUp() async throws {
        let house = try await House(), email = house.hub.contributor.email
        for _ in 0..<14 {
            let body = #"{"email":"\#(email)","password":"wrong password"}"#
            _ = try await house.ask(.nobody, .post, "/api/session", body)
        }
        for n in 0..<40 {
            let body = #"{"email":"nobody\#(n)@x.example","password":"wrong password"}"#
            _ = try await house.ask(.nobody, .post, "/api/session", body)
        }
        let writes = house.hub.store.commits.writes
        try await house.site.tidy(at: house.clock.now)
        #expect(house.hub.store.commits.writes - writes <= 4)
        let lines = try await house.audit("signInFailed,signInDelayed")
        let whose = "member:\(house.hub.contributor.id.text)"
        #expect(
            Set(lines.map { "\($0.event) \($0.about ?? "-") \($0.count)" }) == [
                "signInFailed \(whose) 10", "signInDelayed - 24", "signInFailed - 20",
            ])
        // In another minute it is another row.
        house.clock.now = house.clock.now.adding(seconds: 61)
        let body = #"{"email":"\#(email)","password":"wrong password"}"#
        _ = try await house.ask(.nobody, .post, "/api/session", body)
        #expect(
            try await house.audit("signInFailed", more: "&member=\(house.hub.contributor.id.text)").map(\.count) == [
                1, 10,
            ])
    }

    /// However many accounts and links are tried at once, a minute has so many rows.
    @Test func kindsOfFailuresAreBounded() async throws {
        let house = try await House(), failed = FailedAttempts(store: house.hub.store)
        let call = house.front.call()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2000 {
                let about = RecordReference(kind: "shareLink", id: house.hub.ids.next())
                group.addTask { await failed.note(.shareLinkFailed, about: about, call) }
            }
        }
        await failed.writeDown(at: house.clock.now)
        let lines = try await house.audit("shareLinkFailed")
        #expect(lines.count == 17 && lines.reduce(0) { $0 + $1.count } == 2000)
    }

    @Test func whatIsOldGoes() async throws {
        let house = try await House(), start = try await house.audit().count
        _ = try await house.ask(.nobody, .post, "/api/session", #"{"email":"x@x.example","password":"wrong"}"#)
        #expect(try await house.audit().count == start + 1)
        house.clock.now = house.clock.now.adding(seconds: 91 * 86_400)
        try await house.tidyForADay()
        let admin = try await House.signedIn(house, house.hub.admin)
        func count() async throws -> Int {
            let answer = try await house.ask(.nobody, .get, "/api/audit?limit=200", headers: admin)
            return (answer.object["items"] as? [Any])?.count ?? 0
        }
        #expect(try await count() == start + 1, "the failure went, the admin has come")
        house.clock.now = TestSupport.Hub.now.adding(seconds: 400 * 86_400 + 1)
        try await house.tidyForADay()
        let late = try await House.signedIn(house, house.hub.admin)
        let answer = try await house.ask(.nobody, .get, "/api/audit", headers: late)
        #expect((answer.object["items"] as? [Any])?.count == 2)
    }

    /// A clock that is years ahead for hours, and is put right.
    @Test func aClockThatJumpsCostsNoLines() async throws {
        let house = try await House(), right = house.clock.now
        _ = try await house.ask(.nobody, .post, "/api/session", #"{"email":"x@x.example","password":"wrong"}"#)
        let lines = try await house.audit()
        try await house.tidyForADay()
        house.clock.now = right.adding(seconds: 1000 * 86_400)
        for _ in 0..<10 {
            try await house.site.tidy(at: house.clock.now)
            house.clock.now = house.clock.now.adding(seconds: 3600)
        }
        house.clock.now = right.adding(seconds: 2 * 86_400)
        for _ in 0..<10 {
            try await house.site.tidy(at: house.clock.now)
            house.clock.now = house.clock.now.adding(seconds: 3600)
        }
        #expect(try await house.audit().count == lines.count)
    }
}
extension House {
    /// Long enough for the clock to be trusted.
    fileprivate func tidyForADay() async throws {
        for hour in 0...24 { try await site.tidy(at: clock.now.adding(seconds: hour * 3600)) }
    }
}
