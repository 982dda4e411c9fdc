public import Domain

extension Store {
    /// What the passing of a day changes: promises fall due, weeks close, pulses age. Days that were missed get the
    /// score that stood then. To be called at start and often enough to notice each midnight of the workspace; it does
    /// nothing when the day is closed already, and where it was interrupted it goes on.
    public func closeDay(at now: Instant) async throws {
        guard let since = try await write(as: .quartet, at: now, { try $0.reader.beginDay() }) else { return }
        var last = Identifier.none as Identifier?
        while let next = last {
            // A chunk at a time, so that nobody waits for all of them.
            let (moved, end) = try await write(as: .quartet, at: now) { tx in
                var moved: [ScoreChange] = []
                return try (moved, tx.reader.closeDay(after: next, into: &moved))
            }
            if !moved.isEmpty { onScores(moved) }
            last = end
        }
        try await tellOverdue(since: since, at: now)
        try await tellReviews(at: now)
        try await write(as: .quartet, at: now) { try $0.reader.endDay() }
    }
}

extension Reader {
    /// How far back a trend looks, in days.
    private static let trendDays = 30
    /// So many days the history of a plan is shown; a longer gap is not filled from its beginning.
    static let historyDays = 730
    private static let mark = "scored"

    /// The day to which all scores are up to date; nil where none was closed yet.
    func scoredDay() throws -> Day? {
        try connection.first("SELECT value FROM setting WHERE name = ?", [.text(Self.mark)]) { Day($0.string(0)) }
            ?? nil
    }

    /// Writes down, for each day that was missed, the scores as they stood.
    /// - Returns: the day that was begun last; nil when there is nothing to do
    fileprivate func beginDay() throws -> Day? {
        let today = scope.today, marked = try scoredDay()
        if marked == today { return nil }
        let written = try connection.first("SELECT max(day) FROM alignment_day") { Day($0.string(0)) }
        if let last = marked ?? written ?? nil, last < today {
            for number in max(last + 1, today + -Self.historyDays).number..<today.number {
                try connection.run(ScoreRow.writeDay("TRUE", "NOTHING"), [.day(Day(number: number))])
            }
        }
        return marked ?? today
    }

    /// Brings the next plans after this one up to date and into the history.
    /// - Returns: the last of them, nil when there are no more
    fileprivate func closeDay(after plan: Identifier, into moved: inout [ScoreChange]) throws -> Identifier? {
        let last = try rescoreUnclosed(after: plan, into: &moved)
        let these = last == nil ? "alignment.plan > ?" : "alignment.plan > ? AND alignment.plan <= ?"
        let ends = [Value.id(plan)] + (last.map { [.id($0)] } ?? []), today = scope.today
        // Over what a clock that was ahead for a while has left there.
        try connection.run(ScoreRow.writeDay(these, "UPDATE"), [.day(today)] + ends)
        try connection.run(
            """
            UPDATE alignment SET earlier = (SELECT score FROM alignment_day WHERE alignment_day.plan = alignment.plan
                AND day <= ? ORDER BY day DESC LIMIT 1) WHERE is_active AND \(these)
            """, [.day(today + -Self.trendDays)] + ends)
        try connection.run(
            "UPDATE alignment SET trend = coalesce(round(score - earlier, 1), 0) WHERE is_active AND \(these)", ends)
        return last
    }

    fileprivate func endDay() throws {
        try connection.run(
            "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [.text(Self.mark), .text(scope.today.text)])
    }
}
