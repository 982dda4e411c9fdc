import Domain
import Store

/// What alignment looks like in answers.
extension Schema {
    private static let verdict = words(of: Verdict.self)
    private static let points = number.orNull

    /// A material value that is another than a team agreed to.
    static let drift = object([
        "kind": .text, "id": .id, "title": .text, "field": .text, "before": .anything, "after": .anything, "by": .id,
        "at": .instant, "seq": .int,
    ])

    static let alignment = object([
        "plan": .id, "seq": .int, "day": .day, "score": .number, "isProvisional": .bool, "isCapped": .bool,
        "inputs": .int,
        "ingredients": list(
            of: object([
                "name": words(of: Ingredient.self), "part": points, "points": points, "earned": points,
            ])), "teams": list(of: object(["team": .id, "score": .number])), "weakest": id.orNull, "spread": .number,
        "costs": list(of: cost),
        "signOffs": list(
            of: object([
                "team": .id, "verdict": verdict.orNull, "note": text.orNull, "signedBy": id.orNull,
                "signedAt": instant.orNull, "seq": int.orNull, "isStale": .bool, "drift": list(of: drift),
            ])),
        "promises": list(
            of: object([
                "team": .id, "kept": .int, "due": .int,
                "tasks": list(of: object(["task": .id, "day": .day, "isKept": .bool])),
            ])), "pulses": pulses,
        "freshness": list(
            of: object([
                "section": words(of: Verification.Section.self), "verifiedAt": instant.orNull,
                "verifiedBy": id.orNull, "halfLife": .int, "freshness": .number,
            ])), "trend": list(of: object(["day": .day, "score": .number, "isProvisional": .bool])),
    ])
    private static let cost = object([
        "ingredient": words(of: Ingredient.self), "team": id.orNull, "points": .number, "cause": .text,
        "verdict?": verdict.orNull, "objective?": .id, "commitment?": .id, "kept?": .int, "due?": .int,
        "tasks?": list(of: id), "mean?": .number, "spread?": .number, "highest?": .id, "mend": .text,
        "who": list(of: id),
    ])
    private static let pulses = object([
        "week": day.orNull,
        "teams": list(
            of: object([
                "team": .id, "n": .int, "clarity": .number, "agreement": .number, "confidence": .number,
                "mean": .number,
            ])),
        "gaps": list(
            of: object([
                "question": words(of: PerceptionGap.Question.self),
                "lowest": object(["team": .id, "mean": .number]), "highest": object(["team": .id, "mean": .number]),
            ])), "notes": list(of: object(["member": .id, "week": .day, "note": text.orNull])),
    ])

    private static let teams = list(
        of: object(["team": .id, "score": .number, "verdict": verdict.orNull, "isStale": .bool]))

    static let alignmentHistory = object([
        "items": list(
            of: object([
                "day": .day, "score": .number, "isProvisional": .bool, "isCapped": .bool, "teams": teams,
            ]))
    ])

    static let portfolio = object([
        "items": list(
            of: object([
                "plan": .id, "account": .id, "title": .text, "accountName": .text, "score": .number,
                "isProvisional": .bool, "isCapped": .bool, "weakest": id.orNull, "weakestScore": points,
                "spread": .number, "stale": .int, "trend30": points, "isLost": .bool, "generalManager": id.orNull,
                "renewal": day.orNull, "teams": teams, "spark": list(of: number),
            ])), "next": text.orNull,
        "sums?": object([
            "plans": .int, "fresh": .int, "stale": .int, "disagreed": .int, "provisional": .int, "lost": .int,
        ]),
        "lost?": list(
            of: object([
                "plan": .id, "account": .id, "accountName": .text, "team": .id, "day": .day,
                "reason": .words(["stale", "disagreed", "declined"]), "from": points, "to": .number,
            ])),
    ])

    static let board = object([
        "seq": .int, "team": .id, "requests": records(PlanTask.self), "promises": records(PlanTask.self),
        "asked": records(Commitment.self), "commitments": records(Commitment.self), "plans": records(Plan.self),
        "accounts": records(Account.self), "objectives": records(Objective.self),
        "load": list(
            of: object(["week": .day, "promised": .int, "other": .int, "overdue": .int, "done": .int])),
    ])

    /// Rows ask, columns deliver.
    static let reliability = object([
        "from": .day, "to": .day,
        "rows": list(
            of: object([
                "from": .id, "to": .id, "made": .int, "due": .int, "kept": .int, "share": points,
                "medianDays": points,
            ])),
    ])
}
