public import Domain
import JSON

extension Reader {
    /// What a snapshot taken at that point stood on. Access is as it is now.
    /// - Parameter zone: in which a day is meant; nil is the workspace's
    /// - Throws: `NotFound` where the caller may not see the plan; `Invalid` for what was before it began or is still to
    ///   come
    public func snapshotVersion(of plan: ID<Plan>, at point: Point, zone: String?) throws -> SnapshotVersion {
        guard let account = try find(plan)?.account else { throw NotFound(kind: Plan.kind.name) }
        let zone = try timeZone(zone)
        let isToCome =
            switch point {
            case .seq(let seq): try seq > self.seq()
            case .moment(let at): at > now
            case .day(let day): day.begins(in: zone) > now
            }
        if isToCome { throw Invalid([Problem("at", "is still to come")]) }
        let then = point.condition(isStart: false, in: zone)
        func newest(_ of: SQL) throws -> Int64? {
            try connection.first(
                SQL("SELECT seq FROM change WHERE ") + of + then + SQL(" ORDER BY seq DESC LIMIT 1")
            ) { $0.int(0) }
        }
        let ofPlan = SQL("change.plan = ? AND change.kind NOT IN (\(schema.blindKinds))", .id(plan.raw))
        guard let its = try newest(ofPlan) else { throw Invalid([Problem("at", "is before the plan began")]) }
        let seq = max(its, try newest(SQL("change.record = ?", .id(account.raw))) ?? 0)
        return SnapshotVersion(plan: plan, seq: seq, isForStaff: caller.isStaff)
    }

    /// The whole plan as it stood at an earlier version, rebuilt from the journal: the same bytes as the snapshot that
    /// was taken then.
    /// - Throws: `Invalid` where the plan was deleted at that moment
    public func pastSnapshot(_ version: SnapshotVersion, epoch: String) throws -> [UInt8] {
        let accounts = Replay<Account>(), plans = Replay<Plan>()
        var replays = Dictionary(uniqueKeysWithValues: snapshotTables.map { ($0.kind.name, $0.type.replay()) })
        replays[Plan.kind.name] = plans
        let upTo: [Value] = [.id(version.plan.raw), .int(version.seq)]
        try connection.each(JournalLine.select + " WHERE plan = ? AND seq <= ? ORDER BY seq", upTo) { row in
            try replays[row.string(7)]?.take(JournalLine(row))
        }
        guard let plan = plans.records[version.plan.raw] else {
            throw Invalid([Problem("at", "is a moment at which the plan was deleted")])
        }
        let ofAccount = " WHERE record = ? AND seq <= ? ORDER BY seq"
        try connection.each(JournalLine.select + ofAccount, [.id(plan.account.raw), .int(version.seq)]) {
            try accounts.take(JournalLine($0))
        }

        return try snapshot(version, epoch: epoch) { table, json in
            switch table.kind {
            case Account.kind: accounts.write(to: &json, as: table, forStaff: caller.isStaff)
            case Plan.kind: plans.write(to: &json, as: table, forStaff: caller.isStaff)
            default:
                json.byte(UInt8(ascii: "["))
                if caller.isStaff || table.visibility != .staffContent {
                    replays[table.kind.name]?.write(to: &json, as: table, forStaff: caller.isStaff)
                }
                json.byte(UInt8(ascii: "]"))
            }
        }
    }
}
