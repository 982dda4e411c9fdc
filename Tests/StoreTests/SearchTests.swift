import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct SearchTests {
    private func found(_ hub: Hub, _ member: Member, _ text: String, kind: String? = nil) async throws -> [JSONObject] {
        var query = SearchQuery(text)
        query.kind = kind
        let asked = query
        return try object(try await hub.read(as: member) { try $0.search(asked) }).list("items")
    }
    private func kinds(_ hub: Hub, _ member: Member, _ text: String) async throws -> [String] {
        try await found(hub, member, text).compactMap { $0.text("kind") }.sorted()
    }
    private func comment(_ hub: Hub, _ text: String, on plan: ID<Plan>? = nil) async throws -> ID<Domain.Comment> {
        try await hub.write(as: hub.manager) { tx in
            try tx.create(Domain.Comment.self, id: nil, ["plan": .id((plan ?? hub.plan).raw), "text": .text(text)]).id
        }
    }

    private func undoLast(_ hub: Hub) async throws {
        let entry = try #require(hub.log.entries.last?.number)
        try await hub.write(as: hub.manager) { try $0.undo(entry) }
    }

    @Test func anythingIsFoundByItsWords() async throws {
        let hub = try await Hub()
        _ = try await comment(hub, "Der Fahrplan für Østerbro, Łódź und die Größe – über alles")
        for text in ["østerbro", "OSTERBRO lodz", "\"und die grosse\"", "fahrpl", "Größe Ost", "lódz"] {
            let items = try await found(hub, hub.viewer, text)
            #expect(items.compactMap { $0.text("kind") } == ["comment"], "\(text)")
        }
        for text in ["ahrplan", "fahrplan fehlt", "\"die und\"", "fahrpl alles"] {
            #expect(try await found(hub, hub.viewer, text).isEmpty, "\(text)")
        }
        let hit = try #require(try await found(hub, hub.viewer, "lodz").first)
        #expect((hit["excerpt"] as? [String])?[1] == "Łódź" && hit["title"] is NSNull)
        #expect((hit["plan"] as? JSONObject)?.text("title") == "FY27")
        #expect((hit["account"] as? JSONObject)?.text("name") == "Velmora Rail")
        let task = try #require(try await found(hub, hub.viewer, "friday").first)
        #expect((task["about"] as? JSONObject)?.text("title") == "Call them")
        #expect(try await kinds(hub, hub.viewer, "velm") == ["account"])
        #expect(try await kinds(hub, hub.viewer, "contributor") == ["member"])
        #expect(try await kinds(hub, hub.viewer, "planners") == ["commitment"])
        #expect(try await found(hub, hub.viewer, "a", kind: "task").isEmpty)
    }

    @Test func itFollowsWhatHappens() async throws {
        let hub = try await Hub()
        func call(_ text: String) async throws -> Int { try await found(hub, hub.viewer, text).count }
        func change(_ patch: Patch) async throws {
            _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, patch) }
        }
        try await change(["title": .text("Ring the bell")])
        #expect(try await (call("ring"), call("call")) == (1, 0))
        try await undoLast(hub)
        #expect(try await (call("ring"), call("call")) == (0, 1))
        try await change(["notes": .text("By telegraph")])
        try await change(["notes": .null, "status": .text("doing")])
        #expect(try await (call("telegraph"), call("call")) == (0, 1))
        try await hub.write(as: hub.manager) { try $0.remove(hub.task) }
        #expect(try await (call("call"), call("friday")) == (0, 0), "with its comment")
        try await undoLast(hub)
        #expect(try await (call("call"), call("friday")) == (1, 1))
        try await hub.write(as: hub.manager) { tx in
            _ = try tx.edit(hub.task, ["title": .text("First")])
            _ = try tx.edit(hub.task, ["title": .text("Second")])
            try tx.remove(hub.comment)
        }
        #expect(try await (call("first"), call("second"), call("friday")) == (0, 1, 0))
        #expect(try await hub.differences() == [])
    }

    @Test func nobodyFindsWhatTheyMayNotSee() async throws {
        let hub = try await Hub()
        _ = try await comment(hub, "A hushed merger", on: hub.restricted)
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.account, ["notes": .text("They hushed it up")]) }
        let insiders = ["account", "comment"]
        for member in [hub.manager, hub.leader, hub.admin] {
            #expect(try await kinds(hub, member, "hushed") == insiders)
        }
        for member in [hub.contributor, hub.viewer, hub.stranger] {
            #expect(try await kinds(hub, member, "hushed") == ["account"])
            #expect(try await kinds(hub, member, "merger").isEmpty)
        }
        for guest in [hub.guest, hub.outsider] { #expect(try await kinds(hub, guest, "hushed").isEmpty) }
        #expect(try await kinds(hub, hub.guest, "velmora") == ["account"])
        #expect(try await kinds(hub, hub.guest, "call") == ["task"])
        #expect(try await kinds(hub, hub.guest, "manager") == ["member"])
        #expect(try await kinds(hub, hub.guest, "stranger").isEmpty, "no colleague of theirs")
        for text in ["velmora", "call", "manager", "FY27", "analytics"] {
            #expect(try await kinds(hub, hub.outsider, text).isEmpty, "\(text)")
        }
        #expect(try await kinds(hub, hub.outsider, "sales") == ["team"])

        _ = try await hub.write(as: hub.stranger) {
            try $0.create(
                Domain.Comment.self, id: nil,
                ["about": .text(RecordReference(hub.account).text), "text": .text("A whispered word")])
        }
        for (member, count) in [(hub.stranger, 1), (hub.admin, 1), (hub.guest, 0), (hub.outsider, 0)] {
            let items = try await found(hub, member, "whispered")
            #expect(items.count == count)
            #expect(items.allSatisfy { ($0["about"] as? JSONObject)?.text("title") == "Velmora Rail" })
        }

        for (access, seen) in [("open", ["account", "comment"]), ("restricted", ["account"])] {
            _ = try await hub.write(as: hub.manager) { try $0.edit(hub.restricted, ["access": .text(access)]) }
            #expect(try await kinds(hub, hub.stranger, "hushed") == seen)
            #expect(try await kinds(hub, hub.leader, "hushed") == insiders)
            #expect(try await hub.differences() == [])
        }
    }

    @Test func aTaskIsFoundByItsShortName() async throws {
        let hub = try await Hub()
        let secret = try await hub.write(as: hub.manager) { tx in
            for title in ["O1 of them", "Two"] {
                try tx.create(Objective.self, id: nil, ["plan": .id(hub.plan.raw), "title": .text(title)])
            }
            return try tx.create(
                PlanTask.self, id: nil,
                ["plan": .id(hub.restricted.raw), "team": .id(hub.teams[0].raw), "title": .text("Merge")])
        }
        for text in ["T-1", "t1", " T-1 "] {
            #expect(try await found(hub, hub.viewer, text).compactMap { $0.text("id") } == [hub.task.text], "\(text)")
            let all = Set(try await found(hub, hub.leader, text).compactMap { $0.text("id") })
            #expect(all == [hub.task.text, secret.id.text])
            #expect(try await found(hub, hub.outsider, text).isEmpty)
        }
        // What is called so comes first, and what has it in its words after it.
        let items = try await found(hub, hub.viewer, "O1")
        #expect(items.compactMap { ($0["title"] as? [String])?.joined() } == ["Adopt analytics", "O1 of them"])
        #expect(items.compactMap { $0["number"] as? Int } == [1, 2])
        #expect(try await found(hub, hub.viewer, "T-1", kind: "objective").isEmpty)
        for text in ["T-", "T-99", "T-1234567", "T-1x"] { #expect(try await found(hub, hub.viewer, text).isEmpty) }
    }

    @Test func pulsesAreInNoIndex() async throws {
        let hub = try await Hub()
        try await hub.pulse(by: hub.contributor, 2, note: "Unspeakable")
        for member in [hub.contributor, hub.admin] {
            #expect(try await found(hub, member, "unspeakable").isEmpty)
        }
        #expect(!SearchQuery.kinds.contains("pulse"))
    }

    @Test(arguments: [
        "", "\0", "\"", "\" OR * NEAR( ^ : -", "AND", "NOT call", "title : call", "{title} : x", "call^2", "(((", "🚀",
        "'", ";--",
        "\u{E000}staff", "\u{E001}task", "everyone", "place:staff", "-call", "+", "%_", "call\0them", "\u{202E}llac",
        String(repeating: "call ", count: 2000), String(repeating: "\"", count: 999),
        String(repeating: "z", count: 10_000),
    ])
    func anythingMayBeTyped(_ text: String) async throws {
        let hub = try await Hub()
        for member in [hub.admin, hub.viewer, hub.guest] {
            let items = try await found(hub, member, text)
            #expect(items.count <= 1, "\(text.prefix(20))")
        }
    }

    @Test func theBestComeFirstAndPagesFollowEachOther() async throws {
        let hub = try await Hub()
        try await hub.write(as: hub.manager) { tx in
            for n in 0..<600 {
                try tx.insert(
                    PlanTask(tx.newID()) {
                        ($0.plan, $0.team, $0.title) = (hub.plan, hub.teams[0], "Step \(n)")
                        $0.notes = n == 0 ? nil : "Velmora again"
                    })
            }
            try tx.insert(
                PlanTask(tx.newID()) { ($0.plan, $0.team, $0.title) = (hub.plan, hub.teams[0], "About Velmora") })
        }
        let first = try await found(hub, hub.viewer, "velmora")
        #expect(first.prefix(2).compactMap { $0.text("kind") } == ["account", "task"])
        #expect((first[1]["title"] as? [String]) == ["About ", "Velmora", ""])
        var seen: [String] = [], query = SearchQuery("velmora")
        query.limit = 50
        repeat {
            let asked = query
            let page = try object(try await hub.read(as: hub.viewer) { try $0.search(asked) })
            seen += page.list("items").compactMap { $0.text("id") }
            #expect(page.flag("isAll") == false)
            query.after = page.text("next")
        } while query.after != nil
        #expect(seen.count == SearchQuery.furthest && Set(seen).count == seen.count)
        #expect(try await found(hub, hub.viewer, "velmora", kind: "account").count == 1)
    }

    @Test func anOlderIndexIsMadeAnewWhileOthersWrite() async throws {
        let hub = try await Hub()
        try await hub.write(as: hub.manager) { tx in
            for n in 0..<1200 {
                try tx.insert(
                    PlanTask(tx.newID()) { ($0.plan, $0.team, $0.title) = (hub.plan, hub.teams[0], "Step \(n)") })
            }
        }
        try await hub.write(as: hub.admin) { tx in
            try tx.connection.run("UPDATE setting SET value = 'older' WHERE name = 'search'")
            _ = try tx.searchIndex.catchUp()
            _ = try tx.searchIndex.catchUp()
        }
        let page = try object(try await hub.read(as: hub.viewer) { try $0.search(SearchQuery("velmora")) })
        #expect(page.flag("isWhole") == false)
        _ = try await hub.write(as: hub.manager) { try $0.edit(hub.task, ["title": .text("Ring the bell")]) }
        try await hub.write(as: hub.manager) { try $0.remove(hub.objective) }
        // When Quartet stops, it does not wait for all of it.
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.cancelAll()
            group.addTask { try await hub.store.catchUpSearch(at: Hub.now) }
            try await group.waitForAll()
        }
        #expect(try await hub.write(as: hub.admin) { try $0.searchIndex.isWhole() } == false)
        try await hub.store.catchUpSearch(at: Hub.now)
        #expect(try await hub.differences() == [])
        #expect(try await found(hub, hub.viewer, "bell").count == 1)
        #expect(try await found(hub, hub.viewer, "\"step 1199\"").count == 1)
    }

    @Test func aWrongIndexIsNoticed() async throws {
        let hub = try await Hub()
        #expect(try await hub.differences() == [])
        try await hub.write(as: hub.admin) { try $0.connection.run("UPDATE task SET title = 'Behind its back'") }
        #expect(try await hub.differences().contains { $0.contains("task") && $0.contains("index") })
        try await hub.write(as: hub.admin) { tx in
            try tx.connection.run("DELETE FROM search_row WHERE kind = 'comment'")
        }
        #expect(try await hub.differences().contains { $0.contains("comment") && $0.contains("not in the index") })
    }
}
