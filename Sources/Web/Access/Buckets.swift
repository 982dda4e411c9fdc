import Domain

/// So much at once for each key, then one more now and then.
struct Buckets<Key: Hashable & Sendable>: Sendable {
    /// More than so many are not remembered at once; the fullest are forgotten last.
    private static var most: Int { 50_000 }

    private struct Bucket {
        /// How much of the burst is used up, at this moment.
        var used: Double, at: Instant
    }
    /// How many at once, and how long until one more is allowed.
    private let burst: Int, seconds: Double
    private var buckets: [Key: Bucket] = [:]

    init(burst: Int, seconds: Double) { (self.burst, self.seconds) = (burst, seconds) }

    func knows(_ key: Key) -> Bool { buckets[key] != nil }

    /// Seconds until one more is allowed; 0 for now.
    mutating func wait(_ key: Key, at now: Instant) -> Double {
        // A clock that was set back frees nobody, but nobody has to wait either until it has caught up.
        if let bucket = buckets[key], bucket.at > now { buckets[key]?.at = now }
        return max(0, used(key, now) + 1 - Double(burst)) * seconds
    }

    /// Uses one up, if that is allowed.
    /// - Returns: seconds until it will be; 0 where it was
    mutating func take(_ key: Key, at now: Instant) -> Double {
        let wait = wait(key, at: now)
        if wait > 0 { return wait }
        buckets[key] = Bucket(used: used(key, now) + 1, at: now)
        prune(now)
        return 0
    }

    /// What was taken counts for nothing.
    mutating func giveBack(_ key: Key) { buckets[key]?.used -= 1 }

    /// Nothing is used up of it, and it is known from now on.
    mutating func fill(_ key: Key, at now: Instant) {
        buckets[key] = Bucket(used: 0, at: now)
        prune(now)
    }

    private func used(_ key: Key, _ now: Instant) -> Double {
        guard let bucket = buckets[key] else { return 0 }
        let passed = Double(max(0, now.milliseconds - bucket.at.milliseconds)) / 1000
        return max(0, bucket.used - passed / seconds)
    }
    private mutating func prune(_ now: Instant) {
        guard buckets.count > Self.most else { return }
        let kept = buckets.map { (key: $0.key, bucket: $0.value, used: used($0.key, now)) }
            .sorted { ($0.used, $0.bucket.at) > ($1.used, $1.bucket.at) }.prefix(Self.most / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.bucket) })
    }
}
