import Domain
import Foundation
import HTTPTypes
import Live
import Store
import TestSupport
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(5))) struct LiveStreamTests {
    /// Hands on what was committed since the house was opened.
    private func publish(_ house: House) { house.site.hub.publish(house.hub.log.entries) }

    @Test func theJournalTellsTheSameAsTheTail() async throws {
        let house = try await House(), plan = house.hub.plan.text
        let ear = try await Ear(house, house.hub.contributor, "?plans=\(plan)&since=0")
        try await ear.listen(in: house) { await ear.hears("By Friday") }
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
        try await ear.listen(in: house) {
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
        try await ear.listen(in: house) { await ear.hears("event: reset") }
        #expect(ear.entries.isEmpty)
    }

    @Test func whoIsTakenOffHearsThatThePlanIsGoneAndNothingMore() async throws {
        let house = try await House(), plan = house.hub.plan, task = house.hub.task
        let part = ID<PlanMember>(house.planMember)
        let ear = try await Ear(house, house.hub.viewer, "?plans=\(plan.text)")
        try await ear.listen(in: house) {
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
        try await ear.listen(in: house) {
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

    @Test func whoSeesThePlanSeesWhereOthersAreOnIt() async throws {
        let house = try await House(), plan = house.hub.plan.text
        let ear = try await Ear(house, house.hub.guest, "?plans=\(plan)")
        let other = try await Ear(house, house.hub.contributor, "?plans=\(plan)")
        let place = "task:\(house.hub.task.text).title", member = house.hub.contributor.id.text
        try await ear.listen(in: house) {
            let body = #"{"plan":"\#(plan)","place":"\#(place)","doing":"typing","tab":"t"}"#
            #expect(try await house.ask(.contributor, .post, "/api/presence", body).status == 204)
            await ear.hears(#"{"member":"\#(member)","place":"\#(place)","doing":"typing"}"#)
            for wrong in [#""place":"a b""#, #""place":"<b>""#, #""doing":"dancing""#, #""tab":"\#(plan)0""#] {
                let answer = try await house.ask(
                    .contributor, .post, "/api/presence", #"{"plan":"\#(plan)",\#(wrong)}"#)
                #expect(answer.status == 422, "\(wrong)")
            }
        }
        other.end(of: house)
        #expect(ear.entries.isEmpty)
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
