public import Domain
import Synchronization

/// Identifiers in a fixed order: the same in every run.
public final class Ids: Sendable {
    private let count = Mutex<UInt64>(0)
    public init() {}
    public func next() -> Identifier {
        count.withLock {
            $0 += 1
            return Identifier(high: 0x0199_0000_0000_7000, low: 1 << 63 | $0)
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64
    public init(seed: UInt64) { state = seed }
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
