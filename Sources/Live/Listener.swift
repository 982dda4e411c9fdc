import Domain

/// What the hub keeps for each open stream.
struct Listener {
    let session: String, wake: AsyncStream<Void>.Continuation
    /// When it has been open long enough.
    let expires: Duration
    var grant: Grant
    /// The plans that it has open, among those of the grant.
    var open: Set<ID<Plan>>
    /// Everything up to here has been given out; what concerned nobody here may lie further.
    var cursor: Int64
    /// Something after the cursor may concern it.
    var isPending: Bool
    var hello: [UInt8]?
    var stalePresence: Set<ID<Plan>>
    /// The plans whose newest figures it has not had yet.
    var staleFigures: Set<ID<Plan>> = []
    var gone: [ID<Plan>] = []
    var isBeatDue = false
    var ending: EventStream.Ending?
}

/// The open streams, found by what they want to hear.
struct Listeners {
    private(set) var all: [Int: Listener] = [:]
    private var byPlan: [ID<Plan>: Set<Int>] = [:], byOpenPlan: [ID<Plan>: Set<Int>] = [:]
    private var byMember: [ID<Member>: Set<Int>] = [:]
    /// Those whose member was told something of a plan.
    private var byConcern: [ID<Plan>: Set<Int>] = [:]
    /// Those that hear of all plans that their member sees.
    private var everywhere: Set<Int> = []

    subscript(number: Int) -> Listener? { all[number] }

    func count(of member: ID<Member>) -> Int { byMember[member]?.count ?? 0 }
    var members: Int { byMember.count }

    func of(_ member: ID<Member>) -> Set<Int> { byMember[member] ?? [] }
    func hearing(of plan: ID<Plan>) -> Set<Int> {
        (byPlan[plan] ?? []).union(everywhere.filter { all[$0]?.grant.hears(plan) ?? false })
    }
    func staff(hearing plan: ID<Plan>) -> Set<Int> { hearing(of: plan).filter { all[$0]?.grant.isStaff ?? false } }
    func having(open plan: ID<Plan>) -> Set<Int> { byOpenPlan[plan] ?? [] }

    /// Those whom an entry concerns, or whose rights it may change.
    func concerned(by frame: Frame) -> Set<Int> {
        if frame.touches.contains(.anybody) { return Set(all.keys) }
        var found: Set<Int> = []
        for audience in frame.audiences {
            switch audience {
            case .everyone: return Set(all.keys)
            case .staff: found.formUnion(all.filter { $0.value.grant.isStaff }.keys)
            case .plan(let plan): found.formUnion(hearing(of: plan))
            case .planStaff(let plan): found.formUnion(staff(hearing: plan))
            case .member(let member), .concern(let member, _): found.formUnion(of(member))
            }
        }
        for touch in frame.touches {
            switch touch {
            case .member(let member): found.formUnion(of(member))
            case .plan(let plan): found.formUnion(everywhere.union(byConcern[plan] ?? []))
            case .anybody: break
            }
        }
        return found
    }

    mutating func add(_ number: Int, _ listener: Listener) {
        all[number] = listener
        byMember[listener.grant.member, default: []].insert(number)
        for plan in listener.grant.plans { byPlan[plan, default: []].insert(number) }
        for plan in listener.grant.concerns { byConcern[plan, default: []].insert(number) }
        if listener.grant.hidden != nil { everywhere.insert(number) }
        for plan in listener.open { byOpenPlan[plan, default: []].insert(number) }
    }

    mutating func remove(_ number: Int) -> Listener? {
        guard let listener = all.removeValue(forKey: number) else { return nil }
        Self.remove(number, from: &byMember, listener.grant.member)
        for plan in listener.grant.plans { Self.remove(number, from: &byPlan, plan) }
        for plan in listener.grant.concerns { Self.remove(number, from: &byConcern, plan) }
        for plan in listener.open { Self.remove(number, from: &byOpenPlan, plan) }
        everywhere.remove(number)
        return listener
    }

    /// - Returns: the plans that it had open and no longer sees
    mutating func renew(_ number: Int, _ grant: Grant) -> Set<ID<Plan>> {
        guard var listener = all[number] else { return [] }
        let lost = listener.open.filter { !grant.hears($0) }
        for plan in listener.grant.plans.subtracting(grant.plans) { Self.remove(number, from: &byPlan, plan) }
        for plan in grant.plans.subtracting(listener.grant.plans) { byPlan[plan, default: []].insert(number) }
        for plan in listener.grant.concerns.subtracting(grant.concerns) { Self.remove(number, from: &byConcern, plan) }
        for plan in grant.concerns.subtracting(listener.grant.concerns) { byConcern[plan, default: []].insert(number) }
        if grant.hidden == nil { everywhere.remove(number) } else { everywhere.insert(number) }
        for plan in lost { Self.remove(number, from: &byOpenPlan, plan) }
        listener.open.subtract(lost)
        listener.stalePresence.subtract(lost)
        listener.staleFigures = listener.staleFigures.filter(grant.hears)
        let barred = grant.barred.subtracting(listener.grant.barred)
        listener.gone += lost.union(barred).sorted { $0.raw < $1.raw }
        listener.grant = grant
        all[number] = listener
        return lost
    }

    /// Edits what is not indexed: neither grant nor open plans.
    mutating func edit(_ number: Int, _ body: (inout Listener) -> Void) {
        guard let place = all.index(forKey: number) else { return }
        body(&all.values[place])
    }

    private static func remove<Key>(_ number: Int, from index: inout [Key: Set<Int>], _ key: Key) {
        index[key]?.remove(number)
        if index[key]?.isEmpty == true { index[key] = nil }
    }
}
