import Domain
import JSON

extension Reader {
    /// Counts of some plans, keyed by plan: `{"<id>": {"objectives", "asked", "committed", "declined", "open",
    /// "overdue", "done", "score", "isProvisional", "weakest", "weakestScore"}}`. `asked` counts what waits for an answer,
    /// `declined` what is not settled, `open` the tasks neither done nor dropped. Guests get no score.
    func writeFigures(of plans: [Identifier], to json: inout JSONWriter) throws {
        let names = ["objectives", "asked", "committed", "declined", "open", "overdue", "done"]
        let sql = """
            SELECT
                (SELECT count(*) FROM objective WHERE plan = ?),
                (SELECT count(*) FROM "commitment" WHERE plan = ? AND state = 'asked'),
                (SELECT count(*) FROM "commitment" WHERE plan = ? AND state = 'committed'),
                (SELECT count(*) FROM "commitment" WHERE plan = ? AND state = 'declined' AND settled_at IS NULL),
                (SELECT count(*) FROM task WHERE plan = ? AND status IN ('todo', 'doing', 'blocked')),
                (SELECT count(*) FROM task WHERE plan = ? AND status IN ('todo', 'doing', 'blocked') AND due < ?),
                (SELECT count(*) FROM task WHERE plan = ? AND status = 'done'),
                score, is_provisional, weakest, weakest_score
            FROM (SELECT 1) LEFT JOIN alignment ON alignment.plan = ? AND ?
            """
        json.byte(UInt8(ascii: "{"))
        for plan in plans {
            let id = Value.id(plan)
            _ = try connection.first(sql, [id, id, id, id, id, id, .day(scope.today), id, id, .bool(caller.isStaff)]) {
                row in
                json.key(plan.text)
                json.byte(UInt8(ascii: "{"))
                for (place, name) in names.enumerated() {
                    json.key(name)
                    json.int(row.int(Int32(place)))
                }
                json.members([
                    "score": row.maybe(7, row.real).value, "isProvisional": row.maybe(8) { row.int($0) != 0 }.value,
                    "weakest": row.maybe(9) { .id(row.id($0)) } ?? .null,
                    "weakestScore": row.maybe(10, row.real).value,
                ])
                json.byte(UInt8(ascii: "}"))
            }
        }
        json.byte(UInt8(ascii: "}"))
    }

    /// The ids of the plans that fulfil the condition and that the caller may see.
    func plans(where condition: SQL) throws -> [Identifier] {
        var ids: [Identifier] = []
        let sql = SQL("SELECT plan.id FROM plan WHERE ") + scope.condition(schema[Plan.self]) + SQL(" AND ") + condition
        try connection.each(sql) { ids.append($0.id(0)) }
        return ids
    }
}
extension SQL {
    /// `column IN (…)`, in the same words for any number of them, so that the statement is prepared once.
    static func among(_ column: String, _ ids: [Identifier]) -> SQL {
        SQL("\(column) IN (SELECT value FROM json_each(?))", .list(ids.map(Value.id)))
    }
}
