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
    func list(_ plan: Int, _ members: Int..., at places: [(Int, String, String?)] = []) -> String {
        let ids = members.map { "\"\(Made.member($0).text)\"" }.joined(separator: ",")
        let spots = places.map { member, place, doing in
            let word = doing.map { "\"\($0)\"" } ?? "null"
            return "{\"member\":\"\(Made.member(member).text)\",\"place\":\"\(place)\",\"doing\":\(word)}"
        }.joined(separator: ",")
        return "{\"plan\":\"\(Made.plan(plan).text)\",\"members\":[\(ids)],\"places\":[\(spots)]}"
    }
    func move(_ member: Int, to place: String?, doing: Place.Doing? = nil, tab: String = "") {
        hub.move(Made.member(member), tab: tab, to: place.flatMap { Place($0, doing: doing) }, on: Made.plan(1))
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

    @Test func guestsAreNotToldOfReviews() async throws {
        let guest = try hub.open(
            session: "9", Grant(member: Made.member(9), isStaff: false, plans: [Made.plan(1)], seq: 0),
            asked: [Made.plan(1)], since: 0)
        let colleague = try open(1, [1])
        _ = (await guest.events(), await colleague.events())
        move(1, to: "review:1", tab: "a")
        move(1, to: "task:2.title", tab: "b")
        move(1, to: "anything", doing: .leading, tab: "c")
        hub.tick(at: .seconds(20))
        #expect(present(await guest.events(), 1) == list(1, 1, 9, at: [(1, "task:2.title", nil)]))
        #expect(present(await colleague.events(), 1)?.contains("review:1") == true)
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

    @Test func tellsWhereSomebodyIsUntilTheyLeaveThePlace() async throws {
        let first = try open(1, [1]), second = try open(2, [1])
        _ = (await first.events(), await second.events())
        move(2, to: "objective:7.target")
        #expect(present(await first.events(), 1) == list(1, 1, 2, at: [(2, "objective:7.target", nil)]))
        move(2, to: "comments:7", doing: .typing)
        #expect(present(await first.events(), 1) == list(1, 1, 2, at: [(2, "comments:7", "typing")]))
        move(2, to: nil)
        #expect(present(await first.events(), 1) == list(1, 1, 2))
    }

    @Test func aPlaceHoldsWhileItIsToldAgain() async throws {
        let first = try open(1, [1]), second = try open(2, [1])
        move(2, to: "task:7.title")
        _ = (await first.events(), await second.events())
        hub.tick(at: .seconds(19))
        move(2, to: "task:7.title")
        hub.tick(at: .seconds(40))
        #expect(await first.next() == .send(Array(": beat\n\n".utf8)))
        hub.tick(at: .seconds(49))
        #expect(present(await first.events(), 1) == list(1, 1, 2))
    }

    @Test func aPlaceEndsWithTheStream() async throws {
        let first = try open(1, [1]), second = try open(2, [1])
        move(2, to: "task:7.title")
        _ = (await first.events(), await second.events())
        second.close()
        hub.tick(at: .seconds(4))
        #expect(present(await first.events(), 1) == list(1, 1))
        move(2, to: "task:7.title")
        hub.tick(at: .seconds(20))
        #expect(await first.next() == .send(Array(": beat\n\n".utf8)))
    }

    @Test func tabsOfOneMemberAreEachSomewhereAndFewAreKept() async throws {
        let first = try open(1, [1]), second = try open(2, [1])
        move(2, to: "task:1.title", tab: "a")
        move(2, to: "task:2.title", tab: "b")
        move(2, to: "task:2.title", tab: "c")
        _ = await second.events()
        let both = [(2, "task:1.title", String?.none), (2, "task:2.title", nil)]
        #expect(present(await first.events(), 1) == list(1, 1, 2, at: both))
        // One that goes back to the other window leaves nothing but its own place.
        move(2, to: nil, tab: "b")
        #expect(present(await first.events(), 1) == list(1, 1, 2, at: both))
        for tab in 3...12 { move(2, to: "task:\(tab).title", tab: "\(tab)") }
        hub.tick(at: .seconds(1))
        let newest = (5...12).map { (2, "task:\($0).title", String?.none) }
        #expect(present(await first.events(), 1) == list(1, 1, 2, at: newest))
    }

    @Test func whoMovesWildlyIsToldWhenTimePasses() async throws {
        let first = try open(1, [1]), second = try open(2, [1])
        for turn in 1...100 { move(2, to: "task:\(turn).title") }
        _ = (await first.events(), await second.events())
        move(2, to: "task:101.title")
        hub.tick(at: .milliseconds(500))
        #expect(present(await first.events(), 1) == list(1, 1, 2, at: [(2, "task:101.title", nil)]))
        hub.tick(at: .seconds(20))
        #expect(await first.next() == .send(Array(": beat\n\n".utf8)))
    }

    @Test func whoLosesThePlanIsNowhereOnIt() async throws {
        let first = try open(1, [1]), second = try open(2, [1])
        move(2, to: "task:7.title")
        _ = (await first.events(), await second.events())
        second.renew(Made.grant(2, [], seq: 1))
        move(2, to: "task:8.title")
        hub.tick(at: .seconds(1))
        #expect(present(await first.events(), 1) == list(1, 1))
    }

    @Test(arguments: ["", "a b", "a\"b", "ä", "a\u{0}", String(repeating: "a", count: 201)])
    func placesAreNamesOnly(name: String) { #expect(Place(name) == nil) }
}
