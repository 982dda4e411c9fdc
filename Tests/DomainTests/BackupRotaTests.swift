import Domain
import Testing

@Suite struct BackupRotaTests {
    private let rota = BackupRota(hour: 2, days: 3, weeks: 2, zone: "Europe/Vienna")

    @Test func itIsDueOnceADayAtItsHour() {
        // Vienna is an hour ahead: at two it is one o'clock in UTC.
        let two = Instant("2026-11-25T01:00:00Z") ?? Instant(milliseconds: 0)
        #expect(rota.due(at: two) == two)
        #expect(rota.due(at: two.adding(seconds: -1)) == two.adding(seconds: -86_400))
        #expect(rota.due(at: two.adding(seconds: 86_399)) == two)
        #expect(rota.next(after: two) == two.adding(seconds: 86_400))
        #expect(rota.next(after: two.adding(seconds: -1)) == two)
    }

    @Test func theLastOfEachDayAndEachWeekStays() {
        let day = 86_400, newest = Instant("2026-11-25T01:00:00Z") ?? Instant(milliseconds: 0)  // a Wednesday
        let moments = (0..<40).map { newest.adding(seconds: -$0 * day) }
        let twice = newest.adding(seconds: -3600 * 5)  // on the day before, later than the one of that morning
        #expect(
            rota.kept(of: moments + [twice])
                == [newest, twice, newest.adding(seconds: -2 * day), newest.adding(seconds: -3 * day)])
        // Without days there are still weeks, and the newest whatever is said.
        #expect(BackupRota(hour: 2, days: 0, weeks: 0, zone: "UTC").kept(of: moments) == [newest])
        // A server that was off keeps what it has.
        let old = (0..<3).map { newest.adding(seconds: -(200 + $0 * 30) * day) }
        #expect(rota.kept(of: old) == Set(old))
        #expect(rota.kept(of: []).isEmpty)
    }
}
