import Domain
import Testing

@Suite struct DayTests {
    /// Zones on both sides of the date line, with half hours, and such as put their clocks on at midnight itself.
    private static let zones = [
        "UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Auckland",
        "Pacific/Kiritimati", "Pacific/Pago_Pago", "Australia/Lord_Howe", "Atlantic/Azores", "America/St_Johns",
        "Africa/Cairo", "Asia/Beirut", "America/Santiago", "America/Havana", "America/Nuuk",
    ]

    @Test(arguments: [
        ("UTC", "2026-11-23", "2026-11-23T00:00:00.000Z"),
        ("Europe/Vienna", "2026-03-29", "2026-03-28T23:00:00.000Z"),
        ("Europe/Vienna", "2026-03-30", "2026-03-29T22:00:00.000Z"),
        ("Europe/Vienna", "2026-10-25", "2026-10-24T22:00:00.000Z"),
        ("Europe/Vienna", "2026-10-26", "2026-10-25T23:00:00.000Z"),
        ("America/New_York", "2026-03-09", "2026-03-09T04:00:00.000Z"),
        ("Asia/Kolkata", "2026-11-23", "2026-11-22T18:30:00.000Z"),
        ("Pacific/Kiritimati", "2026-11-23", "2026-11-22T10:00:00.000Z"),
        // Here clocks go from 23:59:59 to 01:00, and there is no midnight.
        ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00.000Z"),
        ("America/Santiago", "2026-09-06", "2026-09-06T04:00:00.000Z"),
        ("America/Havana", "2026-03-08", "2026-03-08T05:00:00.000Z"),
        // And here there are two: the day begins with the first.
        ("America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z"),
        ("Atlantic/Azores", "2026-10-25", "2026-10-25T00:00:00.000Z"),
        ("Nowhere/AtAll", "2026-11-23", "2026-11-23T00:00:00.000Z"),
    ]) func beginsWhereItsClockSays(zone: String, day: String, moment: String) throws {
        #expect(try #require(Day(day)).begins(in: zone).text == moment)
    }

    @Test(arguments: zones) func everyDayBeginsWhereTheOneBeforeEnds(zone: String) {
        for number in Day(2026, 1, 1).number...Day(2027, 12, 31).number {
            let day = Day(number: number), begins = day.begins(in: zone)
            #expect(Day(of: begins, in: zone) == day, "\(day.text)")
            let before = Instant(milliseconds: begins.milliseconds - 1)
            #expect(Day(of: before, in: zone) == day + -1, "\(day.text)")
        }
    }

    @Test func theWeekBeginsOnMonday() {
        for (day, monday) in [
            (Day(2026, 11, 23), Day(2026, 11, 23)), (Day(2026, 11, 29), Day(2026, 11, 23)),
            (Day(2026, 11, 22), Day(2026, 11, 16)), (Day(2027, 1, 1), Day(2026, 12, 28)),
            (Day(1969, 12, 31), Day(1969, 12, 29)),
        ] { #expect(day.monday == monday) }
    }
}
