import Domain
import Synchronization

/// Slows down whoever guesses passwords: so many attempts for one account, and so many from one place, then one now
/// and then. Who signed in to an account from a place before is not kept waiting by others who attack that account.
final class Attempts: Sendable {
    /// Nobody may try for so long; the answer is 429.
    struct TooMany: Error, Equatable { let seconds: Int }

    private struct Friend: Hashable { let account, place: String }
    private struct State {
        var accounts: Buckets<String>, places = Buckets<String>(burst: 30, seconds: 10)
        var friends: Buckets<Friend>
    }
    private let state: Mutex<State>

    /// - Parameters:
    ///   - burst: so many at once for an account, twice that from where its owner is known
    ///   - seconds: then one in so long, in half of that for them
    init(burst: Int = 10, seconds: Double = 60) {
        state = Mutex(
            State(
                accounts: Buckets(burst: burst, seconds: seconds),
                friends: Buckets(burst: burst * 2, seconds: seconds / 2)))
    }

    /// Before a password is looked at: counts the attempt.
    /// - Parameter account: its address, folded, or whatever else a password opens
    /// - Throws: `TooMany`
    func begin(account: String, address: String, at now: Instant) throws(TooMany) {
        let place = Self.place(of: address), friend = Friend(account: account, place: place)
        let wait: Double = state.withLock { state in
            if state.friends.knows(friend) { return state.friends.take(friend, at: now) }
            let wait = state.accounts.wait(account, at: now)
            if wait > 0 { return wait }
            let other = state.places.take(place, at: now)
            if other == 0 { _ = state.accounts.take(account, at: now) }
            return other
        }
        if wait > 0 { throw TooMany(seconds: max(1, Int(wait.rounded(.up)))) }
    }

    /// The password was right: the attempt counts for nothing, and the place is known from now on.
    func succeeded(account: String, address: String, at now: Instant) {
        passed(account: account, address: address)
        let friend = Friend(account: account, place: Self.place(of: address))
        state.withLock { $0.friends.fill(friend, at: now) }
    }

    /// Looks at what was given. Where nobody could look at it the attempt counts for nothing.
    /// - Throws: `Passwords.Busy`
    func look(_ account: String, _ address: String, _ isRight: () async throws -> Bool) async throws -> Bool {
        do { return try await isRight() } catch let busy as Passwords.Busy {
            passed(account: account, address: address)
            throw busy
        }
    }

    /// What was given was right, and more is asked for: the attempt counts for nothing.
    func passed(account: String, address: String) {
        let place = Self.place(of: address)
        state.withLock { state in
            // What was counted there alone is no attempt more for others.
            let friend = Friend(account: account, place: place)
            if state.friends.knows(friend) { return state.friends.giveBack(friend) }
            state.places.giveBack(place)
            state.accounts.giveBack(account)
        }
    }

    /// From here its owner has come before: they are not kept waiting by others.
    /// - Returns: false where that was known
    func recognise(account: String, address: String, at now: Instant) -> Bool {
        let friend = Friend(account: account, place: Self.place(of: address))
        return state.withLock { state in
            if state.friends.knows(friend) { return false }
            state.friends.fill(friend, at: now)
            return true
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
}
