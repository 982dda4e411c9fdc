/// The handshake by which a task that one team asks of another becomes a promise.
public enum Handshake: String, Choice { case requested, accepted, declined, countered }

extension PlanTask {
    /// What one side says to the other.
    public enum Answer: String, Choice { case accepted, declined, countered, withdrawn }
    public enum Side: Sendable { case asks, delivers }

    /// The side whose word is waited for; nil where none is.
    public var awaited: Side? {
        switch handshake {
        case .requested: .delivers
        case .countered: .asks
        case .accepted, .declined, nil: nil
        }
    }

    /// A day was promised, and the asker has not let go of it. While another day is being talked about it stands.
    public var stands: Bool { promised != nil && !released }

    /// On which side somebody stands; on none, who belongs to neither team. Who asked stands for the asking side, unless
    /// they act for the team that delivers.
    /// - Parameter part: what they are on the plan's team, if anything
    public func side(of member: ID<Member>, as part: PlanMember?) -> Side? {
        if let part, part.team == team { return .delivers }
        if let part, part.team == from { return .asks }
        return from != nil && stamp.createdBy == member.raw ? .asks : nil
    }

    // MARK: by hand

    /// Follows from edits by hand: a task for another team is a request, so is another day for a promise, and what the
    /// asking side drops is released.
    mutating func shakeHands(since old: PlanTask?, by actor: ID<Member>, in records: some Lookup) throws {
        let part = try records.planMember(actor, on: plan)
        guard let old else {
            return try ask(for: from ?? part?.team ?? records.find(actor)?.team)
        }
        // An action has said all there is to say.
        if handshake != old.handshake || promised != old.promised || answeredAt != old.answeredAt { return }
        if team != old.team {
            if old.stands || !old.misses.isEmpty { throw Invalid([Problem("team", "cannot change: it has promised")]) }
            forgetPromise()
            return ask(for: part?.team ?? from)
        }
        let side = old.side(of: actor, as: part)
        if old.stands, status == .dropped, old.status != .dropped, side == .asks { released = true }
        if due != old.due, stands || awaited != nil { try propose(due, from: side, since: old) }
    }

    private mutating func ask(for team: ID<Team>?) {
        from = team == self.team ? nil : team
        if from != nil, handshake == nil { handshake = .requested }
    }

    /// A day moved by hand: the delivering side offers it, anybody else asks for it.
    private mutating func propose(_ day: Day?, from side: Side?, since old: PlanTask) throws(Invalid) {
        guard status.isOpen else { throw Invalid([Problem("due", "is promised, and the task is no longer open")]) }
        guard let day else {
            if side != .delivers, !stands { return handshake = .requested }
            throw Invalid([Problem("due", "is promised: ask for another day instead")])
        }
        if side == .delivers {
            (handshake, counter, due) = (.countered, day, old.due)
        } else {
            (handshake, counter) = (.requested, nil)
        }
    }

    // MARK: by answers

    /// - Parameters:
    ///   - side: on which the answering member stands; the other's word is not theirs to give
    ///   - day: the counter-offer; with an acceptance the promised day where the request names none, or an earlier one
    /// - Throws: `Invalid`
    public mutating func answer(
        _ word: Answer, from side: Side, day: Day?, reason: String?, by member: ID<Member>, at now: Instant, today: Day
    ) throws(Invalid) {
        if side == .asks, word == .countered || word == .declined && !stands {
            throw Invalid([Problem("answer", "must be accepted or withdrawn: you are the one who asks")])
        }
        if side == .delivers, word == .withdrawn, !(stands && handshake == .countered) {
            throw Invalid([Problem("answer", "must be accepted, declined or countered")])
        }
        if word == .accepted || word == .countered, !status.isOpen {
            throw Invalid([Problem("answer", "comes too late: the task is \(status.rawValue)")])
        }
        switch word {
        case .accepted: try accept(day, today)
        case .declined:
            guard reason != nil else { throw Invalid([Problem("reason", "is required to decline")]) }
            if stands { holdToPromise() } else { handshake = .declined }
        case .countered:
            guard let day else { throw Invalid([Problem("day", "is required to counter")]) }
            (handshake, counter) = (.countered, day)
        case .withdrawn:
            if stands { holdToPromise() } else { (status, handshake, counter) = (.dropped, nil, nil) }
        }
        (answer, answeredBy, answeredAt) = (reason, member, now)
        if firstAnsweredAt == nil { firstAnsweredAt = now }
    }

    /// What was talked about is off: the promise is as it was.
    private mutating func holdToPromise() { (handshake, due, counter) = (.accepted, promised, nil) }

    /// Another day after the promised one has passed notes a miss; before, it does not.
    private mutating func accept(_ offered: Day?, _ today: Day) throws(Invalid) {
        let wanted = handshake == .countered ? counter : due
        guard let day = handshake == .countered ? counter : offered ?? due else {
            throw Invalid([Problem("day", "is required: the request names none")])
        }
        if let wanted, day > wanted {
            throw Invalid([Problem("day", "is later than the day that was asked for: counter with it instead")])
        }
        if stands, let promised, promised < today, promised != day, !misses.contains(promised) {
            misses.append(promised)
        }
        (handshake, promised, due, counter, released) = (.accepted, day, day, nil, false)
    }

    /// The asker lets go of it.
    /// - Throws: `Invalid` where nothing stands, or it was kept
    public mutating func release() throws(Invalid) {
        if !stands || status == .done { throw Invalid([Problem("promised", "must be a standing promise")]) }
        if handshake != .accepted { holdToPromise() }
        released = true
    }

    mutating func forgetPromise() {
        (handshake, promised, counter, answer, answeredBy, answeredAt) = (nil, nil, nil, nil, nil, nil)
        (firstAnsweredAt, released, misses) = (nil, false, [])
    }

    // MARK: what is kept

    /// How far back promises count, in days.
    public static let promiseWindow = 90

    /// A promised day that has come, and whether the task was done by then.
    public struct Due: Hashable, Sendable {
        public let day: Day, isKept: Bool
        public init(_ day: Day, isKept: Bool) { (self.day, self.isKept) = (day, isKept) }
    }

    /// The promised days of this task that fell due in a period, those that were missed and moved among them.
    /// - Parameters:
    ///   - period: days of the workspace
    ///   - today: no day after it has come
    ///   - doneOn: the day of `doneAt` in the workspace's zone
    public func due(in period: ClosedRange<Day>, today: Day, doneOn: Day?) -> [Due] {
        var all = misses.filter { period.contains($0) && $0 <= today }.map { Due($0, isKept: false) }
        guard stands, let promised else { return all }
        // A promise that was dropped is missed at once, one that is kept on its day counts on that day.
        let isKept = status == .done && doneOn.map { $0 <= promised } ?? false, isDropped = status == .dropped
        let day = isDropped ? min(promised, today) : promised
        if period.contains(day), day < today || isDropped || isKept && day == today {
            all.append(Due(day, isKept: isKept))
        }
        return all
    }
}
