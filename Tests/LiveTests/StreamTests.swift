import Domain
import Live
import Testing

@Suite struct StreamTests {
    let hub = Hub(epoch: "e", after: 0)

    func open(_ grant: Grant, asked: [Int] = [], since: Int64? = 0, session: String = "s") throws -> EventStream {
        try hub.open(session: session, grant, asked: asked.map(Made.plan), since: since)
    }

    @Test func beginsWithHelloAndPresence() async throws {
        let stream = try open(Made.grant(1, [1]), asked: [1])
        let events = await stream.events()
        #expect(events.map(\.name) == ["hello", "presence"])
        #expect(events.first == Event(id: "e.0", name: "hello", data: #"{"epoch":"e","seq":0}"#))
        let (plan, member) = (Made.plan(1).text, Made.member(1).text)
        #expect(events.last?.data == "{\"plan\":\"\(plan)\",\"members\":[\"\(member)\"],\"places\":[]}")
    }

    @Test func givesOneEventPerEntryWithItsLastSeq() async throws {
        let stream = try open(Made.grant())
        hub.publish([Made.entry(1, .plan(Made.plan(1)), .everyone), Made.entry(3, .staff)])
        let events = await stream.events()
        #expect(events.compactMap(\.id) == ["e.0", "e.2", "e.3"])
        #expect(events[1].changes == [1, 2])
        #expect(events[1].data.hasPrefix(#"{"seq":2,"entry":1,"at":"1970-01-01T00:00:00.000Z","actor":""#))
    }

    @Test func leavesOutWhatIsNotForThem() async throws {
        let guest = try open(Made.grant(1, [1], staff: false))
        hub.publish([
            Made.entry(1, .staff), Made.entry(2, .plan(Made.plan(2))), Made.entry(3, .member(Made.member(2))),
            Made.entry(4, .staff, .plan(Made.plan(1)), .plan(Made.plan(2)), .plan(Made.plan(1)), .staff),
            Made.entry(9, .plan(Made.plan(1))),
        ])
        let events = await guest.events()
        #expect(events.map(\.name) == ["hello", "entry", "entry"])
        #expect(events[1].changes == [5, 7])
        #expect(events[1].id == "e.8")
        #expect(events[2].changes == [9])
    }

    @Test func resumesFromWhereTheClientStopped() async throws {
        hub.publish((1...10).map { Made.entry($0, .everyone) })
        let stream = try open(Made.grant(seq: 10), since: 7)
        #expect(await stream.events().compactMap(\.id) == ["e.7", "e.8", "e.9", "e.10"])
    }

    /// The store may be ahead of the hub for a moment: what a snapshot holds already is not sent again.
    @Test func doesNotRepeatWhatTheGrantKnew() async throws {
        hub.publish([Made.entry(1, .everyone)])
        let stream = try open(Made.grant(seq: 2), since: 2)
        #expect(await stream.events().map(\.name) == ["hello"])
        hub.publish([Made.entry(2, .everyone)])
        hub.publish([Made.entry(3, .everyone)])
        #expect(await stream.events().compactMap(\.id) == ["e.3"])
    }

    @Test func saysResetToWhomItKnowsNot() async throws {
        hub.publish([Made.entry(1, .everyone)])
        let stream = try hub.open(session: "s", Made.grant(seq: 1), asked: [], since: nil, isReset: true)
        #expect(await stream.events().map(\.name) == ["hello", "reset"])
    }

    @Test func slowReaderIsSentBackToTheJournal() async throws {
        var limits = Hub.Limits()
        limits.entries = 4
        let hub = Hub(epoch: "e", after: 0, limits: limits)
        let stream = try hub.open(session: "s", Made.grant(), asked: [], since: 0)
        #expect(await stream.events().map(\.name) == ["hello"])
        for seq in 1...10 { hub.publish([Made.entry(Int64(seq), .everyone)]) }
        #expect(hub.figures.entries == 4)
        #expect(await stream.next() == .behind(since: 0))
        stream.caughtUp(to: 8, Made.grant(seq: 8))
        #expect(await stream.events().compactMap(\.id) == ["e.9", "e.10"])
    }

    @Test func tailIsBoundedInBytesToo() {
        var limits = Hub.Limits()
        limits.bytes = 1000
        let hub = Hub(epoch: "e", after: 0, limits: limits)
        for seq in 1...100 { hub.publish([Made.entry(Int64(seq), .everyone)]) }
        #expect(hub.figures.bytes <= 1000)
        #expect(hub.figures.entries > 1)
    }

    @Test func restartTellsToReadAnew() async throws {
        let hub = Hub(epoch: "e", after: 90)
        let stream = try hub.open(session: "s", Made.grant(seq: 90), asked: [], since: 3)
        #expect(await stream.events().map(\.name) == ["hello"])
        #expect(await stream.next() == .behind(since: 3))
        stream.restart(Made.grant(seq: 90))
        #expect(await stream.events() == [Event(id: "e.90", name: "reset", data: #"{"epoch":"e","seq":90}"#)])
    }

