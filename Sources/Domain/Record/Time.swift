import Foundation

/// A day of the calendar, without a zone.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int
    public init(number: Int) { self.number = number }

    /// The days that a field may hold.
    public static let bounds = Day(1970, 1, 1)...Day(2199, 12, 31)

    /// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
    public init(_ year: Int, _ month: Int, _ day: Int) {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400
        let doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468
    }

    /// The same paper's civil_from_days.
    public var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719_468, era = (z >= 0 ? z : z - 146_096) / 146_097, doe = z - era * 146_097
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1)
    }

    /// `2026-11-23`, and nothing else; the 30th of February is no day.
    public init?(_ text: some StringProtocol) {
        let t = Array(text.utf8)
        guard t.count == 10, t[4] == UInt8(ascii: "-"), t[7] == UInt8(ascii: "-"),
            let y = decimal(t[0..<4]), let m = decimal(t[5..<7]), let d = decimal(t[8..<10])
        else { return nil }
        self.init(y, m, d)
        guard civil == (y, m, d) else { return nil }
    }

    /// The day in UTC on which this moment falls.
    public init(of moment: Instant) {
        let days = moment.milliseconds / 86_400_000
        number = Int(moment.milliseconds % 86_400_000 < 0 ? days - 1 : days)
    }

    /// The day on which this moment falls in a time zone; UTC where there is no such zone.
    public init(of moment: Instant, in zone: String) {
        let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
        self.init(of: moment.adding(seconds: TimeZone(identifier: zone)?.secondsFromGMT(for: date) ?? 0))
    }

    /// The moment at which it begins in a time zone; in UTC where there is no such zone.
    public func begins(in zone: String) -> Instant {
        let midnight = Instant(milliseconds: Int64(number) * 86_400_000)
        guard let zone = TimeZone(identifier: zone) else { return midnight }
        func offset(at moment: Instant) -> Int {
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000))
        }
        // The offset that holds at midnight there, which is not the one at midnight here where clocks change between.
        let first = midnight.adding(seconds: -offset(at: midnight))
        let begin = midnight.adding(seconds: -offset(at: first))
        // Where clocks go on at midnight itself, there is none: the day begins with the change.
        return begin.adding(seconds: offset(at: begin)) < midnight ? first : begin
    }

    /// The Monday of its week (ISO 8601).
    public var monday: Day { self + -((number + 3) % 7 + 7) % 7 }

    public var text: String {
        let (y, m, d) = civil
        return "\(padded(y, 4))-\(padded(m, 2))-\(padded(d, 2))"
    }

    public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
    public static func - (a: Day, b: Day) -> Int { a.number - b.number }
    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    /// The same day of a later month; the last one where that month is shorter (31 January → 28 February).
    public func addingMonths(_ months: Int) -> Day {
        let (y, m, d) = civil, first = y * 12 + m - 1 + months
        let (year, month) = (first / 12, first % 12 + 1)
        let next = Day((first + 1) / 12, (first + 1) % 12 + 1, 1)
        return min(Day(year, month, 1) + (d - 1), next + -1)
    }
}

/// A moment: milliseconds since 1970 UTC in storage, RFC 3339 in UTC in JSON.
public struct Instant: Hashable, Comparable, Sendable {
    public let milliseconds: Int64
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public init?(_ text: some StringProtocol) {
        let t = Array(text.utf8)
        guard t.count == 20 || t.count == 24, t[10] == UInt8(ascii: "T"), t[13] == UInt8(ascii: ":"),
            t[16] == UInt8(ascii: ":"), t.last == UInt8(ascii: "Z"),
            let day = Day(String(decoding: t[0..<10], as: UTF8.self)),
            let h = decimal(t[11..<13]), let m = decimal(t[14..<16]), let s = decimal(t[17..<19]),
            h < 24, m < 60, s < 60,
            let ms = t.count == 20 ? 0 : t[19] == UInt8(ascii: ".") ? decimal(t[20..<23]) : nil
        else { return nil }
        milliseconds = Int64(((day.number * 24 + h) * 60 + m) * 60 + s) * 1000 + Int64(ms)
    }

    /// `2026-11-23T07:44:12.345Z`
    public var text: String {
        let day = Day(of: self), rest = Int(milliseconds) - day.number * 86_400_000
        let (h, m, s) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60)
        return "\(day.text)T\(padded(h, 2)):\(padded(m, 2)):\(padded(s, 2)).\(padded(rest % 1000, 3))Z"
    }

    public func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1000) }
    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
}

/// Integer minor units of the workspace currency.
public struct Money: Hashable, Comparable, Sendable {
    public let minor: Int64
    public init(minor: Int64) { self.minor = minor }

    /// What a field may hold, in minor units: what a browser's numbers hold exactly.
    public static let bounds: ClosedRange<Int64> = -9_000_000_000_000_000...9_000_000_000_000_000
    public static func < (a: Money, b: Money) -> Bool { a.minor < b.minor }
}

private func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    var n = 0
    for c in digits {
        guard c >= UInt8(ascii: "0"), c <= UInt8(ascii: "9") else { return nil }
        n = n * 10 + Int(c - UInt8(ascii: "0"))
    }
    return n
}
private func padded(_ n: Int, _ width: Int) -> String {
    let text = String(n)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
