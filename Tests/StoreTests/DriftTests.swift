import Domain
import Store
import TestSupport
import Testing

@Suite struct DriftTests {
    /// What is written down in data folders; were it to change, all sign-offs would be stale.
    @Test func theFingerprintIsPinned() async throws {
        let hub = try await Hub()
        try await hub.sign()
        let signOff = try await hub.write(as: hub.admin) { try $0.all(SignOff.self, where: [:])[0] }
        // The first 16 bytes of the SHA-256 of the text that MaterialTests pins the form of.
        #expect(signOff.basis == "f62216e29df148497d24c9eddd90353b")
    }

    @Test func anOwnCommitmentThatWasChangedAndThenDeletedIsDrift() async throws {
        let hub = try await Hub(), cell = hub.commitment
        _ = try await hub.write(as: hub.contributor) {
            try $0.answerCommitment(cell, .committed, promise: "In May", reason: nil)
        }
        let seen = hub.seq
        try await hub.sign()
        _ = try await hub.write(as: hub.manager) { try $0.askCommitmentAgain(cell, ask: "Two campaigns") }
        var drift = try await hub.signOff(of: 1).list("drift")
        #expect(drift.map { $0.text("field") } == ["state", "promise"])
        _ = try await hub.write(as: hub.manager) { try $0.remove(cell) }
        drift = try await hub.signOff(of: 1).list("drift")
        #expect(try await hub.signOff(of: 1).flag("isStale") == true)
        #expect(drift.count == 1 && drift.first?.text("field") == "id" && drift.first?.text("kind") == "commitment")
        #expect(drift.first?.text("title") == "Adopt analytics" && drift.first?.flag("after") == false)
        let told = await #expect(throws: Drifted.self) { try await hub.sign(seq: seen) }
        let said = try object(Array("{\"drift\":".utf8) + #require(told).drift + Array("}".utf8))
        #expect(said.list("drift").map { $0.text("title") } == ["Adopt analytics"], "and what has drifted is said")
        try await hub.sign()
        #expect(try await hub.signOff(of: 1).flag("isStale") == false)
    }

    @Test func anObjectiveThatIsGoneIsCalledByItsTitle() async throws {
        let hub = try await Hub(), seen = hub.seq
        try await hub.sign()
        try await hub.edit(hub.objective, ["title": .text("Adopt it everywhere"), "target": .int(60)])
        try await hub.write(as: hub.manager) { try $0.remove(hub.objective) }
        let deletion = hub.log.entries.last?.number ?? 0
        let drift = try await hub.signOff(of: 1).list("drift")
        #expect(Set(drift.compactMap { $0.text("kind") }) == ["objective", "commitment"])
        #expect(drift.allSatisfy { $0.text("field") == "id" && $0.text("title") == "Adopt it everywhere" })
        await #expect(throws: Drifted.self) { try await hub.sign(seq: seen) }
        try await hub.write(as: hub.manager) { try $0.undo(deletion) }
        let back = try await hub.signOff(of: 1).list("drift")
        #expect(back.map { $0.text("field") } == ["target"], "what was changed before it went is still changed")
        try await hub.edit(hub.objective, ["target": .int(40)])
        #expect(try await hub.signOff(of: 1).flag("isStale") == false)
        try await hub.sign(seq: seen)
    }

    @Test func whatCameAndWentInBetweenIsNoDrift() async throws {
        let hub = try await Hub(), seen = hub.seq
        try await hub.sign()
        let objective = try await hub.write(as: hub.manager) {
            try $0.create(Objective.self, id: nil, ["plan": .id(hub.plan.raw), "title": .text("More")])
        }
        let others = try await hub.write(as: hub.manager) {
            try $0.create(
                Commitment.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "objective": .id(hub.objective.raw), "team": .id(hub.teams[2].raw),
                ])
        }
        #expect(try await hub.signOff(of: 1).list("drift").map { $0.text("title") } == ["More"])
        try await hub.edit(objective.id, ["target": .int(3)])
        #expect(try await hub.signOff(of: 1).list("drift").count == 1, "of what came only that it came is news")
        try await hub.write(as: hub.manager) { tx in
            try tx.remove(objective.id)
            try tx.remove(others.id)
        }
        #expect(try await hub.signOff(of: 1).flag("isStale") == false)
        try await hub.sign(seq: seen)
    }

    @Test func aTeamThatLeavesIsSeenByTheOthers() async throws {
        let hub = try await Hub(), rest = hub.teams.dropLast().map { Value.id($0.raw) }
        try await hub.sign()
        let before = try await hub.alignment()
        try await hub.edit(hub.plan, ["teams": .list(rest)])
        let drift = try await hub.signOff(of: 1).list("drift"), after = try await hub.alignment()
        #expect(drift.map { $0.text("field") } == ["teams"] && drift.first?.text("by") == hub.manager.id.text)
        #expect(before.list("teams").count == 4 && after.list("teams").count == 3)
    }

    /// Whoever signs says what they saw, and their signature is of that and of nothing that came in between.
    @Test func aSignatureIsOfWhatItsSignerSaw() async throws {
        let hub = try await Hub()
        await withTaskGroup(of: Void.self) { group in
            for n in 0..<40 {
                group.addTask { try? await hub.edit(hub.objective, ["target": .int(Int64(n))]) }
                group.addTask {
                    let seen = try? await hub.read(as: hub.contributor) { reader in
                        (Int(try reader.seq()), try reader.find(hub.objective)?.target ?? -1)
                    }
                    guard let seen else { return }
                    try? await hub.sign(.concerns, "\(seen.1)", seq: seen.0)
                }
            }
        }
        try await hub.sign(.concerns, "\(hub.read(as: hub.admin) { try $0.find(hub.objective)?.target ?? -1 })")
        var target = "40.0", note = "", signed = 0
        let history = try await hub.ask(as: hub.admin) { reader in
            var query = HistoryQuery()
            (query.plan, query.limit) = (hub.plan, 200)
            return try Array("{\"items\":".utf8) + reader.changes(query).items + Array("}".utf8)
        }
        for change in history.list("items").reversed() {
            let after = change["after"] as? JSONObject ?? [:]
            if change.text("kind") == "objective", let now = after.number("target") { target = "\(now)" }
            if change.text("kind") == "signOff" {
                (note, signed) = (after.text("note") ?? note, signed + 1)
                #expect(note == target)
            }
        }
        #expect(signed > 0)
        #expect(try await hub.signOff(of: 1).flag("isStale") == false)
        #expect(try await hub.differences() == [])
    }

    @Test func ofTwoWhoSignForATeamTheLaterStands() async throws {
        let hub = try await Hub(), team = hub.teams[1]
        _ = try await hub.write(as: hub.manager) { tx in
            try tx.insert(
                PlanMember(tx.newID()) {
                    ($0.plan, $0.member, $0.team) = (hub.plan, hub.stranger.id, team)
                    $0.duty = .deputy
                })
        }
        let seen = hub.seq
        async let first: Void = hub.sign(seq: seen)
        async let second: Void = hub.sign(.disagreed, "Not ours to give", seq: seen, by: hub.stranger)
        _ = try await (first, second)
        let all = try await hub.write(as: hub.admin) { try $0.all(SignOff.self, where: ["plan": .id(hub.plan.raw)]) }
        let last = hub.log.changes.last { $0.kind == "signOff" }
        #expect(all.count == 1 && all.first?.signedBy == last?.actor && all.first?.seq == seen)
        #expect(hub.log.changes.count { $0.kind == "signOff" } == 2, "both are in its history")
    }
}
