import Domain
import Synchronization

/// Slows down whoever guesses passwords: so many attempts for one account, and so many from one place, then one now
/// and then. Who signed in to an account from a place before is not kept waiting by others who attack that account.
final class Attempts: Sendable {
    struct Limit: Sendable {
        /// How many at once, and how long until one more is allowed.
        let burst: Int, seconds: Double
    }
    /// Nobody may try for so long; the answer is 429.
    struct TooMany: Error, Equatable { let seconds: Int }

    private static let perAccount = Limit(burst: 10, seconds: 60), perPlace = Limit(burst: 30, seconds: 10)
    private static let perFriend = Limit(burst: 20, seconds: 30)
    /// More than so many are not remembered at once; the fullest buckets are forgotten first.
    private static let most = 50_000

    private struct Bucket {
        /// How much of the burst is used up, at this moment.
        var used: Double, at: Instant
    }
    private struct Friend: Hashable { let account, place: String }
    private struct State {
        var accounts: [String: Bucket] = [:], places: [String: Bucket] = [:]
        var friends: [Friend: Bucket] = [:]
    }
    private let state = Mutex(State())

    /// Before a password is looked at: counts the attempt.
    /// - Parameter email: folded
    /// - Throws: `TooMany`
    func begin(email: String, address: String, at now: Instant) throws(TooMany) {
        let place = Self.place(of: address), friend = Friend(account: email, place: place)
        let wait: Double = state.withLock { state in
            if state.friends[friend] != nil {
                return Self.take(friend, from: &state.friends, Self.perFriend, now)
            }
            let wait = Self.wait(state.accounts[email], Self.perAccount, now)
            if wait > 0 { return wait }
            let other = Self.take(place, from: &state.places, Self.perPlace, now)
            if other == 0 { _ = Self.take(email, from: &state.accounts, Self.perAccount, now) }
            return other
        }
        if wait > 0 { throw TooMany(seconds: max(1, Int(wait.rounded(.up)))) }
    }

    /// The password was right: the attempt counts for nothing, and the place is known from now on.
    func succeeded(email: String, address: String, at now: Instant) {
        let place = Self.place(of: address)
        state.withLock { state in
            state.friends[Friend(account: email, place: place)] = Bucket(used: 0, at: now)
            state.places[place]?.used -= 1
            state.accounts[email]?.used -= 1
            Self.prune(&state.friends, Self.perFriend, now)
        }
    }

    /// IPv4 as it is; of IPv6 the first 64 bits, which are one household's.
    static func place(of address: String) -> String {
        guard address.contains(":") else { return address }
        if address.hasPrefix("::ffff:"), address.contains(".") { return String(address.dropFirst(7)) }
        let halves = address.split(separator: "%")[0].split(separator: "::", omittingEmptySubsequences: false)
        let head = halves[0].split(separator: ":"), tail = halves.count > 1 ? halves[1].split(separator: ":") : []
        let zeros = max(0, 8 - head.count - tail.count)
        let groups = halves.count > 1 ? head + Array(repeating: "0", count: zeros) + tail : head
        return groups.prefix(4).map { String(UInt16($0, radix: 16) ?? 0, radix: 16) }.joined(separator: ":") + "::/64"
    }

    private static func used(_ bucket: Bucket?, _ limit: Limit, _ now: Instant) -> Double {
        guard let bucket else { return 0 }
        let passed = Double(max(0, now.milliseconds - bucket.at.milliseconds)) / 1000
        return max(0, bucket.used - passed / limit.seconds)
    }
    /// Seconds until one more is allowed; 0 for now.
    private static func wait(_ bucket: Bucket?, _ limit: Limit, _ now: Instant) -> Double {
        max(0, used(bucket, limit, now) + 1 - Double(limit.burst)) * limit.seconds
    }
    private static func take<Key>(
        _ key: Key, from buckets: inout [Key: Bucket], _ limit: Limit, _ now: Instant
    ) -> Double {
        let wait = wait(buckets[key], limit, now)
        if wait > 0 { return wait }
        buckets[key] = Bucket(used: used(buckets[key], limit, now) + 1, at: now)
        prune(&buckets, limit, now)
        return 0
    }
    private static func prune<Key>(_ buckets: inout [Key: Bucket], _ limit: Limit, _ now: Instant) {
        guard buckets.count > most else { return }
        let kept = buckets.map { (key: $0.key, bucket: $0.value, used: used($0.value, limit, now)) }
            .sorted { ($0.used, $0.bucket.at) > ($1.used, $1.bucket.at) }.prefix(most / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.bucket) })
    }
}
