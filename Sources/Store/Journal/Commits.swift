/// What there was of transactions since the start.
public struct Commits: Sendable {
    /// Writes to a commit.
    public internal(set) var sizes = Histogram([1, 2, 4, 8, 16, 32, 64, 128])
    /// How long each took until it was durable, in seconds.
    public internal(set) var seconds = Histogram([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 1])
    /// Those that failed as a whole, as on a full disk.
    public internal(set) var failures = 0

    public var commits: Int { sizes.count }
    public var writes: Int { Int(sizes.sum) }

    mutating func add(_ writes: Int, taking time: Duration) {
        sizes.add(Double(writes))
        seconds.add(time / .seconds(1))
    }
}
