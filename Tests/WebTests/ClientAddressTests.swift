import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct ClientAddressTests {
    private func client(_ trusted: String, _ peer: String, _ forwarded: String...) -> String {
        (TrustedProxies(trusted) ?? TrustedProxies()).client(of: peer, forwarded: forwarded)
    }

    @Test func whoIsNotTrustedIsNotBelieved() {
        #expect(TrustedProxies().client(of: "127.0.0.1", forwarded: ["192.0.2.1"]) == "127.0.0.1")
        #expect(client("10.0.0.1", "203.0.113.9", "192.0.2.1") == "203.0.113.9")
        #expect(client("10.0.0.0/8", "11.0.0.1", "192.0.2.1") == "11.0.0.1")
        #expect(client("10.0.0.1", "", "192.0.2.1") == "")
    }

    @Test func theRightmostThatIsNotAProxyAsks() {
        #expect(client("10.0.0.1", "10.0.0.1", "192.0.2.1") == "192.0.2.1")
        #expect(client("10.0.0.1", "10.0.0.1", "6.6.6.6, 192.0.2.1") == "192.0.2.1", "what stands left is made up")
        #expect(client("10.0.0.0/8", "10.0.0.1", "6.6.6.6, 192.0.2.1, 10.9.9.9") == "192.0.2.1")
        #expect(client("10.0.0.0/8", "10.0.0.1", "6.6.6.6", "192.0.2.1, 10.9.9.9") == "192.0.2.1", "in two headers")
        #expect(client("10.0.0.0/8", "10.0.0.1", "10.0.0.3, 10.0.0.2") == "10.0.0.3")
        #expect(client("10.0.0.0/8", "10.0.0.1") == "10.0.0.1")
    }

    @Test func whatIsNoAddressEndsTheWalk() {
        #expect(client("10.0.0.1", "10.0.0.1", "192.0.2.1, unknown") == "10.0.0.1")
        #expect(client("10.0.0.1", "10.0.0.1", "192.0.2.1,") == "10.0.0.1")
        #expect(client("10.0.0.0/8", "10.0.0.1", "192.0.2.1, x'; DROP TABLE session, 10.0.0.2") == "10.0.0.2")
        #expect(client("10.0.0.1", "10.0.0.1", "192.0.2.1:4711") == "192.0.2.1")
        #expect(client("::1", "::1", "[2001:DB8:0:0::7]:4711") == "2001:db8::7")
        #expect(client("2001:db8::/32", "2001:db8:ffff::1", "::ffff:192.0.2.1") == "192.0.2.1")
        #expect(client("127.0.0.1", "::ffff:127.0.0.1", "192.0.2.1") == "192.0.2.1")
    }

    @Test(arguments: ["", " ", "10.0.0.1/33", "::/129", "localhost", "10.0.0.1,,10.0.0.2", "10.0.0.1/8/9", "10/8"])
    func whatNamesNoProxyIsRefused(text: String) { #expect(TrustedProxies(text) == nil) }

    @Test func sessionsAndTheAuditSayFromWhere() async throws {
        let hub = try await TestSupport.Hub(), hash = try await Front.passwords.hash(House.password)
        try await hub.write(as: hub.manager) { try $0.setPassword(of: hub.manager.id, hash: hash) }
        let front = try await Front(hub.store, proxies: TrustedProxies("10.0.0.0/8") ?? TrustedProxies())
        let body = #"{"email":"\#(hub.manager.email)","password":"\#(House.password)"}"#
        var seen: [String] = []
        for (peer, forwarded) in [
            ("10.0.0.5", "6.6.6.6, 192.0.2.1"), ("203.0.113.9", "192.0.2.77"), ("10.0.0.5", "2001:db8::9"),
        ] {
            let answer = try await front.ask(
                .post, "/api/session", body, headers: [HTTPField.Name("X-Forwarded-For")!: forwarded], from: peer)
            #expect(answer.status == 201)
            let cookie = String(answer.headers[.setCookie]?.prefix { $0 != ";" } ?? "")
            let list = try await front.ask(.get, "/api/sessions", headers: [.cookie: cookie], from: peer)
            let items = list.object["items"] as? [[String: Any]]
            seen.append(items?.first { $0["current"] as? Bool == true }?["address"] as? String ?? "")
        }
        #expect(seen == ["192.0.2.1", "203.0.113.9", "2001:db8::9"])
        let (lines, _) = try await hub.read(as: hub.admin) { try $0.audit(AuditQuery()) }
        let text = String(decoding: lines, as: UTF8.self)
        for address in seen { #expect(text.contains("\"address\":\"\(address)\"")) }
        #expect(!text.contains("6.6.6.6") && !text.contains("192.0.2.77"))
    }
}
