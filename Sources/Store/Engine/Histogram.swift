/// How often something was how much, in steps.
public struct Histogram: Sendable {
    /// The upper ends of the steps, ascending.
    public let bounds: [Double]
    /// How many fell into each step; one more than there are bounds, the last for what is above them all.
    public private(set) var counts: [Int]
    public private(set) var sum = 0.0

    public init(_ bounds: [Double]) {
        (self.bounds, counts) = (bounds, Array(repeating: 0, count: bounds.count + 1))
    }

    public var count: Int { counts.reduce(0, +) }

    public mutating func add(_ value: Double) {
        var step = 0
        while step < bounds.count, value > bounds[step] { step += 1 }
        counts[step] += 1
        sum += value
    }
}
