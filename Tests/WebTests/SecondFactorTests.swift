import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Store
@testable import Web

/// Somebody with an app on their phone.
private struct Phone {
    let house: House, secret: [UInt8]
    /// The code of this moment, or of so many steps later.
    func code(_ steps: Int64 = 0) -> String {
        TOTP.code(secret, step: house.clock.now.milliseconds / 30_000 + steps)
    }
}

@Suite struct SecondFactorTests {
    private func post(
        _ house: House, _ who: Who, _ path: String, _ members: [String: String] = [:], headers: HTTPFields = [:]
    ) async throws -> Answer {
        let body = String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
        return try await house.ask(who, .post, path, body, headers: headers)
    }

    private func signIn(_ house: House, _ code: String? = nil, password: String = House.password) async throws -> Answer
    {
        var form = ["email": house.hub.contributor.email, "password": password]
        form["code"] = code
        return try await post(house, .nobody, "/api/session", form)
    }

    /// The contributor switches it on.
    private func enrol(_ house: House) async throws -> (Phone, codes: [String]) {
        let begun = try await post(house, .contributor, "/api/second-factor", ["password": House.password])
        #expect(begun.status == 201, "\(begun.text)")
        let secret = try #require(begun.object["secret"] as? String)
        let phone = Phone(house: house, secret: try #require(Base32.bytes(secret)))
        #expect(phone.secret.count == 20)
        let link = try #require(begun.object["link"] as? String)
        #expect(
            link
                == "otpauth://totp/Quartet%20Ellandra:contributor%40ellandra.example?secret=\(secret)&issuer=Quartet%20Ellandra"
        )
        #expect(try await signIn(house).status == 201, "it does not count before it is confirmed")
        let path = "/api/second-factor/confirmations"
        #expect(try await post(house, .contributor, path, ["code": "000000"]).status == 422)
        let confirmed = try await post(house, .contributor, path, ["code": phone.code()])
        #expect(confirmed.status == 201, "\(confirmed.text)")
        house.clock.now = house.clock.now.adding(seconds: 60)
        return (phone, try #require(confirmed.object["codes"] as? [String]))
    }

    @Test func afterThePasswordACodeIsAskedFor() async throws {
        let house = try await House(), (phone, _) = try await enrol(house)
        let wrong = try await signIn(house, phone.code(), password: "not the password")
        #expect(wrong.status == 401 && wrong.object["needs"] == nil, "whoever has no password learns nothing")
        let asked = try await signIn(house)
        #expect(asked.status == 401 && asked.object["needs"] as? String == "code" && asked.headers[.setCookie] == nil)
        #expect(try await signIn(house, "12").object["needs"] as? String == "code")
        let typed = phone.code().prefix(3) + " " + phone.code().suffix(3)
        let code = phone.code()
        #expect(try await signIn(house, String(typed)).status == 201)
        #expect(try await signIn(house, code).status == 401, "each code is good once")
        #expect(try await signIn(house, phone.code(1)).status == 201, "a clock may differ by a step")
        house.clock.now = house.clock.now.adding(seconds: 120)
        #expect(try await signIn(house, phone.code(-2)).status == 401)
        #expect(try await signIn(house, phone.code(2)).status == 401)
        let rows = try await house.ask(.admin, .get, "/api/audit?event=codeFailed,secondFactorOn")
        #expect(rows.text.contains("secondFactorOn") && rows.text.contains("codeFailed"))
        #expect(!rows.text.contains(code))
    }

    @Test func recoveryCodesAreGoodOnceEach() async throws {
        let house = try await House(), (phone, codes) = try await enrol(house)
        #expect(codes.count == 10 && Set(codes).count == 10)
        #expect(codes.allSatisfy { $0.wholeMatch(of: /[a-z2-7]{4}(-[a-z2-7]{4}){3}/) != nil })
        #expect(try await signIn(house, codes[3].uppercased().replacing("-", with: " ")).status == 201)
        #expect(try await signIn(house, codes[3]).status == 401)
        let state = try await house.ask(.contributor, .get, "/api/second-factor")
        #expect(state.object["codesLeft"] as? Int == 9 && state.object["isOn"] as? Bool == true)
        house.clock.now = house.clock.now.adding(seconds: 3600)
        let path = "/api/second-factor/recovery-codes"
        #expect(try await post(house, .contributor, path, ["code": "123"]).status == 422)
        let renewed = try await post(house, .contributor, path, ["code": phone.code()])
        let fresh = try #require(renewed.object["codes"] as? [String])
        #expect(Set(fresh).isDisjoint(with: codes))
        #expect(try await signIn(house, codes[4]).status == 401, "the old ones are gone")
        #expect(try await signIn(house, fresh[0]).status == 201)
    }

    /// Whoever has the password may guess a few codes, and then one in five minutes.
    @Test func guessingIsSlow() async throws {
        let house = try await House(), (phone, _) = try await enrol(house)
        func guess(_ front: Front, from place: String) async throws -> [Int] {
            var statuses: [Int] = []
            for n in 0..<14 {
                let form = """
                    {"email":"\(house.hub.contributor.email)","password":"\(House.password)","code":"00000\(n % 10)"}
                    """
                statuses.append(try await front.ask(.post, "/api/session", form, from: place).status)
            }
            return statuses
        }
        let front = try await Front(house.hub.store)
        let strangers = try await guess(front, from: "192.0.2.1") + guess(front, from: "192.0.2.2")
        #expect(strangers == Array(repeating: 401, count: 5) + Array(repeating: 429, count: 23))
        for n in 0..<14 { _ = try await signIn(house, "00000\(n % 10)") }
        #expect(try await signIn(house, phone.code()).status == 429, "even from where it was right before")
        house.clock.now = house.clock.now.adding(seconds: 301)
        #expect(try await signIn(house, phone.code()).status == 201)
    }

    @Test func aLinkToANewPasswordDoesNotLeadAroundIt() async throws {
        let house = try await House(), (phone, _) = try await enrol(house), hub = house.hub
        let link = try await house.ask(.admin, .post, "/api/members/\(hub.contributor.id.text)/invitations")
        #expect(link.object["isReset"] as? Bool == true)
        #expect(link.object["expiresAt"] as? String == house.clock.now.adding(seconds: 86_400).text)
        let token = String((link.object["link"] as? String ?? "").split(separator: "#").last ?? "")
        let form = ["token": token, "password": "nine tall ships"], path = "/api/invitations/accept"
        let asked = try await post(house, .nobody, path, form)
        #expect(asked.status == 401 && asked.object["needs"] as? String == "code")
        #expect(try await signIn(house, phone.code()).status == 201, "the old password still stands")
        house.clock.now = house.clock.now.adding(seconds: 60)
        #expect(try await post(house, .nobody, path, form.merging(["code": phone.code()]) { $1 }).status == 201)
        #expect(try await post(house, .nobody, path, form.merging(["code": phone.code(1)]) { $1 }).status == 404)
    }

    @Test func anAdminTakesItAwayFromWhoLostIt() async throws {
        let house = try await House(), (phone, _) = try await enrol(house), hub = house.hub
        let path = "/api/members/\(hub.contributor.id.text)/second-factor-resets"
        #expect(try await house.ask(.admin, .post, path).status == 204)
        #expect(try await house.ask(.contributor, .get, "/api/home").status == 401, "their sessions end")
        #expect(try await signIn(house).status == 201)
        #expect(try await house.ask(.admin, .post, path).status == 404)
        let own = "/api/members/\(hub.admin.id.text)/second-factor-resets"
        #expect(try await house.ask(.admin, .post, own).status == 403)
        _ = phone
    }

    @Test func itIsSwitchedOffByACode() async throws {
        let house = try await House(), (phone, codes) = try await enrol(house)
        #expect(try await post(house, .contributor, "/api/second-factor/removals", ["code": "999999"]).status == 422)
        #expect(
            try await post(house, .contributor, "/api/second-factor/removals", ["code": phone.code()]).status == 204)
        #expect(try await signIn(house).status == 201)
        #expect(try await signIn(house, codes[0]).status == 201, "what is not asked for is not looked at")
    }

