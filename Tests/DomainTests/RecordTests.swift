import Domain
import Foundation
import JSON
import TestSupport
import Testing

@Suite struct RecordTests {
    let ids = Ids()

    private func task() -> PlanTask {
        PlanTask(ID(ids.next())) { ($0.plan, $0.team, $0.title) = (ID(ids.next()), ID(ids.next()), "Call") }
    }

    @Test func everyMistakeIsNamedAtOnce() {
        var task = PlanTask()
        let patch: Patch = [
            "title": .text(""), "status": .text("lost"), "due": .text("2026-02-30"), "effort": .int(-1),
            "colour": .int(1), "doneAt": .text("2026-11-23T09:00:00Z"), "number": .int(7),
        ]
        #expect(
            throws: Invalid([
                Problem("colour", "is not a field of task"), Problem("doneAt", "cannot be changed"),
                Problem("due", "must be a day like 2026-11-23, from 1970 to 2199"),
                Problem("effort", "must be from 0 to 1,000"), Problem("number", "cannot be changed"),
                Problem("plan", "is required"), Problem("status", "must be one of todo, doing, blocked, done, dropped"),
                Problem("team", "is required"), Problem("title", "must be 1 to 200 characters"),
            ])
        ) { try task.apply(patch, creating: true) }
        #expect(task == PlanTask())
    }

    @Test func patchAndDifference() throws {
        let old = task()
        var new = old
        try new.apply(["title": .text("Call again"), "due": .text("2026-11-23"), "status": .text("todo")])
        #expect(new.edits(since: old).map(\.name) == ["title", "due"])
        #expect(new.edits(since: old).map(\.before) == [.text("Call"), .null])
        #expect(new.edits(since: old).map(\.after) == [.text("Call again"), .day(Day(2026, 11, 23))])
        try new.apply(["due": .null])
        #expect(new.due == nil)
        #expect(throws: Invalid([Problem("due", "must not be before start")])) {
            try new.apply(["start": .text("2026-11-24"), "due": .text("2026-11-23")])
        }
        #expect(throws: Invalid([Problem("plan", "cannot be changed")])) {
            try new.apply(["plan": .text(ids.next().text)])
        }
        try new.apply(["plan": .text(old.plan.text)])
    }

    @Test(arguments: [
        ("title", Value.text("   "), "must not be blank"),
        ("title", .text("a\nb"), "must not contain control characters"),
        ("title", .text(String(repeating: "x", count: 201)), "must be 1 to 200 characters"),
        ("title", .int(3), "must be text"), ("title", .null, "is required"),
        ("notes", .text("nul\u{0}"), "must not contain control characters"),
        ("due", .text("2200-01-01"), "must be a day like 2026-11-23, from 1970 to 2199"),
        ("due", .text("1969-12-31"), "must be a day like 2026-11-23, from 1970 to 2199"),
        ("effort", .real(.infinity), "must be a number"), ("effort", .int(1001), "must be from 0 to 1,000"),
        ("waitsFor", .list([.text("x")]), "must be a list, each of which must be the id of a task"),
        ("assignee", .text("nobody"), "must be the id of a member"),
    ]) func bounds(_ field: String, _ value: Value, _ message: String) {
        var task = task()
        #expect(throws: Invalid([Problem(field, message)])) { try task.apply(Patch([field: value])) }
    }

    @Test func moneyHasBounds() throws {
        var account = Account(ID(ids.next())) { $0.name = "Velmora Rail" }
        try account.apply(["arr": .int(9_000_000_000_000_000)])
        #expect(account.arr == Money(minor: 9_000_000_000_000_000))
        #expect(throws: Invalid.self) { try account.apply(["arr": .int(9_000_000_000_000_001)]) }
        #expect(throws: Invalid.self) { try account.apply(["arr": .real(1.5)]) }
        try account.apply(["arr": .null, "industry": .text("")])
        #expect(account.arr == nil && account.industry == nil)
    }

    @Test func everyStoredPropertyIsDeclared() {
        func check<R: Record>(_: R.Type) {
            let stored = Mirror(reflecting: R()).children.compactMap(\.label).filter { $0 != "id" && $0 != "stamp" }
            #expect(Set(stored) == Set(R.fields.all.map(\.name)), "\(R.kind.name)")
        }
        for kind in Kinds.all { check(kind) }
    }

    @Test func daysAndMoments() {
        for number in stride(from: -800_000, to: 800_000, by: 977) where Day(number: number).civil.year >= 0 {
            #expect(Day(Day(number: number).text) == Day(number: number))
        }
        let at = Instant(milliseconds: 1_763_883_852_345)
        #expect(at.text == "2025-11-23T07:44:12.345Z" && Instant(at.text) == at)
        #expect(Instant(milliseconds: -1).text == "1969-12-31T23:59:59.999Z")
        #expect(Hub.now.text == "2026-11-23T09:00:00.000Z")
        #expect(Day(2026, 1, 31).addingMonths(1) == Day(2026, 2, 28))
        #expect(Day(2026, 11, 30).addingMonths(3) == Day(2027, 2, 28))
        #expect(Day(2026, 12, 15).addingMonths(12) == Day(2027, 12, 15))
        #expect(Day("2026-02-30") == nil && Day("2026-2-3") == nil && Day("") == nil)
        #expect(Instant("2026-11-23T25:00:00Z") == nil && Instant("2026-11-23 09:00:00Z") == nil)
    }

    @Test func identifiers() {
        let id = ids.next()
        #expect(Identifier(id.text) == id && Identifier(id.text.uppercased()) == id && id.version == 7)
        #expect(
            UUID(uuidString: id.text) != nil && Identifier("x" + id.text.dropFirst()) == nil && Identifier("") == nil)
        var random = SeededGenerator(seed: 1)
        let made = Identifier(at: Hub.now, using: &random)
        #expect(made.version == 7 && Int64(made.high >> 16) == Hub.now.milliseconds)
        #expect(made.text.utf8.dropFirst(19).first.map { "89ab".utf8.contains($0) } == true)
        let reference = RecordReference(ID<Objective>(id))
        #expect(RecordReference(reference.text) == reference && RecordReference("objective") == nil)
    }
}
