import Testing

@testable import Domain

/// The agenda that fills itself, by hand-computed vectors.
@Suite struct AgendaTests {
    private let sales = id(1, Team.self), marketing = id(2, Team.self), today = Day(2026, 11, 23)
    private static func id<R: Record>(_ n: UInt64, _: R.Type) -> ID<R> { ID(Identifier(high: n, low: 0)) }

    private func input(_ type: Review.Form = .quarterly) -> AgendaInput {
        let plan = Plan(Self.id(9, Plan.self)) {
            ($0.start, $0.end, $0.teams) = (Day(2026, 7, 1), Day(2027, 6, 30), [sales, marketing])
        }
        var input = AgendaInput(type, of: plan, today: today)
        input.teams = [sales: "Sales", marketing: "Marketing"]
        return input
    }
    private func objective(_ n: UInt64, current: Double?, target: Double? = 140, due: Day? = nil) -> Objective {
        Objective(Self.id(100 + n, Objective.self)) {
            ($0.number, $0.title, $0.baseline, $0.target) = (Int(n), "Objective \(n)", 40, target)
            ($0.current, $0.due) = (current, due)
        }
    }

    /// 145 of 364 days are gone: 39.8 %. On the way of 100 from 40, an even pace is at 79.8.
    @Test(arguments: [
        (79.8, Pace.State.on), (75, .on), (74, .behind), (60, .behind), (59, .risk), (140, .reached), (20, .risk),
    ]) func pace(current: Double, state: Pace.State) throws {
        let pace = try #require(Pace(of: objective(1, current: current), on: input().plan, today: today))
        #expect(pace.state == state)
        #expect(abs(try #require(pace.expected) - 145.0 / 364) < 1e-12)
    }

    @Test func paceWithoutAMeasureOrAnEnd() {
        var plan = input().plan
        #expect(Pace(of: objective(1, current: nil), on: plan, today: today) == nil)
        #expect(Pace(of: objective(1, current: 50, target: nil), on: plan, today: today) == nil)
        plan.end = nil
        #expect(Pace(of: objective(1, current: 41), on: plan, today: today)?.state == .on)
        #expect(Pace(of: objective(1, current: 41, target: 40), on: plan, today: today)?.state == .reached)
    }

    @Test func anEmptyPlanHasLittleToSay() {
        #expect(Agenda.items(input(.weekly)) == [])
        #expect(Agenda.items(input()).map(\.title) == ["Sign-offs"])
        #expect(Agenda.items(input()).first?.evidence == "0 of 2 teams agree to the plan as it is")
    }

    @Test func everythingInTheOrderOfAQuarter() {
        var input = input()
        input.since = Day(2026, 8, 18)
        var score = AlignmentInput(teams: [sales, marketing])
        score.signatures = [sales: .init(.agreed), marketing: .init(.agreed, isStale: true)]
        (input.alignment, input.signatures) = (Alignment(score), score.signatures)
        input.gaps = [
            PerceptionGap(.confidence, lowest: .init(sales, 2), highest: .init(marketing, 4.25)),
            PerceptionGap(.clarity, lowest: .init(marketing, 2.5), highest: .init(sales, 4.6)),
        ]
        input.objectives = [objective(1, current: 80), objective(2, current: 70), objective(3, current: 45)]
        input.commitments = [
            Commitment(Self.id(200, Commitment.self)) {
                ($0.objective, $0.team, $0.state, $0.reason) = (
                    input.objectives[1].id, marketing, .declined, "No budget"
                )
            },
            Commitment(Self.id(201, Commitment.self)) {
                ($0.objective, $0.team, $0.state) = (input.objectives[0].id, sales, .declined)
                $0.settledAt = Instant(milliseconds: 1)
            },
        ]
        input.tasks = [late(1, Day(2026, 11, 20)), late(2, Day(2026, 11, 11)), late(3, today), late(4, nil)]
        input.drift = [.init(marketing, changes: 1)]
        input.renewal = Day(2027, 1, 14)

        let items = Agenda.items(input)
        #expect(
            items.map { "\($0.title): \($0.evidence ?? "")" } == [
                "What changed since the last review: Since 18 August 2026",
                "Alignment: \(Alignment(score).score) of 100, provisional, weakest Marketing",
                "Perception gap: clarity: Sales 4.6, Marketing 2.5",
                "Perception gap: confidence: Marketing 4.2, Sales 2.0",
                "Objective 3: At risk: 5 % of the way, 40 % of the time",
                "Objective 2: Behind: 30 % of the way, 40 % of the time",
                "Settle: Marketing declined Objective 2: No budget",
                "Overdue promises: 2, up to 12 days late",
                "Marketing signed an earlier plan: 1 change since the team's sign-off",
                "Renewal: 14 January 2027, in 52 days",
                "Sign-offs: 1 of 2 teams agree to the plan as it is",
            ])
        #expect(items.map(\.position) == items.map(\.position).sorted())
        #expect(items[4].about == RecordReference(input.objectives[2].id))

        var other = input
        (other.objectives, other.gaps) = (input.objectives.reversed(), input.gaps.reversed())
        (other.tasks, other.commitments) = (input.tasks.reversed(), input.commitments.reversed())
        #expect(Agenda.items(other) == items, "the order in which things are found says nothing")
    }

    private func late(_ n: UInt64, _ promised: Day?) -> PlanTask {
        PlanTask(Self.id(300 + n, PlanTask.self)) { ($0.title, $0.promised) = ("Task \(n)", promised) }
    }

    @Test func eachTypeHasItsOwn() {
        func causes(_ type: Review.Form) -> [AgendaItem.Cause] {
            var input = input(type)
            input.objectives = [objective(1, current: 45)]
            input.tasks = [late(1, Day(2026, 11, 22))]
            return Agenda.items(input).map(\.cause)
        }
        #expect(causes(.weekly) == [.overdue, .behind])
        #expect(causes(.quarterly) == [.behind, .overdue, .signOffs])
        #expect(causes(.signOff) == [.signOffs])
    }

    @Test func aRenewalIsNearForNinetyDays() {
        for (day, isNear) in [(today, true), (today + 90, true), (today + 91, false), (today + -1, false)] {
            var input = input(.weekly)
            input.renewal = day
            #expect(Agenda.items(input).isEmpty == !isNear, "\(day.text)")
        }
    }

    @Test func whatIsThereAlreadyIsNotPutThereAgain() {
        var input = input()
        input.objectives = [objective(1, current: 45), objective(2, current: 45)]
        let items = Agenda.items(input), review = Review(Self.id(5, Review.self)) { _ in }
        var pinned = AgendaItem(Self.id(6, AgendaItem.self), items[0], in: review)
        (pinned.title, pinned.position) = ("Renamed since", 70_000)
        #expect(Agenda.missing(items, from: [pinned]) == Array(items.dropFirst()))
    }

    @Test func gapsAreTwoWide() {
        func pulse(_ clarity: Int) -> Pulse { Pulse(Self.id(7, Pulse.self)) { $0.clarity = clarity } }
        let wide = PerceptionGap.all([(sales, [pulse(4), pulse(5)]), (marketing, [pulse(2), pulse(3)])])
        #expect(
            wide == [PerceptionGap(.clarity, lowest: .init(marketing, 2.5), highest: .init(sales, 4.5))])
        #expect(PerceptionGap.all([(sales, [pulse(4)]), (marketing, [pulse(3)])]).isEmpty)
        #expect(PerceptionGap.all([]).isEmpty)
    }
}
