public import Domain
import JSON

extension Reader {
    /// Promises between teams in a period: rows ask, columns deliver. For learning, by team and never by person.
    /// - Parameters: both days of the workspace; the last 90 days where they are left out
    /// - Throws: `Forbidden` for those who do not see every plan, `Invalid`
    public func reliability(from first: Day?, to last: Day?) throws -> [UInt8] {
        guard caller.seesEveryPlan else { throw Forbidden("Reliability between teams is for leaders and admins.") }
        let to = last ?? scope.today, from = first ?? to + -PlanTask.promiseWindow
        if to < from { throw Invalid([Problem("to", "must not be before from")]) }
        let sums = try sums(of: from...to)
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.members(["from": .day(from), "to": .day(to)])
        json.key("rows")
        json.list(sums.sorted { ($0.key.from.raw, $0.key.to.raw) < ($1.key.from.raw, $1.key.to.raw) }) { json, entry in
            let (pair, sum) = entry
            json.object([
                "from": .id(pair.from.raw), "to": .id(pair.to.raw), "made": .int(Int64(sum.made)),
                "due": .int(Int64(sum.due)), "kept": .int(Int64(sum.kept)),
                "share": sum.due == 0 ? .null : .real(Double(sum.kept) / Double(sum.due)),
                "medianDays": sum.medianDays.map { ($0 * 10).rounded() / 10 }.value,
            ])
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    private struct Pair: Hashable { let from, to: ID<Team> }
    private struct Sum {
        /// Promised for a day of the period, of these due by now, and kept; days from request to first answer.
        var made = 0, due = 0, kept = 0, days: [Double] = []

        var medianDays: Double? {
            let days = days.sorted()
            return days.isEmpty ? nil : (days[(days.count - 1) / 2] + days[days.count / 2]) / 2
        }
    }

    private func sums(of period: ClosedRange<Day>) throws -> [Pair: Sum] {
        let zone = try connection.first("SELECT time_zone FROM workspace") { $0.string(0) } ?? "UTC"
        let begin = period.lowerBound.begins(in: zone), end = (period.upperBound + 1).begins(in: zone)
        // What is dropped is missed at once, also before its day.
        let concerned = SQL(
            """
            "from" IS NOT NULL AND (promised >= ? OR misses <> '[]' OR first_answered_at BETWEEN ? AND ?)
            """, .day(period.lowerBound), .instant(begin), .instant(end))
        var sums: [Pair: Sum] = [:]
        for task in try records(PlanTask.self, concerned) {
            guard let asking = task.from else { continue }
            var sum = sums[Pair(from: asking, to: task.team)] ?? Sum()
            let doneOn = task.doneAt.map { Day(of: $0, in: zone) }
            let days = task.due(in: period, today: scope.today, doneOn: doneOn)
            sum.made += ((task.promised.map { [$0] } ?? []) + task.misses).count(where: period.contains)
            (sum.due, sum.kept) = (sum.due + days.count, sum.kept + days.count(where: \.isKept))
            if let answered = task.firstAnsweredAt, answered >= begin, answered < end {
                // A clock that jumped back makes no negative waiting.
                let waited = max(0, answered.milliseconds - task.stamp.createdAt.milliseconds)
                sum.days.append(Double(waited) / 86_400_000)
            }
            sums[Pair(from: asking, to: task.team)] = sum
        }
        return sums.filter { $0.value.made + $0.value.due + $0.value.days.count > 0 }
    }
}
