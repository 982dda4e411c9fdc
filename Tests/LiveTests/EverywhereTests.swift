import Domain
import Live
import Testing

/// Streams of everything that their member may see.
@Suite(.timeLimit(.minutes(5))) struct EverywhereTests {
    let hub = Hub(epoch: "e", after: 0)

    private func open(_ hidden: [Int], seq: Int64 = 0, asked: [Int] = [], since: Int64? = 0) throws -> EventStream {
        try hub.open(
            session: "s", Made.grant(1, [], hidden: hidden, seq: seq), asked: asked.map(Made.plan), since: since)
    }
    /// A change of the plan itself, by which rights may be others.
    private func planned(_ seq: Int64, _ plan: Int) -> Entry {
        Made.entry(seq, .plan(Made.plan(plan)), kind: "plan", record: Made.plan(plan).raw)
    }
    private func publish(_ plans: Int...) {
        hub.publish(figures: plans.map { (Made.plan($0), Array("{\"plan\":\"\(Made.plan($0).text)\"}".utf8)) })
    }
    private func figures(_ events: [Event]) -> [String] { events.filter { $0.name == "figures" }.map(\.data) }

    @Test func hearsOfEveryPlanButTheHidden() async throws {
        let stream = try open([3])
        _ = await stream.events()
        hub.publish((1...4).map { Made.entry(Int64($0), .plan(Made.plan($0))) })
        publish(1, 3, 4)
        let events = await stream.events()
        #expect(events.compactMap(\.id) == ["e.1", "e.2", "e.4"])
        #expect(figures(events).count == 2 && !figures(events).contains { $0.contains(Made.plan(3).text) })
        hub.publish([Made.entry(5, .plan(Made.plan(3))), Made.entry(6, .member(Made.member(2)))])
        publish(3)
        hub.publish([Made.entry(7, .everyone)])
        #expect(await stream.events().compactMap(\.id) == ["e.7"])
    }

    @Test func entriesComeBeforeTheFiguresThatTheyMoved() async throws {
        let stream = try open([])
        _ = await stream.events()
        publish(1)
        hub.publish([Made.entry(1, .plan(Made.plan(1)))])
        publish(1)
        #expect(await stream.events().map(\.name) == ["entry", "figures"], "and the newest is enough")
    }

    @Test func aPlanThatBecomesHiddenTakesItsFiguresAlong() async throws {
        let stream = try open([])
        _ = await stream.events()
        publish(2, 5)
        hub.publish([planned(1, 2), Made.entry(2, .plan(Made.plan(2)))])
        publish(2)
        #expect(await stream.next() == .recheck, "nothing is given out before rights are read anew")
        #expect(await stream.next() == .recheck)
        stream.renew(Made.grant(1, [], hidden: [2], seq: 2))
        hub.publish([Made.entry(3, .plan(Made.plan(5)))])
        publish(2)
        let events = await stream.events()
        #expect(events.compactMap(\.id) == ["e.3"])
        #expect(figures(events) == ["{\"plan\":\"\(Made.plan(5).text)\"}"])
    }

    @Test func aPlanThatIsNewMayBeHidden() async throws {
        let stream = try open([]), little = try hub.open(session: "t", Made.grant(2, [1]), asked: [], since: 0)
        _ = (await stream.events(), await little.events())
        hub.publish([planned(1, 7)])
        publish(7)
        #expect(await stream.next() == .recheck)
        stream.renew(Made.grant(1, [], hidden: [7], seq: 1))
        hub.publish([Made.entry(2, .plan(Made.plan(7))), Made.entry(3, .plan(Made.plan(8)), .everyone)])
        let (events, few) = (await stream.events(), await little.events())
        #expect(events.map(\.changes) == [[3, 4]] && events.allSatisfy { $0.name == "entry" })
        #expect(few.map(\.changes) == [[4]], "a stream of one's own plans is not asked for others'")
    }

    @Test func aPlanThatIsSeenAgainIsHeardOfFromThereOn() async throws {
        let stream = try open([2])
        _ = await stream.events()
        hub.publish([Made.entry(1, .plan(Made.plan(2)))])
        publish(2)
        hub.publish([planned(2, 2)])
        #expect(await stream.next() == .recheck)
        stream.renew(Made.grant(1, [], hidden: [], seq: 2))
        let events = await stream.events()
        #expect(events.compactMap(\.id) == ["e.2"] && figures(events).isEmpty)
        publish(2)
        #expect(figures(await stream.events()).count == 1)
    }

    @Test func anotherRoleIsReadAnew() async throws {
        let stream = try open([])
        _ = await stream.events()
        hub.publish([
            Made.entry(1, .staff, kind: "member", record: Made.member(1).raw), Made.entry(2, .plan(Made.plan(1))),
            Made.entry(3, .plan(Made.plan(2))),
        ])
        #expect(await stream.next() == .recheck)
        // A guest now: of all plans only their own.
        stream.renew(Made.grant(1, [2], staff: false, seq: 3))
        #expect(await stream.events().compactMap(\.id) == ["e.3"])
        publish(1, 2)
        hub.publish([Made.entry(4, .plan(Made.plan(2))), Made.entry(5, .planStaff(Made.plan(2)))])
        let events = await stream.events()
        #expect(events.compactMap(\.id) == ["e.4"] && figures(events).isEmpty, "no figures are a guest's")
    }

    @Test func aPlanIsOpenOnTheScreenUntilItIsHidden() async throws {
        let stream = try open([3], asked: [1, 3])
        #expect(await stream.events().map(\.name) == ["hello", "gone", "presence"])
        hub.publish([planned(1, 1)])
        #expect(await stream.next() == .recheck)
        stream.renew(Made.grant(1, [], hidden: [1, 3], seq: 1))
        #expect(await stream.events().first?.data == "{\"plan\":\"\(Made.plan(1).text)\"}")
    }

    @Test func whoComesAgainLosesAndDoublesNothing() async throws {
        var limits = Hub.Limits()
        (limits.entries, limits.step) = (6, 400)
        let hub = Hub(epoch: "e", after: 0, limits: limits)
        let grant = Made.grant(1, [], hidden: [3])
        var journal: [Entry] = [], heard: [Int64] = [], last: Int64 = 0
        for round in 0..<20 {
            let stream = try hub.open(
                session: "s", Made.grant(1, [], hidden: [3], seq: Int64(journal.count)), asked: [], since: last)
            for n in 0..<round {
                let seq = Int64(journal.count) + 1
                journal.append(Made.entry(seq, n % 5 == 4 ? .everyone : .plan(Made.plan(1 + n % 4))))
                hub.publish([journal[Int(seq) - 1]])
            }
            // Reads some of it, and goes.
            for _ in 0..<round % 4 + 1 {
                var events: [Event] = []
                switch await stream.next() {
                case .send(let bytes): events = Event.all(in: bytes)
                case .behind(let since):
                    for entry in journal where entry.seq > since {
                        if let bytes = hub.event(entry, for: grant) { events += Event.all(in: bytes) }
                    }
                    stream.caughtUp(to: Int64(journal.count), Made.grant(1, [], hidden: [3], seq: Int64(journal.count)))
                case .recheck, .end: Issue.record("nobody's rights changed")
                }
                heard += events.flatMap(\.changes)
                last = events.compactMap { $0.id?.split(separator: ".").last.flatMap { Int64($0) } }.last ?? last
                if last == hub.newest(journal, grant) { break }
            }
            stream.close()
        }
        #expect(heard == journal.filter { hub.event($0, for: grant) != nil }.map(\.seq).filter { $0 <= last })
        #expect(heard.count > 60)
    }
}
extension Hub {
    /// The last that they see.
    fileprivate func newest(_ journal: [Entry], _ grant: Grant) -> Int64 {
        journal.last { event($0, for: grant) != nil }?.seq ?? 0
    }
}
