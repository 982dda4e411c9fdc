import Domain
import Live
import Testing

@Suite struct PresenceTests {
    let hub = Hub(epoch: "e", after: 0)

    func open(_ member: Int, _ plans: [Int]) throws -> EventStream {
        try hub.open(session: "\(member)", Made.grant(member, plans), asked: plans.map(Made.plan), since: 0)
    }
    func present(_ events: [Event], _ plan: Int) -> String? {
        events.last { $0.name == "presence" && $0.data.contains(Made.plan(plan).text) }?.data
    }
    func list(_ plan: Int, _ members: Int...) -> String {
        let ids = members.map { "\"\(Made.member($0).text)\"" }.joined(separator: ",")
        return "{\"plan\":\"\(Made.plan(plan).text)\",\"members\":[\(ids)]}"
    }

    @Test func tellsWhoComesToThoseWhoHaveThePlanOpen() async throws {
        let first = try open(1, [1]), elsewhere = try open(3, [2])
        _ = (await first.events(), await elsewhere.events())
        let second = try open(2, [1])
        #expect(present(await second.events(), 1) == list(1, 1, 2))
        #expect(present(await first.events(), 1) == list(1, 1, 2))
        hub.tick(at: .seconds(20))
        #expect(await elsewhere.next() == .send(Array(": beat\n\n".utf8)))
    }

    @Test func secondTabOfTheSameMemberIsNoNews() async throws {
        let first = try open(1, [1])
        _ = await first.events()
        let tab = try open(1, [1])
        tab.close()
        hub.tick(at: .seconds(10))
        hub.tick(at: .seconds(20))
        #expect(await first.next() == .send(Array(": beat\n\n".utf8)))
    }

    @Test func reloadDoesNotFlicker() async throws {
        let first = try open(1, [1]), before = try open(2, [1])
        _ = await first.events()
        before.close()
        hub.tick(at: .seconds(1))
        let after = try open(2, [1])
        hub.tick(at: .seconds(20))
        #expect(await first.next() == .send(Array(": beat\n\n".utf8)))
        after.close()
        hub.tick(at: .seconds(22))
        hub.tick(at: .seconds(24))
        #expect(present(await first.events(), 1) == list(1, 1))
    }

    @Test func whoLosesThePlanIsGoneFromItAtOnce() async throws {
        let first = try open(1, [1]), second = try open(2, [1])
        _ = (await first.events(), await second.events())
        hub.publish([Made.entry(1, .plan(Made.plan(1)), kind: "plan", record: Made.plan(1).raw)])
        #expect(await second.next() == .recheck)
        second.renew(Made.grant(2, [], seq: 1))
        #expect(await second.events().map(\.name) == ["gone"])
        #expect(await first.next() == .recheck)
        first.renew(Made.grant(1, [1], seq: 1))
        hub.tick(at: .seconds(1))
        #expect(present(await first.events(), 1) == list(1, 1))
    }
}
