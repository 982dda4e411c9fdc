import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Live
import Logging
import NIOCore
import NIOEmbedded
import Store
import Synchronization
import TestSupport
import Testing

@testable import Web

/// The stream of one member, read without a socket.
private final class Ear: Sendable {
    private let heard = Mutex(""), reading: LiveStream.Reading, live: LiveStream

    /// - Parameter path: what stands behind `/api/live`
    init(_ house: House, _ member: Member, _ path: String, lastEventID: String? = nil) async throws {
        let token = Token()
        _ = try await house.hub.write(as: member) {
            try $0.openSession(of: member.id, tokenHash: token.hash, device: "Firefox", address: "::1")
        }
        var head = HTTPRequest(method: .get, scheme: "https", authority: "quartet.example", path: "/api/live" + path)
        head.headerFields[.cookie] = "\(Sessions.cookie)=\(token.text)"
        head.headerFields[HTTPField.Name("Last-Event-ID")!] = lastEventID
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let logger = Logger(label: "quartet", factory: { _ in SwiftLogNoOpLogHandler() })
        let context = Web.Context(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: logger))
        let sessions = Sessions(store: house.hub.store, hub: house.site.hub), now = house.clock.now
        live = LiveStream(store: house.hub.store, hub: house.site.hub, sessions: sessions, clock: { now })
        let session = try await sessions.current(request, context, at: now)
        reading = try await live.begin(Call(request: request, context: context, session: session, now: now))
    }

    /// Reads until the stream ends.
    func listen() async throws {
        defer { reading.stream.close() }
        try await live.follow(reading) { buffer in heard.withLock { $0 += String(buffer: buffer) } }
    }

    var text: String { heard.withLock { $0 } }
    /// The entries that came, as they came.
    var entries: [String] { text.components(separatedBy: "\n\n").filter { $0.contains("event: entry") } }

    /// Returns once this was heard; the test's time limit says how long that may take.
    func hears(_ words: String) async { while !text.contains(words) { await Task.yield() } }

    func end(of house: House) { house.site.hub.end(member: reading.member) }
}

@Suite(.timeLimit(.minutes(1))) struct LiveStreamTests {
    /// Hands on what was committed since the house was opened.
    private func publish(_ house: House) { house.site.hub.publish(house.hub.log.entries) }

    private func listen(_ house: House, _ ear: Ear, while body: () async throws -> Void) async throws {
        async let reading: Void = ear.listen()
        try await body()
        ear.end(of: house)
        try await reading
    }

    @Test func theJournalTellsTheSameAsTheTail() async throws {
        let house = try await House(), plan = house.hub.plan.text
        let ear = try await Ear(house, house.hub.contributor, "?plans=\(plan)&since=0")
        try await listen(house, ear) { await ear.hears("By Friday") }
        // The same house, but its hub holds everything.
        let whole = Live.Hub(epoch: house.hub.store.epoch, after: 0)
        whole.publish(house.hub.log.entries)
        let rights = try #require(
            try await house.hub.store.streamRights(
                of: house.hub.contributor.id, asked: [house.hub.plan], everything: false))
        let grant = Grant(member: rights.caller.member, isStaff: true, plans: rights.plans, seq: rights.seq)
        let stream = try whole.open(session: "s", grant, asked: [house.hub.plan], since: 0)
        guard case .send(let bytes) = await stream.next() else { throw Failure(.internalError, "Nothing came.") }
        let told = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n\n").filter {
            $0.contains("event: entry")
        }
        #expect(ear.entries == told)
        #expect(told.count == 2)
        #expect(!ear.text.contains("Merger"))
        #expect(!ear.text.contains(house.hub.restricted.text))
    }

    @Test func bringsWhatIsCommittedMeanwhile() async throws {
        let house = try await House(), task = house.hub.task
        let ear = try await Ear(house, house.hub.viewer, "?plans=\(house.hub.plan.text)")
        try await listen(house, ear) {
            await ear.hears("event: presence")
            let title: Patch = ["title": .text("Write to them")]
            _ = try await house.hub.write(as: house.hub.manager) { try $0.edit(task, title) }
            publish(house)
            await ear.hears("Write to them")
        }
        #expect(ear.entries.count == 1)
    }

    @Test(arguments: ["other.1", "1x", "{epoch}.999999"]) func anotherHistoryIsReset(position: String) async throws {
        let house = try await House()
        let id = position.replacing("{epoch}", with: house.hub.store.epoch)
        let ear = try await Ear(house, house.hub.viewer, "", lastEventID: id)
        try await listen(house, ear) { await ear.hears("event: reset") }
        #expect(ear.entries.isEmpty)
    }

    @Test func whoIsTakenOffHearsThatThePlanIsGoneAndNothingMore() async throws {
        let house = try await House(), plan = house.hub.plan, task = house.hub.task
        let part = ID<PlanMember>(house.planMember)
        let ear = try await Ear(house, house.hub.viewer, "?plans=\(plan.text)")
        try await listen(house, ear) {
            await ear.hears("event: presence")
            _ = try await house.hub.write(as: house.hub.manager) { tx in
                try tx.edit(plan, ["access": .text("restricted")])
                try tx.remove(part)
            }
            _ = try await house.hub.write(as: house.hub.manager) { try $0.edit(task, ["title": .text("Between us")]) }
            publish(house)
            await ear.hears("event: gone\ndata: {\"plan\":\"\(plan.text)\"}")
            _ = try await house.hub.write(as: house.hub.admin) { tx in
                try tx.edit(house.hub.teams.map { $0 }[0], ["name": .text("Field sales")])
            }
            publish(house)
            await ear.hears("Field sales")
        }
        #expect(!ear.text.contains("Between us"))
        #expect(!ear.text.contains("restricted"))
    }

    @Test func whoIsPutOnAPlanHearsOfIt() async throws {
        let house = try await House(), hub = house.hub
        let ear = try await Ear(house, hub.stranger, "")
        try await listen(house, ear) {
            await ear.hears("event: hello")
            _ = try await hub.write(as: hub.manager) { tx in
                try tx.insert(
                    PlanMember(tx.newID()) {
                        ($0.plan, $0.member, $0.team) = (hub.restricted, hub.stranger.id, hub.stranger.team)
                    })
            }
            publish(house)
            await ear.hears(hub.restricted.text)
        }
        #expect(ear.entries.count == 1)
    }

    @Test func archivingEndsTheStream() async throws {
        let house = try await House(), viewer = house.hub.viewer.id
        let ear = try await Ear(house, house.hub.viewer, "")
        async let reading: Void = ear.listen()
        await ear.hears("event: hello")
        _ = try await house.hub.write(as: house.hub.admin) { try $0.edit(viewer, ["archived": .bool(true)]) }
        publish(house)
        try await reading
        #expect(ear.entries.isEmpty)
    }

    @Test func boundsAreSaid() async throws {
        let house = try await House()
        let many = (0..<51).map { Identifier(high: 0x7000, low: UInt64($0)).text }.joined(separator: ",")
        await #expect { try await Ear(house, house.hub.viewer, "?plans=\(many)") } throws: {
            ($0 as? Failure)?.code == .invalid
        }
        await #expect { try await Ear(house, house.hub.viewer, "?plans=x") } throws: {
            ($0 as? Failure)?.code == .invalid
        }
        var ears: [Ear] = []
        for _ in 0..<30 { ears.append(try await Ear(house, house.hub.viewer, "")) }
        await #expect { try await Ear(house, house.hub.viewer, "") } throws: { ($0 as? Failure)?.code == .tooMany }
        ears = []
        #expect(house.site.hub.figures.streams == 0)
    }
}