    /// Admins without one may set it up, and nothing else, from the moment the workspace asks for it.
    @Test func adminsMayBeMadeToHaveOne() async throws {
        let house = try await House(), hub = house.hub, hash = try await Front.passwords.hash(House.password)
        try await hub.write(as: hub.admin) { try $0.setPassword(of: hub.admin.id, hash: hash) }
        let setting = "/api/workspaces/\(hub.workspace.text)"
        #expect(try await house.ask(.admin, .patch, setting, #"{"requiresSecondFactor":true}"#).status == 200)
        let told = try await house.ask(.admin, .get, "/api/session")
        #expect(told.status == 403 && told.object["needs"] as? String == "secondFactor")
        for route in house.site.routes where route.access == .signedIn || route.access == .admin {
            let path = route.path.replacing(/\{[a-z]+\}/, with: hub.plan.text)
            let answer = try await house.ask(.admin, route.method, path, route.method == .get ? nil : "{}")
            #expect(answer.status == 403, "\(route.name): \(answer.text)")
        }
        #expect(try await house.ask(.leader, .get, "/api/home").status == 200)
        let form = ["email": hub.admin.email, "password": House.password]
        let entered = try await post(house, .nobody, "/api/session", form)
        #expect(entered.status == 201 && entered.text == #"{"needs":"secondFactor"}"#)
        let begun = try await post(house, .admin, "/api/second-factor", ["password": House.password])
        let phone = Phone(house: house, secret: Base32.bytes(begun.object["secret"] as? String ?? "") ?? [])
        let path = "/api/second-factor/confirmations"
        #expect(try await post(house, .admin, path, ["code": phone.code()]).status == 201)
        #expect(try await house.ask(.admin, .get, "/api/home").status == 200)
        house.clock.now = house.clock.now.adding(seconds: 60)
        #expect(try await post(house, .admin, "/api/second-factor/removals", ["code": phone.code()]).status == 403)
    }

