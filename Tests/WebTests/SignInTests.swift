import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct SignInTests {
    private func signIn(_ house: House, password: String = House.password) async throws -> Answer {
        let body = #"{"email":"\#(house.hub.contributor.email)","password":"\#(password)"}"#
        return try await house.ask(.nobody, .post, "/api/session", body)
    }
    private func get(_ house: House, _ path: String, with cookie: String) async throws -> Int {
        try await house.ask(.nobody, .get, path, headers: [.cookie: cookie]).status
    }
    private func cookie(_ answer: Answer) throws -> String {
        String(try #require(answer.headers[.setCookie]).prefix { $0 != ";" })
    }

    @Test func theCookieIsForThisHostAlone() async throws {
        let house = try await House(), answer = try await signIn(house)
        let cookie = try #require(answer.headers[.setCookie])
        #expect(cookie.hasPrefix("__Host-quartet="))
        for part in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] { #expect(cookie.contains(part)) }
        #expect(!cookie.contains("Domain"))
        #expect(try await get(house, "/api/home", with: self.cookie(answer)) == 200)
    }

    @Test func wrongOnesAreSlowedDownAndSayNothing() async throws {
        let house = try await House()
        var statuses: [Int] = []
        for _ in 0..<12 { statuses.append(try await signIn(house, password: "wrong password").status) }
        #expect(statuses == Array(repeating: 401, count: 10) + [429, 429])
        let late = try await signIn(house)
        #expect(late.status == 429 && late.headers[.retryAfter] == "60")
        house.clock.now = house.clock.now.adding(seconds: 61)
        #expect(try await signIn(house).status == 201)
        let body = #"{"email":"nobody@ellandra.example","password":"wrong password"}"#
        let unknown = try await house.ask(.nobody, .post, "/api/session", body)
        let wrong = try await signIn(house, password: "wrong password")
        #expect(unknown.status == 401 && unknown.object["detail"] as? String == wrong.object["detail"] as? String)
    }

    @Test func sessionsEndWhenTheyAreNotUsedAndInTheEndAnyway() async throws {
        let house = try await House(), day = 86_400, start = house.clock.now
        let idle = try await cookie(signIn(house)), used = try await cookie(signIn(house))
        for days in stride(from: 10, to: 90, by: 10) {
            house.clock.now = start.adding(seconds: days * day)
            #expect(try await get(house, "/api/home", with: used) == 200, "after \(days) days")
        }
        #expect(try await get(house, "/api/home", with: idle) == 401)
        house.clock.now = start.adding(seconds: 90 * day)
        #expect(try await get(house, "/api/home", with: used) == 401)
    }

    @Test func signingOutEndsTheSessionAndNoOther() async throws {
        let house = try await House(), one = try await cookie(signIn(house)), two = try await cookie(signIn(house))
        let headers: HTTPFields = [.cookie: one]
        #expect(try await house.ask(.nobody, .delete, "/api/session", headers: headers).status == 204)
        #expect(try await get(house, "/api/home", with: one) == 401)
        #expect(try await get(house, "/api/home", with: two) == 200)
        #expect(try await house.ask(.nobody, .delete, "/api/sessions", headers: [.cookie: two]).status == 204)
        #expect(try await house.ask(.contributor, .get, "/api/home").status == 401)
        #expect(try await get(house, "/api/home", with: two) == 200)
    }

    @Test func whoLeavesIsOut() async throws {
        let house = try await House(), path = "/api/members/\(house.hub.contributor.id.text)"
        #expect(try await house.ask(.admin, .patch, path, #"{"archived":true}"#).status == 200)
        #expect(try await house.ask(.contributor, .get, "/api/home").status == 401)
        #expect(try await signIn(house).status == 401)
    }

    @Test func cookiesThatAreNoneOpenNothing() async throws {
        let house = try await House()
        for value in ["", "x", String(repeating: "A", count: 43), "' OR 1=1 --", String(repeating: "A", count: 4000)] {
            #expect(try await get(house, "/api/home", with: "__Host-quartet=\(value)") == 401)
        }
        #expect(try await get(house, "/api/home", with: "quartet=\(House.password)") == 401)
    }

    @Test func aLinkIsGoodOnceAndForAWeek() async throws {
        let house = try await House(), body = #"{"token":"\#(house.invitation.text)","password":"a quiet harbour"}"#
        let short = #"{"token":"\#(house.invitation.text)","password":"short"}"#
        let refused = try await house.ask(.nobody, .post, "/api/invitations/accept", short)
        #expect(refused.status == 422 && refused.text.contains("\"field\":\"password\""))
        #expect(try await house.ask(.nobody, .post, "/api/invitations/accept", body).status == 201)
        #expect(try await house.ask(.stranger, .get, "/api/home").status == 401, "their other sessions end")
        #expect(try await house.ask(.nobody, .post, "/api/invitations/accept", body).status == 404)
        let late = try await House(), token = #"{"token":"\#(late.invitation.text)"}"#
        late.clock.now = late.clock.now.adding(seconds: 8 * 86_400)
        #expect(try await late.ask(.nobody, .post, "/api/invitations/lookup", token).status == 404)
    }

    @Test func withoutADemonstrationNothingIsOffered() async throws {
        let house = try await House(offersDemo: false)
        #expect(try await house.ask(.nobody, .get, "/api/demo").status == 404)
        let body = #"{"email":"\#(house.hub.contributor.email)"}"#
        #expect(try await house.ask(.nobody, .post, "/api/demo/session", body).status == 404)
    }

    /// What is known of places outlives the process: after a restart, in the middle of an attack, who has come from there
    /// before gets in, and the attacker does not even with the right password.
    @Test func aRestartDoesNotLockColleaguesOut() async throws {
        let house = try await House(), store = house.hub.store
        let right = #"{"email":"\#(house.hub.contributor.email)","password":"\#(House.password)"}"#
        let wrong = #"{"email":"\#(house.hub.contributor.email)","password":"wrong password"}"#
        let before = try await Front(store)
        #expect(try await before.ask(.post, "/api/session", right, from: "2001:db8:1:2::3").status == 201)
        let after = try await Front(store)
        var statuses: [Int: Int] = [:]
        for n in 0..<200 {
            let status = try await after.ask(.post, "/api/session", wrong, from: "10.0.\(n).1").status
            statuses[status, default: 0] += 1
        }
        #expect(statuses == [401: 10, 429: 190])
        #expect(try await after.ask(.post, "/api/session", right, from: "2001:db8:1:2::4").status == 201)
        #expect(try await after.ask(.post, "/api/session", right, from: "10.0.0.1").status == 429)
    }
}
