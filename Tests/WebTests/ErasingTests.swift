import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite struct ErasingTests {
    /// Nobody would be shown an older snapshot, but it would lie there with the name in it.
    @Test func noOlderSnapshotStaysInMemory() async throws {
        let house = try await House(), hub = house.hub
        func kept() async throws -> String {
            let page = try await house.front.ask(.get, "/metrics", from: "127.0.0.1")
            return String(try #require(page.text.split(separator: "\n").first { $0.hasPrefix("quartet_snapshots ") }))
        }
        for who in [Who.manager, .guest] {
            let answer = try await house.ask(who, .get, "/api/plans/\(hub.plan.text)/snapshot")
            #expect(answer.status == 200)
        }
        #expect(try await kept() == "quartet_snapshots 2")
        _ = try await house.ask(.admin, .patch, "/api/members/\(hub.viewer.id.text)", #"{"archived":true}"#)
        let path = "/api/members/\(hub.viewer.id.text)/erasures"
        #expect(try await house.ask(.admin, .post, path, #"{"name":"Viewer"}"#).status == 204)
        #expect(try await kept() == "quartet_snapshots 0")
    }
}
