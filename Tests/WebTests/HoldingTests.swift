import Domain
import Foundation
import HTTPTypes
import Live
import Store
import TestSupport
import Testing

@testable import Web

/// What lets somebody in is good for whom it was made for, as they were, and in the hands of who may have it.
@Suite struct HoldingTests {
    private let house: House, email = "petra@velmora.example"

    init() async throws {
        house = try await House()
        let hub = house.hub
        // Manages the open plan and does not see the restricted one.
        try await hub.write(as: hub.admin) { tx in
            let parts = try tx.all(PlanMember.self, where: ["member": .id(hub.contributor.id.raw)])
            for part in parts { _ = try tx.edit(part.id, ["role": .text("manager")]) }
        }
    }

    private func invite(_ who: Who, to plan: ID<Plan>) async throws -> Answer {
        try await house.ask(
            who, .post, "/api/plans/\(plan.text)/guests", #"{"name":"Petra Vos","email":"\#(email)"}"#)
    }
    private func accept(_ link: Any?) async throws -> Int {
        let token = (link as? String ?? "").split(separator: "#").last ?? ""
        let looked = try await house.ask(
            .nobody, .post, "/api/invitations/lookup", #"{"token":"\#(token)"}"#)
        let accepted = try await house.ask(
            .nobody, .post, "/api/invitations/accept", #"{"token":"\#(token)","password":"a quiet harbour"}"#)
        #expect((looked.status == 200) == (accepted.status == 201))
        return accepted.status
    }

    @Test func whoMadeALinkSeesWhatItOpens() async throws {
        let hub = house.hub, first = try await invite(.contributor, to: hub.plan)
        #expect(try await invite(.manager, to: hub.restricted).status == 201)
        #expect(try await accept(first.object["link"]) == 404)
        #expect(try await invite(.contributor, to: hub.plan).status == 403)
        let guest = try #require(first.object["member"] as? String)
        let admins = try await house.ask(.admin, .post, "/api/members/\(guest)/invitations", "{}")
        #expect(try await accept(admins.object["link"]) == 201)
    }

    @Test(arguments: [#"{"role":"admin"}"#, #"{"role":"member"}"#, #"{"email":"p.vos@velmora.example"}"#])
    func aLinkIsSpentWhenItsMemberIsAnother(_ patch: String) async throws {
        let invited = try await invite(.contributor, to: house.hub.plan)
        let guest = try #require(invited.object["member"] as? String)
        #expect(try await house.ask(.admin, .patch, "/api/members/\(guest)", patch).status == 200)
        #expect(try await accept(invited.object["link"]) == 404)
    }

    @Test func whoLeavesAndComesBackHasToComeInAnew() async throws {
        let hub = house.hub, path = "/api/members/\(hub.viewer.id.text)"
        let link = try await house.ask(.admin, .post, path + "/invitations", "{}").object["link"]
        #expect(try await house.ask(.viewer, .get, "/api/session").status == 200)
        for archived in [true, false] {
            #expect(try await house.ask(.admin, .patch, path, #"{"archived":\#(archived)}"#).status == 200)
            #expect(try await house.ask(.viewer, .get, "/api/session").status == 401)
        }
        #expect(try await accept(link) == 404)
    }

    /// A page that stays open when another member signs in in the same browser.
    @Test func aPageIsAnsweredAsWhomItWasOpenedFor() async throws {
        func ask(as member: Member) async throws -> Int {
            let name = try #require(HTTPField.Name("Quartet-Member"))
            return try await house.ask(.viewer, .get, "/api/home", headers: [name: member.id.text]).status
        }
        #expect(try await ask(as: house.hub.viewer) == 200)
        #expect(try await ask(as: house.hub.manager) == 401)
    }

    private static let shared = #"{"label":"L","sections":["purpose"],"password":"a quiet harbour"}"#

    @Test func passwordsAreMadeSparingly() async throws {
        var statuses: [Int] = []
        for _ in 0..<12 {
            statuses.append(
                try await house.ask(.manager, .post, "/api/plans/\(house.hub.plan.text)/share-links", Self.shared)
                    .status)
        }
        #expect(statuses == Array(repeating: 201, count: 10) + [429, 429])
        // Signing in goes before.
        let some = Passwords(cost: .init(ln: 4, r: 1, p: 1), longest: 1)
        await #expect(throws: Passwords.Busy.self) { try await some.hash("a quiet harbour", isUrgent: false) }
        #expect(try await some.hash("a quiet harbour").hasPrefix("$scrypt$"))
    }

    /// As when others keep it busy: who may not is told so before anything is made, and an attempt at which nobody looked counts for nothing.
    @Test func whereNoneCanBeLookedAt() async throws {
        let busy = try await House(passwords: Passwords(cost: .init(ln: 4, r: 1, p: 1), longest: 0)), hub = busy.hub
        func share(_ who: Who, _ plan: ID<Plan>) async throws -> Int {
            try await busy.ask(who, .post, "/api/plans/\(plan.text)/share-links", Self.shared).status
        }
        #expect(try await share(.guest, hub.plan) == 403)
        #expect(try await share(.guest, hub.restricted) == 404)
        #expect(try await share(.manager, hub.plan) == 503)
        for _ in 0..<15 {
            let form = #"{"email":"\#(hub.contributor.email)","password":"\#(House.password)"}"#
            let answer = try await busy.ask(.nobody, .post, "/api/session", form)
            #expect(answer.status == 503, "\(answer.text)")
        }
    }

    // MARK: what guests are told, and may do

    @Test func guestsAreToldNothingOfHowTheServerIsKept() async throws {
        let hub = house.hub, path = "/api/workspaces/\(hub.workspace.text)"
        let ear = try await Ear(house, hub.guest, "?plans=\(hub.plan.text)")
        try await ear.listen(in: house) {
            await ear.hears("event: presence")
            for patch in [
                #"{"mailFrom":"secret@ellandra.example"}"#, #"{"backupHour":7,"currency":"USD"}"#,
                #"{"name":"Elland"}"#,
            ] {
                let answer = try await house.ask(.admin, .patch, path, patch)
                #expect(answer.status == 200, "\(answer.text)")
            }
            house.site.hub.publish(hub.log.entries)
            await ear.hears("\"Elland\"")
        }
        let changes = try await house.ask(.guest, .get, "/api/changes?kind=workspace&limit=50").text
        #expect(changes.contains("Elland\""))
        for text in [ear.text, changes] { #expect(!text.contains("secret@") && !text.contains("backupHour")) }
        let late = try await Ear(house, hub.guest, "?plans=\(hub.plan.text)&since=0")
        try await late.listen(in: house) { await late.hears("\"Elland\"") }
        #expect(!late.text.contains("secret@") && !late.text.contains("backupHour"))
        #expect(try await house.ask(.viewer, .get, "/api/changes?kind=workspace&limit=50").text.contains("secret@"))
    }

    @Test func guestsWriteNothingThatTheyDoNotSee() async throws {
        let hub = house.hub, plan = hub.plan.text
        try await hub.write(as: hub.admin) { tx in
            for part in try tx.all(PlanMember.self, where: ["member": .id(hub.guest.id.raw)]) {
                _ = try tx.edit(part.id, ["role": .text("contributor")])
            }
        }
        func post(_ who: Who, _ path: String, _ body: String) async throws -> Int {
            try await house.ask(who, .post, path, body).status
        }
        let review = #"{"plan":"\#(plan)","title":"Weekly","startsAt":"2026-11-27T09:00:00Z""#
        #expect(try await post(.guest, "/api/reviews", review + "}") == 403)
        #expect(try await post(.guest, "/api/plans/\(plan)/verifications", #"{"section":"strategy"}"#) == 403)
        #expect(try await post(.manager, "/api/reviews", review + #","leader":"\#(hub.guest.id.text)"}"#) == 422)
        #expect(try await post(.manager, "/api/reviews", review + "}") == 201)
    }
}