    @Test func givesOutInBoundedSteps() async throws {
        var limits = Hub.Limits()
        limits.step = 600
        let hub = Hub(epoch: "e", after: 0, limits: limits)
        hub.publish((1...50).map { Made.entry($0, .everyone) })
        let stream = try hub.open(session: "s", Made.grant(seq: 50), asked: [], since: 0)
        var seen: [String] = [], steps = 0
        while seen.count < 51 {
            guard case .send(let bytes) = await stream.next() else { break }
            #expect(bytes.count < 1000)
            seen += Event.all(in: bytes).compactMap(\.id)
            steps += 1
        }
        #expect(seen == (0...50).map { "e.\($0)" })
        #expect(steps > 10)
    }

    // MARK: rights

    @Test func givesNothingAfterAChangeOfRightsBeforeTheyAreReadAnew() async throws {
        let stream = try open(Made.grant(1, [1, 2]), asked: [1])
        _ = await stream.events()
        hub.publish([
            Made.entry(1, .plan(Made.plan(1))), Made.entry(2, .plan(Made.plan(1)), kind: "planMember"),
            Made.entry(3, .plan(Made.plan(1))), Made.entry(4, .plan(Made.plan(2))),
        ])
        #expect(await stream.events().compactMap(\.id) == ["e.1"])
        #expect(await stream.next() == .recheck)
        #expect(await stream.next() == .recheck)
        stream.renew(Made.grant(1, [2], seq: 4))
        let events = await stream.events()
        #expect(events.map(\.name) == ["gone", "entry"])
        #expect(events.first?.data == "{\"plan\":\"\(Made.plan(1).text)\"}")
        #expect(events.last?.changes == [4])
    }

    @Test func bringsTheEntryThatGaveTheRight() async throws {
        let stream = try open(Made.grant(1, []))
        _ = await stream.events()
        hub.publish([Made.entry(1, .plan(Made.plan(5)), kind: "planMember")])
        #expect(await stream.next() == .recheck)
        stream.renew(Made.grant(1, [5], seq: 1))
        #expect(await stream.events().first?.changes == [1])
        hub.publish([Made.entry(2, .plan(Made.plan(5)))])
        #expect(await stream.events().first?.changes == [2])
    }

    @Test func changedRoleIsReadAnewByThatMemberAlone() async throws {
        let (one, two) = (try open(Made.grant(1, [], staff: false)), try open(Made.grant(2, [], staff: false)))
        _ = (await one.events(), await two.events())
        hub.publish([Made.entry(1, .staff, kind: "member", record: Made.member(1).raw), Made.entry(2, .everyone)])
        #expect(await one.next() == .recheck)
        #expect(await two.events().first?.changes == [2])
    }

    @Test func tellsGoneForAPlanThatCannotBeSeen() async throws {
        let stream = try open(Made.grant(1, [1]), asked: [1, 3])
        #expect(await stream.events().map(\.name) == ["hello", "gone", "presence"])
    }

    // MARK: ends

    @Test func endsBySessionByMemberAndAll() async throws {
        let one = try open(Made.grant(1), session: "a"), two = try open(Made.grant(2), session: "b")
        let three = try open(Made.grant(3), session: "c")
        for stream in [one, two, three] { _ = await stream.events() }
        hub.end(session: "a")
        hub.end(member: Made.member(2))
        #expect(await one.next() == .end(.revoked))
        #expect(await two.next() == .end(.revoked))
        hub.publish([Made.entry(1, .everyone)])
        #expect(await three.events().count == 1)
        hub.shutDown()
        #expect(await three.next() == .end(.shutdown))
        #expect(throws: Hub.Refusal.closed) { try open(Made.grant()) }
        for stream in [one, two, three] { stream.close() }
        #expect(hub.figures.streams == 0)
    }

    @Test func endedStreamGivesNothingMore() async throws {
        let stream = try open(Made.grant(), session: "a")
        hub.publish([Made.entry(1, .everyone)])
        hub.end(session: "a")
        #expect(await stream.next() == .end(.revoked))
    }

    @Test func endsWithItsReader() async throws {
        let stream = try open(Made.grant())
        _ = await stream.events()
        let reader = Task { await stream.next() }
        reader.cancel()
        #expect(await reader.value == .end(.cancelled))
    }

    @Test func beatsAndEndsInItsTime() async throws {
        let stream = try open(Made.grant())
        _ = await stream.events()
        hub.tick(at: .seconds(20))
        #expect(await stream.next() == .send(Array(": beat\n\n".utf8)))
        hub.tick(at: .seconds(3600))
        #expect(await stream.next() == .end(.lifetime))
    }

    @Test func isBoundedInNumber() throws {
        let open30 = try (1...30).map { _ in try open(Made.grant(1)) }
        #expect(throws: Hub.Refusal.tooManyStreams) { try open(Made.grant(1)) }
        #expect(open30.count == 30)
        _ = try open(Made.grant(2))
        #expect(throws: Hub.Refusal.tooManyPlans) { try open(Made.grant(3), asked: Array(1...51)) }
    }
}
