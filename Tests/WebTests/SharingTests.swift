import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SharingTests {
    private func read(
        _ house: House, _ token: String, agent: String = "Firefox", cookie: String? = nil,
        method: HTTPRequest.Method = .get
    ) async throws -> Answer {
        var headers: HTTPFields = [.userAgent: agent]
        headers[.cookie] = cookie
        return try await house.ask(.nobody, method, "/api/shared/\(token)", headers: headers)
    }
    private func visits(_ house: House) async throws -> Int? {
        let answer = try await house.ask(.viewer, .get, "/api/plans/\(house.hub.plan.text)/share-visits")
        return (answer.object["items"] as? [[String: Any]])?.first?["visits"] as? Int
    }
    private func act(_ house: House, _ rest: String, _ body: String = "{}") async throws -> Answer {
        try await house.ask(.manager, .post, "/api/share-links/\(house.shareLink)/\(rest)", body)
    }

    @Test func aStrangerReadsWhatWasChosenAndNothingElse() async throws {
        let house = try await House(), token = try await house.share()
        let page = try await read(house, token)
        #expect(page.status == 200)
        for text in [
            "Ellandra", "Velmora Rail", "Adopt analytics", "Call them", "\"due\":\"2026-12-01\"", "Contributor",
        ] {
            #expect(page.text.contains(text), "\(text)")
        }
        for text in [
            "By Friday", "@ellandra", "weight", "\"id\"", house.hub.plan.text, "For procurement", "A campaign",
        ] {
            #expect(!page.text.contains(text), "\(text)")
        }
        for (name, value) in [
            (HTTPField.Name.cacheControl, "no-store"), (.referrerPolicy, "no-referrer"),
            (HTTPField.Name("X-Robots-Tag")!, "noindex, nofollow"),
        ] { #expect(page.headers[name] == value) }
        #expect(page.headers[.setCookie] == nil)
        _ = try await house.ask(
            .manager, .patch, "/api/share-links/\(house.shareLink)", #"{"sections":["purpose","tasks"]}"#)
        let less = try await read(house, token).text
        #expect(less.contains("Call them") && !less.contains("Adopt analytics") && !less.contains("Contributor"))
    }

    /// Behind a proxy the host that the request names is not the one that the customer reaches.
    @Test func linksLeadToThePublicAddress() async throws {
        let url = "https://quartet.example.com", house = try await House(url: url), plan = house.hub.plan.text
        let links = [
            try await house.ask(
                .manager, .post, "/api/plans/\(plan)/share-links", #"{"label":"Board","sections":["purpose"]}"#),
            try await house.ask(
                .manager, .post, "/api/plans/\(plan)/guests", #"{"name":"Ann Ray","email":"ann@velmora.example"}"#),
            try await house.ask(.admin, .post, "/api/members/\(house.hub.stranger.id.text)/invitations"),
        ]
        for (answer, path) in zip(links, ["/share/", "/join#", "/join#"]) {
            #expect(answer.status == 201)
            #expect((answer.object["link"] as? String)?.hasPrefix(url + path) ?? false, "\(answer.text)")
        }
    }

    @Test func whatIsNotThereAnyMoreIsAsIfItHadNeverBeen() async throws {
        let never = try await read(House(), Token().text)
        func isGone(_ house: House, _ token: String) async throws {
            let answer = try await read(house, token)
            #expect(answer.status == 404)
            #expect(answer.object["detail"] as? String == never.object["detail"] as? String)
        }
        let house = try await House(), token = try await house.share()
        let renewed = try await act(house, "addresses").object["link"] as? String ?? ""
        try await isGone(house, token)
        let second = String(renewed.split(separator: "/").last ?? "")
        #expect(try await read(house, second).status == 200)
        #expect(try await act(house, "revocations").status == 200)
        try await isGone(house, second)
        for rest in ["addresses", "passwords", "revocations"] { #expect(try await act(house, rest).status == 403) }

        let third = try await house.share()
        house.clock.now = TestSupport.Hub.now.adding(seconds: 30 * 86_400)
        #expect(try await read(house, third).status == 200, "its last day")
        house.clock.now = TestSupport.Hub.now.adding(seconds: 31 * 86_400)
        try await isGone(house, third)
        house.clock.now = TestSupport.Hub.now
        _ = try await house.ask(.manager, .patch, "/api/plans/\(house.hub.plan.text)", #"{"state":"closed"}"#)
        try await isGone(house, third)
    }

    @Test func aLinkLivesForAYearAtMost() async throws {
        let house = try await House()
        func make(_ expires: String) async throws -> Int {
            try await house.ask(
                .manager, .post, "/api/plans/\(house.hub.plan.text)/share-links",
                #"{"label":"Board","sections":["purpose"],"expires":"\#(expires)"}"#
            ).status
        }
        #expect(try await make("2026-11-22") == 422)
        #expect(try await make("2027-11-24") == 422)
        #expect(try await make("2027-11-23") == 201)
    }

    @Test func aPasswordOpensOneLinkForAnHour() async throws {
        let house = try await House(), token = try await house.share(password: House.sharePassword)
        func unlock(_ password: String) async throws -> Answer {
            try await house.ask(.nobody, .post, "/api/shared/\(token)/unlock", #"{"password":"\#(password)"}"#)
        }
        let locked = try await read(house, token)
        #expect(locked.status == 403 && !locked.text.contains("Velmora"))
        #expect(try await unlock("lantern").status == 422)
        let opened = try await unlock(House.sharePassword), cookie = opened.headers[.setCookie] ?? ""
        #expect(opened.status == 204)
        for part in ["Path=/api/shared/\(token);", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=3600"] {
            #expect(cookie.contains(part))
        }
        let key = String(cookie.prefix { $0 != ";" })
        #expect(try await read(house, token, cookie: key).text.contains("Velmora"))
        let forged = key.replacing("=", with: "=9", maxReplacements: 1)
        #expect(try await read(house, token, cookie: forged).status == 403)
        let other = try await house.share(password: House.sharePassword)
        #expect(try await read(house, other, cookie: key).status == 403, "another link has another key")
        house.clock.now = TestSupport.Hub.now.adding(seconds: 3601)
        #expect(try await read(house, token, cookie: key).status == 403)
        var tries = 0
        while try await unlock("lantern \(tries)").status == 422, tries < 100 { tries += 1 }
        #expect(tries < 30, "guessing is slowed down")
    }

    @Test func aNewPasswordLocksOutThoseWhoHadTheOld() async throws {
        let house = try await House(), token = try await house.share(password: House.sharePassword)
        let opened = try await house.ask(
            .nobody, .post, "/api/shared/\(token)/unlock", #"{"password":"\#(House.sharePassword)"}"#)
        let key = String((opened.headers[.setCookie] ?? "").prefix { $0 != ";" })
        #expect(try await read(house, token, cookie: key).status == 200)
        _ = try await act(house, "passwords", #"{"password":"windmill"}"#)
        #expect(try await read(house, token, cookie: key).status == 403)
        #expect(try await act(house, "passwords").object["protectedAt"] is NSNull)
        #expect(try await read(house, token).status == 200)
    }

    @Test func visitsAreCountedOncePerReader() async throws {
        let house = try await House(), token = try await house.share()
        for _ in 1...3 { _ = try await read(house, token) }
        _ = try await read(house, token, method: .head)
        _ = try await read(house, token, agent: "Mozilla/5.0 (compatible; SomeBot/2.1)")
        _ = try await house.ask(.viewer, .get, "/api/shared/\(token)")
        #expect(try await visits(house) == 1)
        _ = try await read(house, token, agent: "Safari")
        #expect(try await visits(house) == 2)
        house.clock.now = TestSupport.Hub.now.adding(seconds: 31 * 60)
        _ = try await read(house, token)
        #expect(try await visits(house) == 3)
        #expect(!house.hub.log.changes.suffix(1).contains { $0.verb == nil }, "visits are not journaled")
    }

    @Test func anOfficeMayReadAndAGuesserMayNot() async throws {
        let house = try await House()
        var asked = 0
        while try await read(house, Token().text).status == 404, asked < 500 { asked += 1 }
        #expect((100...200).contains(asked))
    }

    @Test func aGuestIsInvitedByAManagerAndOpensNothingOfOthers() async throws {
        let house = try await House()
        func invite(_ who: Who, _ email: String) async throws -> Answer {
            try await house.ask(
                who, .post, "/api/plans/\(house.hub.plan.text)/guests", #"{"name":"Petra Vos","email":"\#(email)"}"#)
        }
        let first = try await invite(.manager, "petra@velmora.example")
        #expect(first.object["link"] is String)
        let again = try await invite(.manager, "PETRA@velmora.example")
        #expect(again.object["member"] as? String == first.object["member"] as? String)
        #expect(again.object["link"] is String, "who invited them may send it again")
        #expect(try await invite(.admin, "petra@velmora.example").object["link"] is NSNull, "and nobody else")
        let known = try await invite(.manager, house.hub.guest.email)
        #expect(known.status == 201 && known.object["link"] is NSNull, "a guest with a password keeps it")
        #expect(try await invite(.manager, house.hub.viewer.email).status == 422)
        let token = (again.object["link"] as? String ?? "").split(separator: "#").last ?? ""
        let accepted = try await house.ask(
            .nobody, .post, "/api/invitations/accept", #"{"token":"\#(token)","password":"a quiet harbour"}"#)
        #expect(accepted.status == 201 && accepted.text.contains("\"role\":\"guest\""))
    }
}
