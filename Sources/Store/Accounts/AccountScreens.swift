public import Domain
import JSON

extension Reader {
    /// What stands beside a page of accounts: `"plans": […], "figures": {…}`, of each account the newest plan that is
    /// not closed and that the caller may see.
    public func plansOfAccounts(_ accounts: [Identifier]) throws -> [UInt8] {
        let newest =
            SQL.among("plan.account", accounts) + SQL(" AND plan.state <> 'closed' ORDER BY plan.state, plan.id DESC")
        var ids: [Identifier] = [], taken: Set<Identifier> = []
        let sql =
            SQL("SELECT plan.id, plan.account FROM plan WHERE ") + scope.condition(schema[Plan.self]) + SQL(" AND ")
            + newest
        try connection.each(sql) { row in
            if taken.insert(row.id(1)).inserted { ids.append(row.id(0)) }
        }
        var json = JSONWriter()
        json.raw("\"plans\":")
        try write(Plan.self, where: .among("plan.id", ids), to: &json)
        json.raw(",\"figures\":")
        try writeFigures(of: ids, to: &json)
        return json.bytes
    }

    /// One account's screen: `{"seq", "account", "parent", "children", "plans", "figures", "activity", "comments",
    /// "reactions"}`, of the last two what was said about the account itself.
    /// - Throws: `NotFound`
    public func overview(of account: ID<Account>) throws -> [UInt8] {
        guard let found = try find(account) else { throw NotFound(kind: Account.kind.name) }
        let plans = try plans(where: SQL("plan.account = ? ORDER BY plan.id DESC", .id(account.raw)))
        var json = JSONWriter(capacity: 16 * 1024)
        json.byte(UInt8(ascii: "{"))
        json.key("seq")
        json.int(try seq())
        json.key("account")
        try writeOne(Account.self, where: SQL("id = ?", .id(account.raw)), to: &json)
        json.key("parent")
        let parent = caller.isStaff ? found.parent?.raw : nil
        try writeOne(Account.self, where: SQL("id = ?", .id(parent ?? .none)), to: &json)
        json.key("children")
        let children = SQL("? AND parent = ? ORDER BY name COLLATE NOCASE, id", .bool(caller.isStaff), .id(account.raw))
        try write(Account.self, where: children, to: &json)
        json.key("plans")
        try write(Plan.self, where: .among("plan.id", plans) + SQL(" ORDER BY plan.id DESC"), to: &json)
        json.key("figures")
        try writeFigures(of: plans, to: &json)
        json.key("activity")
        try writeActivity(of: plans, andOf: account, limit: 30, byOthers: false, to: &json)
        let about = SQL("about = ? ORDER BY id", .text(RecordReference(account).text))
        json.key(Comment.kind.plural)
        try write(Comment.self, where: about, to: &json)
        json.key(CommentReaction.kind.plural)
        try write(CommentReaction.self, where: about, to: &json)
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }
}
