import Domain

extension Store {
    /// The reviews that are held tomorrow: told to whoever works on their plans.
    func tellReviews(at now: Instant) async throws { try await write(as: .quartet, at: now) { try $0.tellReviews() } }
}

extension Tx {
    fileprivate func tellReviews() throws {
        let zone = try timeZone(), tomorrow = Day(of: now, in: zone) + 1
        let near = SQL(
            "starts_at >= ? AND starts_at < ? AND state = 'scheduled'", .instant(tomorrow.begins(in: zone)),
            .instant((tomorrow + 1).begins(in: zone)))
        for review in try reader.records(Review.self, near) { try tell(of: review) }
    }

    private func tell(of review: Review) throws {
        guard let plan = try find(review.plan) else { return }
        let about = RecordReference(review.id)
        // Where the day was begun before and interrupted, some know already.
        let told = try all(Notice.self, where: ["about": .text(about.text)]).map(\.member)
        let team = try all(PlanMember.self, where: ["plan": .id(plan.id.raw)]).map(\.member).filter {
            // Guests see no reviews.
            try !told.contains($0) && find($0)?.role != .guest
        }
        try carryOut(surroundings(of: seq, by: caller).notify(team, of: .review, about: about, on: plan))
    }
}
