import Domain
import Foundation
import TestSupport
import Testing

@Suite struct MaterialTests {
    private let plan: Plan, objective: Objective, commitment: Commitment

    init() {
        func id<R>(_ n: UInt64) -> ID<R> { ID(Identifier(high: 0x0199_0000_0000_7000, low: 1 << 63 | n)) }
        let plan = Plan(id(1)) {
            ($0.title, $0.purpose) = ("FY27", "Grow: together")
            ($0.start, $0.end, $0.teams) = (Day(2026, 7, 1), Day(2027, 6, 30), [id(12), id(11)])
        }
        let objective = Objective(id(2)) {
            ($0.plan, $0.title, $0.measure, $0.unit) = (plan.id, "Adopt analytics", "Planners with a login", "%")
            ($0.baseline, $0.target, $0.current, $0.due) = (5, 40.5, 7, Day(2027, 3, 31))
            ($0.owner, $0.weight) = (id(21), 3)
        }
        (self.plan, self.objective) = (plan, objective)
        commitment = Commitment(id(3)) {
            ($0.plan, $0.objective, $0.team) = (plan.id, objective.id, id(12))
            ($0.state, $0.promise, $0.reason) = (.committed, "Zwei Kampagnen für Planer", "Never mind")
        }
    }
    private func text(_ plan: Plan? = nil, _ objectives: [Objective]? = nil, own: [Commitment]? = nil) -> String {
        Material(plan ?? self.plan, objectives ?? [objective]).text(own: own ?? [commitment])
    }

    /// Fingerprints of this text stand in data folders: were a word of it to change, all sign-offs would be stale.
    @Test func theTextIsPinned() {
        let id = "01990000-0000-7000-8000-0000000000"
        #expect(
            text() == """
                plan \(id)01 start=2026-07-01 end=2027-06-30 purpose=14:Grow: together teams=[\(id)0b,\(id)0c]
                objective \(id)02 measure=21:Planners with a login unit=1:% target=40.5 due=2027-03-31 owner=\(id)15 \
                leadTeam=- weight=3
                commitment \(id)03 state=9:committed promise=26:Zwei Kampagnen für Planer

                """)
    }

    @Test func noOrderMatters() {
        let more = (4...6).map { n in
            Objective(ID(Identifier(high: 0x0199_0000_0000_7000, low: 1 << 63 | n))) { $0.plan = plan.id }
        }
        let others = (7...9).map { n in
            Commitment(ID(Identifier(high: 0x0199_0000_0000_7000, low: 1 << 63 | n))) { $0.plan = plan.id }
        }
        var turned = plan
        turned.teams.reverse()
        let before = text(plan, [objective] + more, own: [commitment] + others)
        #expect(text(turned, more.reversed() + [objective], own: others.reversed() + [commitment]) == before)
    }

    @Test func whatIsMaterialAndWhatIsNot() {
        func moved<R: Record>(_ record: R, _ text: (R) -> String) -> Set<String> {
            var other = record
            return Set(
                R.fields.all.filter { field in
                    other = record
                    let value: Value =
                        switch field.get(record) {
                        case .list: .list([])
                        case .null:
                            switch field.traits.shape {
                            case .real: .real(9)
                            case .day: .day(Day(2026, 1, 1))
                            case .instant: .instant(Hub.now)
                            case .reference: .id(Identifier(high: 9, low: 9))
                            default: .text("else")
                            }
                        case .int(let n): .int(n + 1)
                        case .real(let n): .real(n + 1)
                        case .day(let day): .day(day + 1)
                        case .id: .id(Identifier(high: 9, low: 9))
                        case .text(let word):
                            switch field.traits.shape {
                            case .choice(let words): .text(words.first { $0 != word } ?? word)
                            default: .text(word + "x")
                            }
                        case let value: value
                        }
                    return field.set(&other, value) && text(other) != text(record)
                }.map(\.name))
        }
        #expect(moved(plan) { text($0) } == ["start", "end", "purpose", "teams"])
        #expect(
            moved(objective) { text(nil, [$0]) } == ["measure", "unit", "target", "due", "owner", "leadTeam", "weight"])
        #expect(moved(commitment) { text(own: [$0]) } == ["state", "promise"])
        #expect(text(nil, []) != text() && text(own: []) != text(), "that it is there is material")
    }

    /// Texts say how long they are, so that none of them can be read as what comes after it.
    @Test func noTextIsTakenForAnother() {
        var one = objective, two = objective
        (one.measure, one.unit) = ("a unit=1:b", nil)
        (two.measure, two.unit) = ("a", "b")
        #expect(text(nil, [one]) != text(nil, [two]))
        (one.measure, two.measure) = (nil, "-")
        (one.unit, two.unit) = (nil, nil)
        #expect(text(nil, [one]) != text(nil, [two]))
    }

    @Test(arguments: Verification.Section.allCases) func freshnessHalves(section: Verification.Section) {
        func fresh(_ seconds: Int) -> Double {
            Verification.freshness(of: section, verifiedAt: Hub.now, at: Hub.now.adding(seconds: seconds))
        }
        let half = section.halfLife * 86_400
        #expect(half == (section == .strategy ? 120 : 90) * 86_400)
        #expect(fresh(0) == 1 && fresh(half) == 0.5 && fresh(2 * half) == 0.25)
        #expect(fresh(half / 2) == 0.5.squareRoot(), "between, too")
        #expect(
            fresh(-1) == 1 && fresh(-400 * 86_400) == 1, "a clock that jumped back makes nothing fresher than fresh")
        #expect(fresh(100 * half) >= 0)
    }
}
