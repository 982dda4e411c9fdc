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

    /// Follows from edits by hand: a task made for another team is a request, and so is another day for a promise.
    mutating func shakeHands(since old: PlanTask?, by actor: ID<Member>, in records: some Lookup) throws {
        guard let old else {
            if from == nil, let part = try records.planMember(actor, on: plan) { from = part.team }
            if from == team { from = nil }
            if from != nil, handshake == nil { handshake = .requested }
            return
        }
        guard old.handshake == .accepted, handshake == .accepted, due != old.due, status.isOpen else { return }
        guard let day = due else { throw Invalid([Problem("due", "is promised: ask for another day instead")]) }
        if try records.planMember(actor, on: plan)?.team == team {
            (handshake, counter, due) = (.countered, day, old.due)
        } else {
            handshake = .requested
        }
    }

    /// - Parameters:
    ///   - side: on which the answering member stands; the other's word is not theirs to give
    ///   - day: the promised day where it is not the one that was asked for, or the counter-offer
    /// - Throws: `Invalid`
    public mutating func answer(
        _ word: Answer, from side: Side, day: Day?, reason: String?, by member: ID<Member>, at now: Instant, today: Day
    ) throws(Invalid) {
        if side == .asks, word == .declined || word == .countered {
            throw Invalid([Problem("answer", "must be accepted or withdrawn: you are the one who asks")])
        }
        if side == .delivers, word == .withdrawn {
            throw Invalid([Problem("answer", "must be accepted, declined or countered")])
        }
        switch word {
        case .accepted: try accept(handshake == .countered ? counter : day ?? due, today)
        case .declined:
            guard reason != nil else { throw Invalid([Problem("reason", "is required to decline")]) }
            handshake = .declined
        case .countered:
            guard let day else { throw Invalid([Problem("day", "is required to counter")]) }
            (handshake, counter) = (.countered, day)
        case .withdrawn: (status, handshake, counter, released) = (.dropped, nil, nil, promised != nil)
        }
        (answer, answeredBy, answeredAt) = (reason, member, now)
    }

    /// Another day after the promised one has passed notes a miss; before, it does not.
    private mutating func accept(_ day: Day?, _ today: Day) throws(Invalid) {
        guard let day else { throw Invalid([Problem("day", "is required: the request names none")]) }
        if let promised, promised < today, promised != day, status.isOpen, !misses.contains(promised) {
            misses.append(promised)
        }
        (handshake, promised, due, counter) = (.accepted, day, day, nil)
    }

    /// The asker lets go of it.
    /// - Throws: `Invalid` where nothing was promised
    public mutating func release() throws(Invalid) {
        if promised == nil || released { throw Invalid([Problem("promised", "must be a standing promise")]) }
        released = true
    }

    mutating func forgetPromise() {
        (handshake, promised, counter, answer, answeredBy, answeredAt) = (nil, nil, nil, nil, nil, nil)
        (released, misses) = (false, [])
    }

    /// How far back promises count, in days.
    public static let promiseWindow = 90

    /// What this task adds to its team's promises that fell due in the window: kept of due.
    /// - Parameter doneOn: the day of `doneAt` in the workspace's zone
    public func promises(today: Day, doneOn: Day?) -> AlignmentInput.Kept {
        let first = today + -Self.promiseWindow
        let missed = misses.count { $0 >= first && $0 <= today }
        guard let promised, !released, promised >= first else { return .init(0, of: missed) }
        let isKept = status == .done && doneOn.map { $0 <= promised } ?? false
        let fellDue = promised < today || status == .dropped || isKept && promised == today
        return fellDue ? .init(isKept ? 1 : 0, of: missed + 1) : .init(0, of: missed)
    }
}
