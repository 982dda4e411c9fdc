import Domain

/// What stands in the answers of several screens.
extension Schema {
    /// A line of history.
    static let change = object([
        "entry": .int, "at": .instant, "actor": .id, "seq": .int, "kind": .text, "id": .id, "plan": id.orNull,
        "account": id.orNull, "action": words(of: Change.Action.self), "verb": words(of: Verb.self).orNull,
        "before": .map(of: .anything), "after": .map(of: .anything),
    ])
    static let activity = list(of: named("change"))

    /// Counts of a plan; guests get no score.
    static let planFigures = object([
        "objectives": .int, "asked": .int, "committed": .int, "declined": .int, "open": .int, "overdue": .int,
        "done": .int, "score": number.orNull, "isProvisional": bool.orNull, "weakest": id.orNull,
        "weakestScore": number.orNull,
    ])
    /// By plan.
    static let figuresByPlan = map(of: named("planFigures"))

    /// A record of any kind that was brought back: what all of them have.
    static let restored = object([
        "id": .id, "rev": .int, "createdAt": .instant, "createdBy": .id, "updatedAt": .instant,
    ])
}
