import Domain
import Foundation
import Store
import TestSupport
import Testing

@Suite struct AgreementTests {
    private func alignment(_ hub: Hub, at now: Instant = Hub.now) async throws -> [String: Any] {
        let bytes = try await hub.store.read(as: Caller(hub.admin), at: now) { try $0.alignment(of: hub.plan) }
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }
    private func marketing(_ hub: Hub, at now: Instant = Hub.now) async throws -> [String: Any] {
        let all = try await alignment(hub, at: now)["signOffs"] as? [[String: Any]]
        return try #require(all?.first { $0["team"] as? String == hub.teams[1].text })
    }
    private func seq(_ hub: Hub) -> Int { Int(hub.log.changes.last?.seq ?? 0) }
    private func sign(_ hub: Hub, _ verdict: Verdict = .agreed, note: String? = nil, seq: Int? = nil) async throws {
        let seq = seq ?? self.seq(hub)
        _ = try await hub.write(as: hub.contributor) {
            try $0.signPlan(hub.plan, team: hub.teams[1], verdict, note: note, seq: seq)
        }
    }

    @Test func aMaterialChangeMakesASignOffStaleAndChangingBackRestoresIt() async throws {
        let hub = try await Hub()
        try await sign(hub)
        #expect(try await marketing(hub)["isStale"] as? Bool == false)
        let other = try await hub.write(as: hub.manager) { tx in
            _ = try tx.edit(hub.objective, ["title": .text("Adopt it"), "current": .int(7), "notes": .text("n")])
            return try tx.create(
                Commitment.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "objective": .id(hub.objective.raw), "team": .id(hub.teams[0].raw),
                ])
        }
        #expect(try await marketing(hub)["isStale"] as? Bool == false, "titles and others' cells are not material")
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.objective, ["target": .int(60)]) }
        var now = try await marketing(hub)
        #expect(now["isStale"] as? Bool == true)
        let drift = try #require((now["drift"] as? [[String: Any]])?.first)
        #expect(drift["field"] as? String == "target" && drift["before"] as? Int == 40 && drift["after"] as? Int == 60)
        #expect(drift["title"] as? String == "Adopt it" && drift["by"] as? String == hub.manager.id.text)
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.objective, ["target": .int(40)]) }
        now = try await marketing(hub)
        #expect(now["isStale"] as? Bool == false && (now["drift"] as? [Any])?.isEmpty == true)
        try await hub.write(as: hub.manager) { try $0.remove(other.id) }
        #expect(try await marketing(hub)["isStale"] as? Bool == false)
        _ = try await hub.write(as: hub.manager) {
            try $0.create(Objective.self, id: nil, ["plan": .id(hub.plan.raw), "title": .text("More")])
        }
        #expect(try await marketing(hub)["isStale"] as? Bool == true, "which objectives there are is material")
        #expect(try await hub.differences() == [])
    }

    @Test func oneSignsWhatOneSaw() async throws {
        let hub = try await Hub()
        let seen = seq(hub)
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.objective, ["target": .int(60)]) }
        await #expect(throws: Drifted.self) { try await sign(hub, seq: seen) }
        try await sign(hub)
        await #expect(throws: Invalid.self) { try await sign(hub, .disagreed) }
        await #expect(throws: Forbidden.self) {
            let seq = seq(hub)
            _ = try await hub.write(as: hub.manager) {
                try $0.signPlan(hub.plan, team: hub.teams[1], .agreed, note: nil, seq: seq)
            }
        }
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.plan, ["state": .text("closed")]) }
        await #expect(throws: PlanClosed.self) { try await sign(hub) }
    }

    @Test func aDisagreementCapsAndTheTrendKeepsIt() async throws {
        let hub = try await Hub()
        try await sign(hub, .disagreed, note: "Not ours to give")
        try await hub.store.closeDay(at: Hub.now)
        let now = try await alignment(hub)
        #expect(now["isCapped"] as? Bool == true && now["isProvisional"] as? Bool == true)
        let day = 86_400
        try await hub.store.closeDay(at: Hub.now.adding(seconds: 4 * day))
        let trend = try await alignment(hub, at: Hub.now.adding(seconds: 4 * day))["trend"] as? [[String: Any]]
        #expect(trend?.map { $0["day"] as? String } == (23...27).map { "2026-11-\($0)" }, "missed days are filled")
    }

    @Test func aRequestBecomesAPromise() async throws {
        let hub = try await Hub()
        let asked = try #require(try await hub.read(as: hub.manager) { try $0.find(hub.task) })
        #expect(asked.handshake == .requested && asked.from == hub.teams[0])
        await #expect(throws: Forbidden.self) {
            try await hub.write(as: hub.manager) { try $0.answerTask(hub.task, .accepted, day: nil, reason: nil) }
        }
        let day = Day(2026, 12, 4)
        _ = try await hub.write(as: hub.contributor) {
            try $0.answerTask(hub.task, .countered, day: day, reason: "They are away")
        }
        _ = try await hub.write(as: hub.manager) { try $0.answerTask(hub.task, .accepted, day: nil, reason: nil) }
        var task = try #require(try await hub.read(as: hub.manager) { try $0.find(hub.task) })
        #expect(task.handshake == .accepted && task.promised == day && task.due == day)
        let stands = await #expect(throws: Answered.self) {
            try await hub.write(as: hub.contributor) { try $0.answerTask(hub.task, .declined, day: nil, reason: "No") }
        }
        #expect(stands?.record.isEmpty == false)
        await #expect(throws: Forbidden.self) { try await hub.write(as: hub.manager) { try $0.remove(hub.task) } }
        _ = try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["due": .text("2026-12-20")]) }
        task = try #require(try await hub.read(as: hub.manager) { try $0.find(hub.task) })
        #expect(task.handshake == .countered && task.counter == Day(2026, 12, 20) && task.due == day)
        let late = Hub.now.adding(seconds: 20 * 86_400)
        _ = try await hub.write(as: hub.manager, at: late) {
            try $0.answerTask(hub.task, .accepted, day: nil, reason: nil)
        }
        task = try #require(try await hub.read(as: hub.manager) { try $0.find(hub.task) })
        #expect(task.misses == [day] && task.promised == Day(2026, 12, 20))
        _ = try await hub.write(as: hub.manager) { try $0.releaseTask(hub.task) }
        #expect(try await hub.differences() == [])
    }

    @Test func keptPromisesAreCounted() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.contributor) { try $0.answerTask(hub.task, .accepted, day: nil, reason: nil) }
        func promises(_ days: Int) async throws -> [String: Int]? {
            let all =
                try await alignment(hub, at: Hub.now.adding(seconds: days * 86_400))["promises"] as? [[String: Any]]
            return all?.first.map { ["kept": $0["kept"] as? Int ?? -1, "due": $0["due"] as? Int ?? -1] }
        }
        #expect(try await promises(0) == nil)
        #expect(try await promises(9) == ["kept": 0, "due": 1], "overdue is not kept")
        _ = try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["status": .text("done")]) }
        #expect(try await promises(9) == ["kept": 1, "due": 1])
        #expect(try await promises(200) == nil, "after 90 days it counts no more")
    }

    @Test func pulsesAreBlindUntilTheirWeekCloses() async throws {
        let hub = try await Hub()
        let week = Hub.now, next = Hub.now.adding(seconds: 7 * 86_400)
        for (member, level) in [(hub.contributor, 5), (hub.manager, 1)] {
            _ = try await hub.write(as: member) { tx in
                try tx.givePulse(
                    on: hub.plan, week: nil, clarity: level, agreement: level, confidence: level,
                    note: "Secret \(level)")
            }
        }
        let others = [hub.admin, hub.leader, hub.viewer, hub.stranger, hub.guest]
        for member in others {
            try await hub.store.read(as: Caller(member), at: week) { reader in
                var told = try reader.list("pulses", ListQuery()).items + reader.changes(HistoryQuery()).items
                told += try reader.snapshot(reader.snapshotVersion(of: hub.plan), epoch: "e")
                told += try reader.home()
                if member.role != .guest {
                    told += try reader.alignment(of: hub.plan) + reader.portfolio(PortfolioQuery())
                }
                #expect(!String(decoding: told, as: UTF8.self).contains("Secret"), "\(member.name)")
            }
        }
        for change in hub.log.changes where change.kind == "pulse" {
            #expect(change.audience == .member(change.actor))
            await #expect(throws: NotFound.self) {
                try await hub.write(as: hub.admin) { try $0.undo(change.entry) }
            }
        }
        let open = try await alignment(hub, at: week), closed = try await alignment(hub, at: next)
        #expect((open["pulses"] as? [String: Any])?["teams"] as? [String] == [])
        let pulses = try #require(closed["pulses"] as? [String: Any])
        #expect((pulses["teams"] as? [Any])?.count == 2 && (pulses["gaps"] as? [Any])?.count == 3)
        #expect((pulses["notes"] as? [[String: Any]])?.count == 2, "then they stand by name")
        await #expect(throws: Invalid.self) {
            try await hub.write(as: hub.viewer) {
                try $0.givePulse(
                    on: hub.plan, week: Day(2026, 11, 16), clarity: 1, agreement: 1, confidence: 1, note: nil)
            }
        }
        #expect(try await hub.differences() == [])
    }

    @Test func theScoreIsKeptWithEachCommit() async throws {
        let hub = try await Hub()
        func score() async throws -> Double? {
            let bytes = try await hub.read(as: hub.leader) { try $0.portfolio(PortfolioQuery()) }
            let json = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            return (json?["items"] as? [[String: Any]])?.first?["score"] as? Double
        }
        let before = try #require(try await score())
        try await sign(hub)
        #expect(try await score() ?? 0 > before)
        #expect(try await score() == alignment(hub)["score"] as? Double)
        await #expect(throws: Invalid.self) {
            try await hub.write(as: hub.admin) { try $0.edit(hub.workspace, ["weightPulse": .real(0.5)]) }
        }
        _ = try await hub.write(as: hub.admin) {
            try $0.edit(hub.workspace, ["weightPulse": .int(0), "weightAgreement": .real(0.5)])
        }
        #expect(try await score() == alignment(hub)["score"] as? Double)
    }
}
