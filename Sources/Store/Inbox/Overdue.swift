import Domain

extension Store {
    /// What was due on the days before today, from `since` on, and is not done: told to whoever is to do it.
    func tellOverdue(since: Day, at now: Instant) async throws {
        var last = Identifier.none as Identifier?
        while let next = last {
            last = try await write(as: .quartet, at: now) { try $0.tellOverdue(since: since, after: next) }
        }
    }
}

extension Tx {
    /// So many tasks are told of at a time; and no further back is looked, in days.
    private static let chunk = 250, longest = 14

    /// The next tasks after this one, in the order of their ids.
    /// - Returns: the last of them, nil when there are no more
    fileprivate func tellOverdue(since: Day, after task: Identifier) throws -> Identifier? {
        let today = try today(at: now)
        let sql = """
            SELECT id FROM task WHERE due >= ? AND due < ? AND status IN ('todo', 'doing', 'blocked') AND id > ?
                AND EXISTS (SELECT 1 FROM plan WHERE plan.id = task.plan AND plan.state = 'active')
            ORDER BY id LIMIT ?
            """
        var ids: [Identifier] = []
        let from = max(since, today + -Self.longest)
        try connection.each(sql, [.day(from), .day(today), .id(task), .int(Int64(Self.chunk))]) { ids.append($0.id(0)) }
        for id in ids { try tellOverdue(ID(id)) }
        return ids.count < Self.chunk ? nil : ids.last
    }

    private func tellOverdue(_ id: ID<PlanTask>) throws {
        guard let task = try find(id), let due = task.due, let plan = try find(task.plan) else { return }
        let about = RecordReference(id), dueAt = due.begins(in: try timeZone())
        // Where the day was begun before and interrupted, some know already.
        let told = try all(Notice.self, where: ["about": .text(about.text), "cause": Notice.Cause.overdue.value])
            .filter { $0.at >= dueAt }.map(\.member)
        let late = try task.assignee.map { [$0] } ?? (task.stands ? signers(of: task.team, on: plan.id) : [])
        try carryOut(
            surroundings(of: seq, by: caller)
                .notify(late.filter { !told.contains($0) }, of: .overdue, about: about, on: plan))
    }
}
