import Domain
import Store
import TestSupport
import Testing

/// The plan as it stood, against what was seen then.
@Suite struct PastTests {
    /// What was read after each entry.
    private struct Seen { let seq: Int64, at: Instant, staff: [UInt8], guest: [UInt8] }

    private static func now(_ hub: Hub, _ member: Member) async throws -> [UInt8] {
        try await hub.read(as: member) { try $0.snapshot($0.snapshotVersion(of: hub.plan), epoch: "e") }
    }
    private static func then(
        _ hub: Hub, _ member: Member, _ point: Point, zone: String? = nil, at now: Instant = Hub.now.adding(days: 9)
    ) async throws -> [UInt8] {
        try await hub.store.read(as: Caller(member), at: now) {
            try $0.pastSnapshot($0.snapshotVersion(of: hub.plan, at: point, zone: zone), epoch: "e")
        }
    }

    @Test(arguments: [1, 2] as [UInt64]) func eachMomentIsAsItWasSeen(seed: UInt64) async throws {
        let hub = try await Hub()
        let people = [hub.admin, hub.manager, hub.contributor, hub.viewer]
        var random = SeededGenerator(seed: seed), seen: [Seen] = []
        for round in 0..<160 {
            let member = people[Int(random.next() % 4)], rolled = random, at = Hub.now.adding(seconds: round)
            try? await hub.write(as: member, at: at) { tx in
                var random = rolled
                for _ in 0...(random.next() % 3) { try RandomStep.take(tx, hub, &random) }
            }
            if round % 20 == 7 {
                _ = try await hub.write(as: hub.manager, at: at) {
                    try $0.edit(hub.account, ["arr": .int(Int64(round)), "name": .text("Velmora \(round)")])
                }
            }
            _ = random.next()
            let seq = try await hub.read(as: hub.admin) { try $0.seq() }
            seen.append(
                Seen(
                    seq: seq, at: at, staff: try await Self.now(hub, hub.viewer),
                    guest: try await Self.now(hub, hub.guest)))
        }
        #expect((seen.last?.seq ?? 0) > 150)
        for one in seen {
            #expect(try await Self.then(hub, hub.viewer, .seq(one.seq)) == one.staff, "seed \(seed), seq \(one.seq)")
            #expect(try await Self.then(hub, hub.guest, .seq(one.seq)) == one.guest, "guest, seq \(one.seq)")
            #expect(try await Self.then(hub, hub.viewer, .moment(one.at)) == one.staff, "at \(one.at.text)")
        }
    }

    @Test func whatCannotBeAskedIsSaid() async throws {
        let hub = try await Hub()
        func problem(_ point: Point, as member: Member = hub.viewer) async -> String? {
            do {
                _ = try await Self.then(hub, member, point, at: Hub.now)
                return nil
            } catch let invalid as Invalid { return invalid.problems.first?.message } catch { return "\(error)" }
        }
        #expect(await problem(.seq(0)) == "is before the plan began")
        #expect(await problem(.seq(9999)) == "is still to come")
        #expect(await problem(.moment(Hub.now.adding(days: -1))) == "is before the plan began")
        #expect(await problem(.moment(Hub.now.adding(days: 1))) == "is still to come")
        #expect(await problem(.day(Day(2026, 11, 24))) == "is still to come")
        #expect(await problem(.day(Day(2026, 11, 23))) == nil)
        #expect(await problem(.day(Day(2026, 11, 23)), as: hub.outsider)?.contains("NotFound") == true)
    }

    /// A day is that of the zone that was named: 23:30 in Honolulu is the next morning in Vienna.
    @Test func aDayEndsWhereItIsMeant() async throws {
        let hub = try await Hub()
        let late = Instant("2026-11-24T09:30:00Z") ?? Hub.now
        _ = try await hub.write(as: hub.manager, at: late) { try $0.edit(hub.plan, ["purpose": .text("Later")]) }
        let day = Point.day(Day(2026, 11, 23)), text = "\"purpose\":\"Later\""
        func read(_ zone: String) async throws -> Bool {
            String(decoding: try await Self.then(hub, hub.viewer, day, zone: zone), as: UTF8.self).contains(text)
        }
        #expect(try await read("Pacific/Honolulu"))
        #expect(try await !read("Europe/Vienna"))
    }

    /// The restricted plan of another team stays unknown in its past, too, and pulses blind.
    @Test func thePastIsSeenByWhoSeesThePlanNow() async throws {
        let hub = try await Hub()
        let week = Day(2026, 11, 23)
        _ = try await hub.write(as: hub.contributor) { tx in
            try tx.insert(
                Pulse(tx.newID()) {
                    ($0.plan, $0.member, $0.week, $0.note) = (hub.plan, hub.contributor.id, week, "Too much budget")
                }, verb: .pulsed)
        }
        for member in [hub.contributor, hub.admin] {
            let past = String(decoding: try await Self.then(hub, member, .day(week)), as: UTF8.self)
            #expect(!past.contains("budget") && !past.contains("pulse"))
        }
        for point in [Point.seq(20), .day(week)] {
            for member in [hub.stranger, hub.viewer, hub.guest] {
                await #expect(throws: NotFound.self) {
                    try await hub.read(as: member) { try $0.snapshotVersion(of: hub.restricted, at: point, zone: nil) }
                }
            }
        }
    }
}
