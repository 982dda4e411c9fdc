import Domain
import Hummingbird
import Store

/// Alignment as figures: of one plan, of all plans, of a team, between teams.
struct AlignmentScreens: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/plans/{id}/alignment", "The alignment of a plan, and everything that explains it",
                output: .json(.alignment), plan),
            Route(
                .get, "/api/plans/{id}/alignment/history", "The score of a plan, day by day",
                output: .json(.alignmentHistory), history),
            Route(
                .get, "/api/alignment", "All active plans by their score, and where agreement was lost this week",
                query: [
                    Parameter("sort", .words(Self.orders + Self.orders.map { "-" + $0 })), Parameter("team", .id),
                    Parameter("generalManager", .id), Parameter("only", .words(of: PortfolioQuery.Only.self)),
                    Parameter.page, "after",
                ], output: .json(.portfolio), portfolio),
            Route(
                .get, "/api/teams/{id}/board", "One team over all accounts", query: [Parameter("weeks", .int(1...26))],
                output: .json(.board), board),
            Route(
                .get, "/api/reliability", "Promises between teams in a period; for leaders and admins",
                query: [Parameter("from", .day), Parameter("to", .day)], output: .json(.reliability), reliability),
        ]
    }

    private static let orders = PortfolioQuery.Order.allCases.map(\.rawValue)

    private func plan(_ call: Call) async throws -> Response {
        let id = ID<Plan>(try call.id())
        return call.json(try await store.read(as: call.caller, at: call.now) { try $0.alignment(of: id) })
    }

    private func history(_ call: Call) async throws -> Response {
        let id = ID<Plan>(try call.id())
        return call.json(try await store.read(as: call.caller, at: call.now) { try $0.alignmentHistory(of: id) })
    }

    private func portfolio(_ call: Call) async throws -> Response {
        let query = try PortfolioQuery(call.query)
        return call.json(try await store.read(as: call.caller, at: call.now) { try $0.portfolio(query) })
    }

    private func board(_ call: Call) async throws -> Response {
        let id = ID<Team>(try call.id()),
            weeks = call.query.first { $0.name == "weeks" }.map { Int($0.value) ?? 0 } ?? 8
        guard (1...26).contains(weeks) else { throw Invalid([Problem("weeks", "must be from 1 to 26")]) }
        return call.json(try await store.read(as: call.caller, at: call.now) { try $0.board(of: id, weeks: weeks) })
    }

    private func reliability(_ call: Call) async throws -> Response {
        let query = call.query
        func day(_ name: String) throws -> Day? {
            guard let text = query.first(where: { $0.name == name })?.value else { return nil }
            guard let day = Day(Value.text(text)) else { throw Invalid([Problem(name, Day.shape.wanted)]) }
            return day
        }
        let from = try day("from"), to = try day("to")
        return call.json(
            try await store.read(as: call.caller, at: call.now) { try $0.reliability(from: from, to: to) })
    }
}
extension PortfolioQuery {
    /// - Throws: `Invalid`, naming each parameter that cannot be
    fileprivate init(_ parameters: [(name: String, value: String)]) throws {
        self.init()
        var problems: [Problem] = []
        for (name, value) in parameters {
            switch name {
            case "sort":
                descending = value.hasPrefix("-")
                if let known = Order(rawValue: String(value.dropFirst(descending ? 1 : 0))) {
                    order = known
                } else {
                    problems.append(Problem(name, "must be one of score, weakest, spread, trend"))
                }
            case "team":
                team = ID(Value.text(value))
                if team == nil { problems.append(Problem(name, ID<Team>.shape.wanted)) }
            case "generalManager":
                generalManager = ID(Value.text(value))
                if generalManager == nil { problems.append(Problem(name, ID<Member>.shape.wanted)) }
            case "only":
                only = Only(rawValue: value)
                if only == nil {
                    problems.append(Problem(name, "must be one of stale, disagreed, lost, provisional"))
                }
            case "limit":
                limit = Int(value) ?? 0
                if !(1...200).contains(limit) { problems.append(Problem(name, "must be from 1 to 200")) }
            case "after": after = value
            default: problems.append(Problem(name, "is not a filter of alignment"))
            }
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }
}
