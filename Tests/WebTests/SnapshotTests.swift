import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite struct SnapshotTests {
    private func path(_ house: House) -> String { "/api/plans/\(house.hub.plan.text)/snapshot" }

    @Test func builtOnceAndAnewAfterAChange() async throws {
        let house = try await House(), path = path(house)
        func source(_ who: Who) async throws -> String {
            let timing = try await house.ask(who, .get, path).headers[.serverTiming] ?? ""
            return String(timing.split(separator: "=").last ?? "")
        }
        #expect(try await source(.manager) == "built")
        #expect(try await source(.manager) == "memory")
        #expect(try await source(.stranger) == "memory", "all of the staff see the same")
        #expect(try await source(.guest) == "built", "guests get less of the account")
        #expect(try await source(.guest) == "memory")
        _ = try await house.ask(.manager, .patch, "/api/tasks/\(house.hub.task.text)", #"{"title":"Write"}"#)
        #expect(try await source(.manager) == "built")
        #expect(try await house.ask(.manager, .get, path).text.contains("\"title\":\"Write\""))
        _ = try await house.ask(.manager, .patch, "/api/accounts/\(house.hub.account.text)", #"{"notes":"Quiet"}"#)
        #expect(try await source(.viewer) == "built", "the account stands in it too")
    }

    @Test func whoMayNoLongerSeeItGetsNothing() async throws {
        let house = try await House(), path = path(house)
        for _ in 1...2 { #expect(try await house.ask(.stranger, .get, path).status == 200) }
        let restricting = try await house.ask(
            .manager, .patch, "/api/plans/\(house.hub.plan.text)", #"{"access":"restricted"}"#)
        #expect(restricting.status == 200)
        #expect(try await house.ask(.stranger, .get, path).status == 404)
        #expect(try await house.ask(.viewer, .get, path).status == 200)
        #expect(
            try await house.ask(.admin, .delete, "/api/plan-members/\(house.planMember.text)").status == 204)
        #expect(try await house.ask(.viewer, .get, path).status == 404)
    }

    @Test func whatTheBrowserHasIsNotSentAgain() async throws {
        let house = try await House(), path = path(house)
        let etag = try #require(try await house.ask(.manager, .get, path).headers[.eTag])
        #expect(etag.contains(house.hub.store.epoch))
        let same = try await house.ask(.viewer, .get, path, headers: [.ifNoneMatch: etag])
        #expect(same.status == 304 && same.text.isEmpty && same.headers[.eTag] == etag)
        let unseen = "/api/plans/\(house.hub.restricted.text)/snapshot"
        #expect(try await house.ask(.viewer, .get, unseen, headers: [.ifNoneMatch: "*"]).status == 404)
        _ = try await house.ask(.manager, .post, "/api/comments", #"{"plan":"\#(house.hub.plan.text)","text":"Hi"}"#)
        #expect(try await house.ask(.viewer, .get, path, headers: [.ifNoneMatch: etag]).status == 200)
    }

    /// A backup that is restored has the same records by the same numbers, and is another history.
    @Test func whatWasReadOfAnotherHistoryDoesNotHold() async throws {
        let house = try await House(),
            lists = ["/api/members?limit=1", "/api/changes?limit=1", "/api/search?q=ma&limit=1"]
        let etag = try #require(try await house.ask(.manager, .get, path(house)).headers[.eTag])
        var pages: [String] = []
        for list in lists {
            let next = try await house.ask(.manager, .get, list).text.firstMatch(of: /"next":"([^"]+)"/)
            pages.append("\(list)&after=\(try #require(next?.output.1))")
        }
        for page in pages { #expect(try await house.ask(.manager, .get, page).status == 200) }
        try await house.hub.store.write(as: .quartet, at: TestSupport.Hub.now) {
            try $0.connection.run("UPDATE setting SET value = 'another' WHERE name = 'epoch'")
        }
        for page in pages {
            let answer = try await house.ask(.manager, .get, page)
            #expect(answer.status == 410 && answer.text.contains("backup has been restored"), "\(page) \(answer.text)")
        }
        let other = etag.replacing(house.hub.store.epoch, with: "another")
        #expect(try await house.ask(.manager, .get, path(house), headers: [.ifNoneMatch: other]).status == 200)
    }

    @Test func compressedForThoseWhoCan() async throws {
        let house = try await House()
        let plain = try await house.ask(.manager, .get, path(house))
        let small = try await house.ask(.manager, .get, path(house), headers: [.acceptEncoding: "gzip"])
        #expect(small.headers[.contentEncoding] == "gzip" && plain.headers[.contentEncoding] == nil)
        let (few, many) = (small.headers[.contentLength] ?? "", plain.headers[.contentLength] ?? "")
        #expect(try #require(Int(few)) < #require(Int(many)) / 2)
    }

    @Test func theLeastRecentlyUsedIsForgottenFirst() {
        let cache = SnapshotCache(limit: 2500), bytes = [UInt8](repeating: 65, count: 990)
        func version(_ n: UInt64, _ seq: Int64 = 1, isForStaff: Bool = true) -> SnapshotVersion {
            SnapshotVersion(plan: ID(Identifier(high: n, low: 0)), seq: seq, isForStaff: isForStaff)
        }
        for n in 1...2 { _ = cache.keep(bytes, as: version(UInt64(n))) }
        #expect(cache.count == 2 && cache[version(1)] != nil)
        _ = cache.keep(bytes, as: version(3))
        #expect(cache[version(1)] != nil && cache[version(2)] == nil && cache[version(3)] != nil)
        _ = cache.keep(bytes, as: version(3, 2))
        #expect(cache[version(3)] == nil && cache[version(3, 2)] != nil && cache.size <= 3000)
        _ = cache.keep([UInt8](repeating: 65, count: 9000), as: version(4))
        #expect(cache.size <= 3000)
    }
}
