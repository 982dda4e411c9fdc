import Foundation

/// How well something fits what somebody looks for. What it is called counts most, then what kind of thing it is,
/// whether it is of today's plans, and how new it is.
public struct SearchRank: Sendable {
    /// Whether it is at work: of a plan that is active, or of no plan and not archived.
    public enum Currency: Sendable { case current, coming, past }

    let wording: Wording, now: Instant
    public init(_ wording: Wording, at now: Instant) { (self.wording, self.now) = (wording, now) }

    /// Half of what newness counts is gone after so many days.
    private static let halfLife = 60.0

    /// The higher the better; comparable within one question.
    public func score(title: String, kind: String, _ currency: Currency, changedAt: Instant) -> Double {
        let age = max(0, Double(now.milliseconds - changedAt.milliseconds) / 86_400_000)
        return fit(title) + (Self.weights[kind] ?? 0) + (currency == .current ? 1 : currency == .coming ? 0.5 : 0)
            + pow(0.5, age / Self.halfLife)
    }

    /// 0…6: which part of what was asked for stands in the title, whole words before beginnings, all of it before some.
    private func fit(_ title: String) -> Double {
        let words = Words.all(in: title)
        if wording.terms.isEmpty || words.isEmpty { return 0 }
        var found = 0.0, isFirst = false, covered = 0
        for term in wording.terms {
            guard let place = term.places(in: words).first else { continue }
            let isWhole = words[place.upperBound - 1].folded == term.words.last
            found += isWhole ? 1 : 0.75
            if isWhole { covered += term.words.count }
            isFirst = isFirst || place.lowerBound == 0
        }
        return 4 * found / Double(wording.terms.count) + (isFirst ? 0.5 : 0) + (covered >= words.count ? 1.5 : 0)
    }

    /// Places that one goes to come before what is done there, and what is done before what is said of it.
    private static let weights: [String: Double] = [
        Account.kind.name: 1.5, Plan.kind.name: 1.25, Member.kind.name: 1, Team.kind.name: 1, Objective.kind.name: 0.75,
        PlanTask.kind.name: 0.5, Commitment.kind.name: 0.25,
    ]
}
