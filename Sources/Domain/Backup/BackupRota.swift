/// When backups are made by themselves, and which of them stay.
public struct BackupRota: Hashable, Sendable {
    /// The hour, 0…23, at which one is due each day.
    public var hour: Int
    /// How many of the newest days, and of the newest weeks, keep their last one.
    public var days, weeks: Int
    /// In which days are meant, such as Europe/Berlin.
    public var zone: String

    public init(hour: Int, days: Int, weeks: Int, zone: String) {
        (self.hour, self.days, self.weeks, self.zone) = (hour, days, weeks, zone)
    }

    /// The moment, not after this one, at which a backup was due last.
    public func due(at now: Instant) -> Instant {
        let today = Day(of: now, in: zone), moment = moment(of: today)
        return moment <= now ? moment : self.moment(of: today + -1)
    }
    /// The moment after this one at which the next is due.
    public func next(after now: Instant) -> Instant {
        let today = Day(of: now, in: zone), moment = moment(of: today)
        return moment > now ? moment : self.moment(of: today + 1)
    }
    private func moment(of day: Day) -> Instant { day.begins(in: zone).adding(seconds: hour * 3600) }

    /// Those of the backups that stay, by when they were made. Days and weeks without one are not counted, so that a server
    /// that was off for a month still has its old ones. The newest always stays.
    public func kept(of moments: [Instant]) -> Set<Instant> {
        let newest = moments.sorted(by: >)
        func last(_ count: Int, by key: (Day) -> Day) -> [Instant] {
            var seen: Set<Day> = []
            return newest.filter { seen.insert(key(Day(of: $0, in: zone))).inserted }.prefix(count).map(\.self)
        }
        return Set(newest.prefix(1) + last(days) { $0 } + last(weeks, by: \.monday))
    }
}

extension Workspace {
    /// Nil where no backups are made by themselves.
    public var backupRota: BackupRota? {
        makesBackups ? BackupRota(hour: backupHour, days: backupDays, weeks: backupWeeks, zone: timeZone) : nil
    }
}
