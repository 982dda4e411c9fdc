import Domain
import HTTPTypes
import Hummingbird
import Store

/// The list of accounts with the plans that belong beside it, and one account's screen.
struct AccountScreens: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/accounts", "The accounts that I may see; include=plans adds each one's newest plan",
                query: Parameter.list(of: Account.self) + [Parameter("include", .words(["plans"]))],
                output: .page(of: Account.self, also: ["plans?": .records(Plan.self), "figures?": .figuresByPlan]), list
            ),
            Route(
                .get, "/api/accounts/{id}/overview", "One account with its plans, their figures, and what happened",
                output: .json(
                    .object([
                        "seq": .int, "account": .record(Account.self), "parent": .record(Account.self).orNull,
                        "children": .records(Account.self), "plans": .records(Plan.self), "figures": .figuresByPlan,
                        "activity": .activity, "comments": .records(Comment.self),
                        "reactions": .records(CommentReaction.self),
                    ])), overview),
        ]
    }

    private func list(_ call: Call) async throws -> Response {
        let path = Account.kind.path, parameters = call.query
        let query = try ListQuery(kind: path, parameters: parameters, also: ["include"])
        let include = parameters.last { $0.name == "include" }?.value
        guard include == nil || include == "plans" else { throw Invalid([Problem("include", "must be plans")]) }
        let json = try await store.read(as: call.caller, at: call.now) { reader in
            let page = try reader.list(path, query)
            return page.json(also: include == nil ? [] : try reader.plansOfAccounts(page.ids))
        }
        return call.json(json)
    }

    private func overview(_ call: Call) async throws -> Response {
        let id = ID<Account>(try call.id())
        return call.json(try await store.read(as: call.caller, at: call.now) { try $0.overview(of: id) })
    }
}
