import Domain

/// SplitMix64 (Steele, Lea, Flood 2014): for one seed the same throws everywhere, and so the same demonstration.
struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// 0 ≤ n < bound. Own arithmetic: the standard library promises no fixed order of its throws.
    mutating func below(_ bound: Int) -> Int { bound > 1 ? Int(next() >> 33) % bound : 0 }
    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }
    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
    mutating func pick<T>(_ list: [T]) -> T? { list.isEmpty ? nil : list[below(list.count)] }
    /// Some of the list, each at most once, in the order of the throws.
    mutating func draw<T>(_ count: Int, of list: [T]) -> [T] {
        var rest = list, drawn: [T] = []
        while drawn.count < count, !rest.isEmpty { drawn.append(rest.remove(at: below(rest.count))) }
        return drawn
    }
    mutating func id<R>(at moment: Instant) -> ID<R> { ID(Identifier(at: moment, using: &self)) }
}
