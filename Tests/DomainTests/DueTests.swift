import Domain
import TestSupport
import Testing

/// Which promised days count, and as what.
@Suite struct DueTests {
    private let today = Day(2026, 11, 23)
    /// The window of the score, as it is today.
    private var window: ClosedRange<Day> { today + -PlanTask.promiseWindow...today }

    private func promise(_ day: Day, _ edit: (inout PlanTask) -> Void = { _ in }) -> PlanTask {
        PlanTask(ID(Identifier(high: 1, low: 1))) {
            ($0.handshake, $0.promised, $0.due) = (.accepted, day, day)
            edit(&$0)
        }
    }
    private func due(_ task: PlanTask, doneOn: Day? = nil) -> [PlanTask.Due] {
        task.due(in: window, today: today, doneOn: doneOn)
    }

    @Test func theWindowIsNinetyDays() {
        #expect(due(promise(today + -90)) == [.init(today + -90, isKept: false)])
        #expect(due(promise(today + -91)).isEmpty)
        #expect(
            due(promise(today + -91) { $0.misses = [self.today + -90, self.today + -92] }).map(\.day) == [today + -90])
    }

    @Test func whatIsDueTodayIsNotMissedYet() {
        #expect(due(promise(today)).isEmpty && due(promise(today + 1)).isEmpty)
        #expect(due(promise(today + -1)) == [.init(today + -1, isKept: false)], "overdue counts as not kept")
        let done = promise(today) { $0.status = .done }
        #expect(due(done, doneOn: today) == [.init(today, isKept: true)], "what is kept on its day counts on that day")
    }

    @Test func whatIsDoneInTimeIsKept() {
        let day = today + -10, done = promise(day) { $0.status = .done }
        #expect(due(done, doneOn: day + -5) == [.init(day, isKept: true)])
        #expect(due(done, doneOn: day) == [.init(day, isKept: true)])
        #expect(due(done, doneOn: day + 1) == [.init(day, isKept: false)], "late is not kept")
        #expect(due(done, doneOn: nil) == [.init(day, isKept: false)])
        let early = promise(today + 5) { $0.status = .done }
        #expect(due(early, doneOn: today + -1).isEmpty, "before its day it has not fallen due")
        // Nothing that is not done is kept, whatever day is handed in.
        #expect(due(promise(day), doneOn: day) == [.init(day, isKept: false)])
    }

    @Test func aDroppedPromiseIsMissedAtOnce() {
        let drop: (inout PlanTask) -> Void = { $0.status = .dropped }
        #expect(due(promise(today + 40, drop)) == [.init(today, isKept: false)])
        #expect(due(promise(today, drop)) == [.init(today, isKept: false)])
        #expect(due(promise(today + -3, drop)) == [.init(today + -3, isKept: false)])
    }

    @Test func ofAReleasedOneOnlyTheMissesCount() {
        let released = promise(today + -3) { ($0.released, $0.misses) = (true, [self.today + -8]) }
        #expect(due(released) == [.init(today + -8, isKept: false)])
        #expect(due(promise(today + -3) { ($0.released, $0.status) = (true, .dropped) }).isEmpty)
    }

    @Test func eachMissCountsBesideThePromise() {
        let task = promise(today + -2) {
            ($0.misses, $0.status) = ([self.today + -20, self.today + -9, self.today + 3], .done)
        }
        #expect(
            due(task, doneOn: today + -2) == [
                .init(today + -20, isKept: false), .init(today + -9, isKept: false), .init(today + -2, isKept: true),
            ], "one of a day that has not come, as a clock that jumped back leaves it, does not")
        #expect(
            due(PlanTask(ID(Identifier(high: 1, low: 2))) { $0.due = self.today + -9 }).isEmpty, "no promise, no miss")
    }

    @Test func aPeriodMayBeAnyAndEndAfterToday() {
        let task = promise(today + -200) { $0.misses = [self.today + -300] }
        #expect(
            task.due(in: today + -365...today + 365, today: today, doneOn: nil).map(\.day) == [
                today + -300, today + -200,
            ])
        #expect(task.due(in: today + -250...today + -100, today: today, doneOn: nil).count == 1)
        #expect(promise(today + 9).due(in: today...today + 30, today: today, doneOn: nil).isEmpty)
    }
}
