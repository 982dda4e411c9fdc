import Domain
import Foundation
import HTTPTypes
import NIOCore
import TestSupport
import Testing

@testable import Web

/// What happens to a request before it comes to its route.
@Suite struct DoorTests {
    private func head(_ method: HTTPRequest.Method, _ fields: HTTPFields) -> HTTPRequest {
        var head = HTTPRequest(method: method, scheme: "https", authority: "quartet.example:8443", path: "/api/tasks")
        head.headerFields = fields
        return head
    }

    @Test func onlyOurOwnPagesChangeAnything() {
        let allowed: [HTTPFields] = [
            [.secFetchSite: "same-origin"], [.origin: "https://quartet.example:8443"], [:],
            [.secFetchSite: "same-origin", .cookie: "a=b"], [.origin: "https://QUARTET.example:8443", .cookie: "a=b"],
        ]
        let refused: [HTTPFields] = [
            [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"], [.origin: "https://evil.example"],
            [.origin: "null"], [.cookie: "a=b"], [.origin: "http://quartet.example:8443"],
            [.secFetchSite: "cross-site", .origin: "https://quartet.example:8443"],
            [.origin: "https://quartet.example:8443.evil.example"],
        ]
        for method in [HTTPRequest.Method.post, .patch, .delete, .put] {
            for fields in allowed { #expect(SameOrigin.isAllowed(head(method, fields)), "\(fields)") }
            for fields in refused { #expect(!SameOrigin.isAllowed(head(method, fields)), "\(fields)") }
        }
        for fields in refused { #expect(SameOrigin.isAllowed(head(.get, fields))) }
    }

    @Test func everyAnswerCarriesWhatProtects() async throws {
        let house = try await House()
        for (path, type) in [
            ("/", "text/html; charset=utf-8"), ("/healthz", "application/json"),
            ("/api/none", "application/problem+json"), ("/none.js", "application/problem+json"),
            ("/api/home", "application/problem+json"),
        ] {
            let answer = try await house.ask(.nobody, .get, path)
            #expect(answer.headers[.contentType] == type, "\(path)")
            #expect(answer.headers[.contentSecurityPolicy]?.contains("default-src 'self'") == true)
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.headers[.strictTransportSecurity] != nil)
            #expect(answer.headers[.cacheControl] == (path == "/" ? "no-cache" : "no-store"))
            #expect(answer.headers[.requestID]?.isEmpty == false)
        }
    }

    @Test func figuresAreForThisMachineAlone() throws {
        let forwarded = try #require(HTTPField.Name("X-Forwarded-For"))
        #expect(Metrics.isLocal("127.0.0.1", [:]) && Metrics.isLocal("::1", [:]))
        #expect(!Metrics.isLocal("127.0.0.1", [forwarded: "192.0.2.1"]))
        for address in ["", "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"] { #expect(!Metrics.isLocal(address, [:])) }
    }

    @Test func problemsAreForPeopleAndForPrograms() async throws {
        let house = try await House()
        let answer = try await house.ask(.contributor, .post, "/api/tasks", #"{"title": "", "bogus": 1}"#)
        #expect(answer.status == 422)
        #expect(answer.object["request"] as? String == answer.headers[.requestID])
        let fields = (answer.object["errors"] as? [[String: String]])?.compactMap { $0["field"] }
        #expect(fields == ["bogus", "plan", "team", "title"])
    }

    @Test(arguments: [
        ("", 1, 1), ("[1]", 1, 1), ("{\"a\":\n  nope}", 2, 3), ("{\"a\":1,\"a\":2}", 1, 8), ("{\"a\":{}}", 1, 6),
    ])
    func brokenJSONIsPlaced(body: String, line: Int, column: Int) async throws {
        let house = try await House()
        let answer = try await house.ask(.contributor, .post, "/api/tasks", body)
        #expect(answer.status == 400)
        let place = "line \(line), column \(column)"
        #expect((answer.object["detail"] as? String)?.contains(place) == true, "\(answer.text)")
    }

    @Test func bodiesAreBounded() async throws {
        let house = try await House(), json = HTTPFields()
        let large = "{\"title\":\"" + String(repeating: "x", count: 1 << 20) + "\"}"
        #expect(try await house.ask(.contributor, .post, "/api/tasks", large, headers: json).status == 413)
        let lying = try await house.ask(.contributor, .post, "/api/tasks", "{}", headers: [.contentLength: "99999999"])
        #expect(lying.status == 413)
        let small = try await house.ask(.contributor, .post, "/api/tasks", large, headers: [.contentLength: "2"])
        #expect(small.status == 413)
        for type in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""] {
            let answer = try await house.ask(.contributor, .post, "/api/tasks", "{}", headers: [.contentType: type])
            #expect(answer.status == 415, "\(type)")
        }
        let typed = try await house.ask(
            .contributor, .post, "/api/tasks", "{}", headers: [.contentType: "Application/JSON; charset=utf-8"])
        #expect(typed.status == 422)
    }

    @Test func headersAreBounded() async throws {
        let house = try await House()
        var many = HTTPFields()
        for n in 0..<120 { many[try #require(HTTPField.Name("X-\(n)"))] = "y" }
        #expect(try await house.ask(.admin, .get, "/api/home", headers: many).status == 431)
        let long: HTTPFields = [.accept: String(repeating: "a", count: 40_000)]
        #expect(try await house.ask(.admin, .get, "/api/home", headers: long).status == 431)
        #expect(try await house.ask(.admin, .get, "/" + String(repeating: "a", count: 17_000)).status == 431)
    }

    @Test func otherMethodsAreNamed() async throws {
        let house = try await House()
        let answer = try await house.ask(.admin, .put, "/api/tasks")
        #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD, POST")
        #expect(try await house.ask(.admin, .delete, "/api/teams/\(house.hub.teams[0].text)").status == 405)
        #expect(try await house.ask(.admin, .post, "/index.html").status == 405)
        #expect(try await house.ask(.admin, .get, "/api").status == 404)
    }

    @Test func keysAndRevsAreLookedAt() async throws {
        let house = try await House(), task = "/api/tasks/\(house.hub.task.text)", body = #"{"title":"Call"}"#
        for header in ["17", "\"x\"", "\"\"", "*", "\"-1\""] {
            let answer = try await house.ask(.contributor, .patch, task, body, headers: [.ifMatch: header])
            #expect(answer.status == 400, "\(header)")
        }
        let odd = try await house.ask(.contributor, .patch, task, body, headers: [.idempotencyKey: "again"])
        #expect(odd.status == 400)
        let key: HTTPFields = [.idempotencyKey: "01994000-0000-7000-8000-000000000001"]
        let first = try await house.ask(.contributor, .patch, task, body, headers: key)
        let second = try await house.ask(.contributor, .patch, task, body, headers: key)
        #expect(first.status == 200 && first.text == second.text)
        #expect(first.headers[.quartetEntry] == second.headers[.quartetEntry])
        let other = try await house.ask(.contributor, .patch, task, #"{"title":"Write"}"#, headers: key)
        #expect(other.status == 422)
    }

    @Test func aClashOfOneFieldShowsBothSides() async throws {
        let house = try await House(), task = "/api/tasks/\(house.hub.task.text)"
        let rev = try #require(try await house.ask(.contributor, .get, task).object["rev"] as? Int)
        _ = try await house.ask(.manager, .patch, task, #"{"title":"Theirs"}"#)
        let seen: HTTPFields = [.ifMatch: "\"\(rev)\""]
        let clash = try await house.ask(.contributor, .patch, task, #"{"title":"Yours"}"#, headers: seen)
        #expect(clash.status == 409)
        let sides = try #require((clash.object["conflicts"] as? [[String: String]])?.first)
        #expect(sides["field"] == "title" && sides["theirs"] == "Theirs" && sides["yours"] == "Yours")
        #expect(sides["by"] == house.hub.manager.id.text && sides["at"] == house.clock.now.text)
        #expect((clash.object["record"] as? [String: Any])?["title"] as? String == "Theirs")
        let merged = try await house.ask(.contributor, .patch, task, #"{"status":"doing"}"#, headers: seen)
        #expect(merged.status == 200 && merged.object["title"] as? String == "Theirs")
    }
}
