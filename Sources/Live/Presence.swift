import Domain

/// Who has which plan open, as the open streams tell, and where on it they are, as they tell themselves. Somebody who
/// leaves is counted for a little longer, so that a reload does not make them flicker.
struct Presence {
    /// Of so many tabs of one member a plan's places are kept; another one takes the place of the oldest.
    static let tabs = 8
    /// So often others are told at once between two moments at which time passes; then all at the next.
    private static let hurry = 8

    private struct Seat {
        var streams = 0
        /// When they count as gone; they have no stream then.
        var leaves: Duration?
        /// What each tab told last, oldest first.
        var places: [(tab: String, place: Place, expires: Duration)] = []
    }
    private var plans: [ID<Plan>: [ID<Member>: Seat]] = [:]
    private var leaving: Set<ID<Plan>> = [], placed: Set<ID<Plan>> = []
    /// How often each plan's places were told since time last passed.
    private var moves: [ID<Plan>: Int] = [:]

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

    /// A tab of somebody who has the plan open says where they are in it; nil is nowhere.
    /// - Parameter expires: when it no longer holds, unless it is told again
    /// - Returns: whether others are to be told at once
    mutating func move(
        _ member: ID<Member>, tab: String, to place: Place?, on plan: ID<Plan>, expires: Duration
    ) -> Bool {
        guard var seat = plans[plan]?[member], seat.streams > 0 else { return false }
        let before = seat.places.first { $0.tab == tab }?.place
        if let place, place == before {
            for at in seat.places.indices where seat.places[at].tab == tab { seat.places[at].expires = expires }
        } else {
            seat.places.removeAll { $0.tab == tab }
            if let place { seat.places.append((tab, place, expires)) }
            if seat.places.count > Self.tabs { seat.places.removeFirst() }
        }
        plans[plan]?[member] = seat
        if !seat.places.isEmpty { placed.insert(plan) }
        if place == before { return false }
        moves[plan, default: 0] += 1
        return moves[plan, default: 0] <= Self.hurry
    }

    /// Takes out those who have left for good, and places that no longer hold.
    /// - Returns: the plans of which others are to be told
    mutating func settle(at now: Duration) -> Set<ID<Plan>> {
        var changed = Set(moves.filter { $0.value > Self.hurry }.keys)
        moves = [:]
        for plan in leaving {
            guard let seats = plans[plan] else { continue }
            let staying = seats.filter { $0.value.leaves.map { $0 > now } ?? true }
            if staying.count < seats.count { changed.insert(plan) }
            plans[plan] = staying.isEmpty ? nil : staying
            if staying.values.allSatisfy({ $0.leaves == nil }) { leaving.remove(plan) }
        }
        for plan in placed {
            var isPlaced = false
            for (member, seat) in plans[plan] ?? [:] where !seat.places.isEmpty {
                let left = seat.places.filter { $0.expires > now }
                if left.count < seat.places.count { changed.insert(plan) }
                plans[plan]?[member]?.places = left
                isPlaced = isPlaced || !left.isEmpty
            }
            if !isPlaced { placed.remove(plan) }
        }
        return changed
    }

    /// In the order of their ids.
    func members(_ plan: ID<Plan>) -> [ID<Member>] { (plans[plan] ?? [:]).keys.sorted { $0.raw < $1.raw } }

    /// In the order of the members, each member's in the order in which they came there; two tabs in one place are one.
    func places(_ plan: ID<Plan>) -> [(member: ID<Member>, place: Place)] {
        var found: [(member: ID<Member>, place: Place)] = []
        for member in members(plan) {
            for one in plans[plan]?[member]?.places ?? [] where !found.contains(where: { $0 == (member, one.place) }) {
                found.append((member, one.place))
            }
        }
        return found
    }
}
