import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// A workspace from nothing.
@Suite struct SettingUpTests {
    private func body(_ token: Token, _ changes: [String: String] = [:]) -> String {
        var form = [
            "token": token.text, "workspace": "Ellandra", "currency": "EUR", "timeZone": "Europe/Vienna",
            "name": "Ada Lovelace", "email": "Ada@Ellandra.example", "password": "a quiet harbour",
        ]
        form.merge(changes) { $1 }
        let pairs = form.sorted { $0.key < $1.key }.map { "\"\($0)\":\"\($1)\"" }
        return "{\(pairs.joined(separator: ","))}"
    }

    private func empty(_ token: Token) async throws -> Front {
        let store = try Store(
            folder: nil, migrations: TestSupport.Hub.migrations, clock: { Hub.now }, newID: Ids().next)
        try await store.write(as: .quartet, at: Hub.now) { try $0.inviteFirstAdmin(tokenHash: token.hash) }
        return try await Front(store)
    }

    @Test func theFirstAdminComesInByTheLink() async throws {
        let token = Token(), front = try await empty(token)
        #expect(try await front.ask(.get, "/api/setup").text == "{\"open\":true}")
        let answer = try await front.ask(.post, "/api/setup", body(token))
        #expect(answer.status == 201)
        let member = try #require(answer.object["member"] as? [String: Any])
        #expect(member["role"] as? String == "admin" && member["email"] as? String == "ada@ellandra.example")
        #expect((answer.object["teams"] as? [[String: Any]])?.count == 4)
        #expect(try await front.ask(.get, "/api/setup").text == "{\"open\":false}")
        #expect(try await front.ask(.post, "/api/setup", body(token)).status == 409)
        let again = #"{"email":"ada@ellandra.example","password":"a quiet harbour"}"#
        #expect(try await front.ask(.post, "/api/session", again).status == 201)
    }

    @Test func withoutTheLinkNobodyDoes() async throws {
        let front = try await empty(Token())
        #expect(try await front.ask(.post, "/api/setup", body(Token())).status == 404)
        #expect(try await front.ask(.get, "/api/setup").text == "{\"open\":true}")
    }

    @Test func everyBadFieldIsNamedAtOnce() async throws {
        let token = Token(), front = try await empty(token)
        let answer = try await front.ask(
            .post, "/api/setup",
            body(
                token, ["workspace": " ", "currency": "euro", "timeZone": "Moon", "email": "ada", "password": "short"]))
        #expect(answer.status == 422)
        let fields = (answer.object["errors"] as? [[String: String]])?.compactMap { $0["field"] }
        #expect(Set(fields ?? []) == ["workspace", "currency", "timeZone", "email", "password"])
        let odd = try await front.ask(.post, "/api/setup", body(token, ["role": "admin"]))
        #expect(odd.status == 422 && odd.text.contains("\"field\":\"role\""))
    }
}
