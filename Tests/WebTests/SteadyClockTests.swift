import Domain
import HTTPTypes
import TestSupport
import Testing

@testable import Store
@testable import Web

/// What is kept for a time is let go of by a clock that can be trusted.
@Suite struct SteadyClockTests {
    private let start = Instant(milliseconds: 1_795_424_400_000)
    private static let year = 365 * 86_400

    @Test func halfADayWithoutAJump() {
        let clock = SteadyClock()
        func goesOn(from now: Instant, hours: Int) -> [Bool] {
            (0...hours).map { clock.isSteady(at: now.adding(seconds: $0 * 3600)) }
        }
        let trusted = Array(repeating: false, count: 12) + [true, true]
        #expect(goesOn(from: start, hours: 13) == trusted)
        #expect(goesOn(from: start.adding(seconds: Self.year), hours: 13) == trusted, "after a jump forwards")
        #expect(goesOn(from: start, hours: 13) == trusted, "and one back")
    }

    /// Not only once the clock has caught up with the visit before.
    @Test func aVisitIsCountedAfterTheClockWasSetBack() async throws {
        let house = try await House(), visitors = Visitors(), link = Token()
        func isNew() -> Bool { visitors.isNew(house.front.call(), link) }
        house.clock.now = start.adding(seconds: Self.year)
        #expect(isNew() && !isNew())
        house.clock.now = start
        #expect(isNew() && !isNew())
    }

    /// A clock that is years ahead for hours, and is put right, costs nobody their session, and nothing is done twice.
    @Test func aClockThatIsPutRightHasCostNothing() async throws {
        let house = try await House(), right = house.clock.now, key = Identifier(high: 0x7000, low: 7).text
        let keyed = HTTPFields(dictionaryLiteral: (HTTPField.Name("Idempotency-Key")!, key))
        let body = #"{"plan":"\#(house.hub.plan.text)","team":"\#(house.hub.teams[0].text)","title":"Once"}"#
        let made = try await house.ask(.manager, .post, "/api/tasks", body, headers: keyed)
        #expect(made.status == 201)
        func stays(for hours: Int) async throws {
            for _ in 0..<hours {
                try await house.site.tidy(at: house.clock.now)
                house.clock.now = house.clock.now.adding(seconds: 3600)
            }
        }
        try await stays(for: 14)
        house.clock.now = right.adding(seconds: 3 * Self.year)
        #expect(try await house.ask(.manager, .get, "/api/session").status == 401)
        try await stays(for: 10)
        house.clock.now = right.adding(seconds: 86_400)
        try await stays(for: 10)
        #expect(try await house.ask(.manager, .get, "/api/session").status == 200)
        let again = try await house.ask(.manager, .post, "/api/tasks", body, headers: keyed)
        #expect(again.object["id"] as? String == made.object["id"] as? String)
        // What is old in truth goes.
        house.clock.now = right.adding(seconds: 100 * 86_400)
        try await stays(for: 13)
        for table in ["session", "request"] {
            let left = try await house.hub.store.read(as: .quartet) {
                try $0.connection.first("SELECT count(*) FROM \(table)") { $0.int(0) }
            }
            #expect(left == 0, "\(table)")
        }
    }
}
