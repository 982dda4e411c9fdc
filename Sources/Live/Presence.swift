import Domain

/// Who has which plan open, as the open streams tell. Somebody who leaves is counted for a little longer, so that a
/// reload does not make them flicker.
struct Presence {
    private struct Seat {
        var streams = 0
        /// When they count as gone; they have no stream then.
        var leaves: Duration?
    }
    private var plans: [ID<Plan>: [ID<Member>: Seat]] = [:]
    private var leaving: Set<ID<Plan>> = []

    /// - Returns: whether others see somebody new
    mutating func enter(_ member: ID<Member>, _ plan: ID<Plan>) -> Bool {
        let isNew = plans[plan]?[member] == nil
        plans[plan, default: [:]][member, default: Seat()].streams += 1
        plans[plan]?[member]?.leaves = nil
        return isNew
    }

    mutating func leave(_ member: ID<Member>, _ plan: ID<Plan>, until: Duration) {
        guard var seat = plans[plan]?[member] else { return }
        seat.streams -= 1
        if seat.streams <= 0 {
            seat.leaves = until
            leaving.insert(plan)
        }
        plans[plan]?[member] = seat
    }

    /// Takes out those who have left for good.
    /// - Returns: the plans that somebody left
    mutating func settle(at now: Duration) -> [ID<Plan>] {
        var changed: [ID<Plan>] = []
        for plan in leaving {
            guard let seats = plans[plan] else { continue }
            let staying = seats.filter { $0.value.leaves.map { $0 > now } ?? true }
            if staying.count < seats.count { changed.append(plan) }
            plans[plan] = staying.isEmpty ? nil : staying
            if staying.values.allSatisfy({ $0.leaves == nil }) { leaving.remove(plan) }
        }
        return changed
    }

    /// In the order of their ids.
    func members(_ plan: ID<Plan>) -> [ID<Member>] { (plans[plan] ?? [:]).keys.sorted { $0.raw < $1.raw } }
}
