public import Domain
import JSON

extension Reader {
    /// `{"seq", "review", "agendaItems", "reviewNotes", "decisions", "expected", "before"}`: all of one review. What the
    /// data would put on the agenda stands in `expected` while the review is scheduled; `before` is the one closed last.
    /// - Throws: `NotFound`
    public func sheet(of id: ID<Review>) throws -> [UInt8] {
        guard let review = try find(id) else { throw NotFound(kind: Review.kind.name) }
        let mine = Value.id(id.raw), last = try lastReview(before: review)
        var json = JSONWriter(capacity: 32 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.members(["seq": .int(try seq())])
        json.key("review")
        try writeOne(Review.self, where: SQL("id = ?", mine), to: &json)
        json.key(AgendaItem.kind.plural)
        try write(AgendaItem.self, where: SQL("review = ? ORDER BY position, id", mine), to: &json)
        json.key(ReviewNote.kind.plural)
        try write(ReviewNote.self, where: SQL("review = ? ORDER BY created_at, id", mine), to: &json)
        json.key(Decision.kind.plural)
        try write(Decision.self, where: SQL("review = ? ORDER BY created_at, id", mine), to: &json)
        json.key("expected")
        let there = try records(AgendaItem.self, SQL("review = ?", mine))
        let expected = review.state == .scheduled ? try agenda(of: review, after: last) : []
        json.list(Agenda.missing(expected, from: there)) { json, entry in
            json.object([
                "cause": entry.cause.value, "about": (entry.about).value, "title": .text(entry.title),
                "evidence": entry.evidence.value, "minutes": entry.minutes.value, "position": .real(entry.position),
            ])
        }
        json.key("before")
        try writeOne(Review.self, where: SQL("id = ?", .id(last?.id.raw ?? .none)), to: &json)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// The review of the plan that was closed last before this one.
    private func lastReview(before review: Review) throws -> Review? {
        if let previous = review.previous { return try find(previous) }
        let closed = SQL(
            "plan = ? AND id <> ? AND state = 'closed' AND closed_seq < ?", .id(review.plan.raw), .id(review.id.raw),
            .int(review.openedSeq.map(Int64.init) ?? .max))
        return try records(Review.self, closed).max { ($0.closedSeq ?? 0) < ($1.closedSeq ?? 0) }
    }

    /// What the data puts on the agenda of a review at this moment.
    /// - Parameter last: the review that was closed last
    func agenda(of review: Review, after last: Review?) throws -> [Agenda.Entry] {
        let ofPlan = SQL("plan = ?", .id(review.plan.raw)), today = scope.today
        guard let one = try alignmentInputs(where: SQL("plan.id = ?", .id(review.plan.raw)), today: today).first else {
            return []
        }
        let zone = try zone()
        var input = AgendaInput(review.type, of: one.plan, today: today)
        input.since = last?.closedAt.map { Day(of: $0, in: zone) }
        input.teams = Dictionary(uniqueKeysWithValues: try records(Team.self, SQL("1 = 1")).map { ($0.id, $0.name) })
        input.alignment = Alignment(one.input, weights: try alignmentWeights())
        input.signatures = one.input.signatures
        input.drift = try one.plan.teams.compactMap { team in
            guard let signOff = one.signOffs[team], one.input.signatures[team]?.isStale ?? false else { return nil }
            return .init(team, changes: try drift(of: one.plan, team, since: Int64(signOff.seq)).count)
        }
        input.gaps = PerceptionGap.all(one.pulsesByTeam)
        input.objectives = try records(Objective.self, ofPlan)
        input.commitments = try records(Commitment.self, ofPlan)
        input.tasks = try records(PlanTask.self, ofPlan + SQL(" AND promised < ?", .day(today)))
        input.renewal = try records(Account.self, SQL("id = ?", .id(one.plan.account.raw))).first?.renewal
        return Agenda.items(input)
    }
}
extension PlanAlignment {
    /// The pulses that count, of each team that gave any, in the order of the plan.
    var pulsesByTeam: [(team: ID<Team>, pulses: [Pulse])] {
        let byTeam = Dictionary(grouping: pulses, by: \.team).mapValues { $0.map(\.pulse) }
        return plan.teams.compactMap { team in byTeam[team].map { (team, $0) } }
    }
}