    @Test func aNewPasswordEndsOtherSessions() async throws {
        let house = try await House(), path = "/api/password-changes", new = "nine tall ships"
        let wrong = try await post(house, .contributor, path, ["current": "not mine at all", "password": new])
        #expect(wrong.status == 422 && wrong.text.contains("\"field\":\"current\""))
        let weak = try await post(house, .contributor, path, ["current": House.password, "password": "password1234"])
        #expect(weak.status == 422 && weak.text.contains("\"field\":\"password\""))
        let other = try await House.signedIn(house, house.hub.contributor)
        #expect(try await house.ask(.nobody, .get, "/api/home", headers: other).status == 200)
        let link = try await house.ask(.admin, .post, "/api/members/\(house.hub.contributor.id.text)/invitations")
        #expect(
            try await post(house, .contributor, path, ["current": House.password, "password": new]).status == 204)
        #expect(try await house.ask(.contributor, .get, "/api/home").status == 200, "the one at hand goes on")
        #expect(try await house.ask(.nobody, .get, "/api/home", headers: other).status == 401)
        #expect(try await signIn(house).status == 401)
        #expect(try await signIn(house, password: new).status == 201)
        let token = String((link.object["link"] as? String ?? "").split(separator: "#").last ?? "")
        #expect(
            try await post(house, .nobody, "/api/invitations/lookup", ["token": token]).status == 404,
            "an older link is spent")
    }

    @Test func anAdminSignsSomebodyOut() async throws {
        let house = try await House(), path = "/api/members/\(house.hub.contributor.id.text)/sessions"
        #expect(try await house.ask(.admin, .delete, path).status == 204)
        #expect(try await house.ask(.contributor, .get, "/api/home").status == 401)
        let states = try await house.ask(.admin, .get, "/api/sign-in-states").object["items"] as? [[String: Any]]
        let state = states?.first { $0["member"] as? String == house.hub.contributor.id.text }
        #expect(state?["hasPassword"] as? Bool == true && state?["lastSeenAt"] is NSNull)
    }
}
