public import Domain

extension Tx {
    /// All that the caller was told up to `seq`, of one plan or of all, is read. What they put off stays so.
    /// - Throws: `NotFound`
    public func readInbox(of plan: ID<Plan>?, upTo seq: Int) throws -> Outcome {
        if let plan { _ = try see(plan) }
        var condition = SQL(
            "member = ? AND read_at IS NULL AND seq <= ? AND coalesce(snoozed_until, 0) <= ?", .id(caller.member.raw),
            .int(Int64(seq)), .instant(now))
        if let plan { condition += SQL(" AND plan = ?", .id(plan.raw)) }
        for notice in try reader.records(Notice.self, condition) {
            var read = notice
            read.readAt = now
            try update(notice, to: read)
        }
        return .none
    }

    /// Of a muted plan the caller is told only what names them.
    /// - Throws: `NotFound`, `Invalid` where they have muted too many
    public func mute(_ plan: ID<Plan>, _ isMuted: Bool) throws -> Outcome {
        _ = try see(plan)
        let old = try preference(of: caller.member)
        var new = old ?? Preference(newID()) { $0.member = caller.member }
        new.mutedPlans.removeAll { $0 == plan }
        if isMuted { new.mutedPlans.append(plan) }
        if new.mutedPlans.count > 200 { throw Invalid([Problem("mutedPlans", "must not be more than 200")]) }
        if let old { return Outcome(try update(old, to: new)) }
        return Outcome(try insert(new))
    }
}
