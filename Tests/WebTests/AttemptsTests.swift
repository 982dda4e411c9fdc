import Domain
import Testing

@testable import Web

@Suite struct AttemptsTests {
    private let start = Instant(milliseconds: 1_795_424_400_000)

    private func tries(_ attempts: Attempts, _ email: String, _ address: String, at now: Instant) -> Int {
        var count = 0
        while count < 1000, (try? attempts.begin(account: email, address: address, at: now)) != nil { count += 1 }
        return count
    }

    @Test func oneAccountIsGuardedFromEverywhere() {
        let attempts = Attempts()
        var allowed = 0
        for place in 0..<50 { allowed += tries(attempts, "ada@x", "10.0.0.\(place)", at: start) }
        #expect(allowed == 10)
        #expect(throws: Attempts.TooMany(seconds: 60)) {
            try attempts.begin(account: "ada@x", address: "10.1.1.1", at: start)
        }
        #expect(tries(attempts, "ada@x", "10.1.1.1", at: start.adding(seconds: 61)) == 1)
    }

    /// Whoever used up what there is while the clock was ahead waits no longer than others, not until it has caught up.
    @Test func aClockThatIsSetBackKeepsNobodyWaiting() {
        let attempts = Attempts(), places = PlaceLimit(burst: 3, seconds: 2)
        let ahead = start.adding(seconds: 365 * 86_400)
        #expect(tries(attempts, "ada@x", "10.0.0.1", at: ahead) == 10)
        for _ in 0..<3 { #expect(throws: Never.self) { try places.begin("10.0.0.1", at: ahead) } }
        #expect(throws: Attempts.TooMany.self) { try places.begin("10.0.0.1", at: ahead) }
        #expect(throws: Attempts.TooMany(seconds: 60)) {
            try attempts.begin(account: "ada@x", address: "10.0.0.1", at: start)
        }
        #expect(throws: Attempts.TooMany(seconds: 2)) { try places.begin("10.0.0.1", at: start) }
        let soon = start.adding(seconds: 61)
        #expect(tries(attempts, "ada@x", "10.0.0.1", at: soon) == 1)
        #expect(throws: Never.self) { try places.begin("10.0.0.1", at: soon) }
    }

    @Test func onePlaceIsGuardedForAllAccounts() {
        let attempts = Attempts()
        let allowed = (0..<100).reduce(0) { sum, n in
            (try? attempts.begin(account: "\(n)@x", address: "10.0.0.1", at: start)) == nil ? sum : sum + 1
        }
        #expect(allowed == 30)
    }

    @Test func colleaguesAreNotKeptWaiting() throws {
        let attempts = Attempts()
        try attempts.begin(account: "ada@x", address: "192.0.2.1", at: start)
        attempts.succeeded(account: "ada@x", address: "192.0.2.1", at: start)
        for place in 0..<50 { _ = tries(attempts, "ada@x", "10.0.0.\(place)", at: start) }
        #expect(throws: Never.self) { try attempts.begin(account: "ada@x", address: "192.0.2.1", at: start) }
        #expect(throws: Attempts.TooMany.self) { try attempts.begin(account: "ada@x", address: "192.0.2.2", at: start) }
        #expect(tries(attempts, "ada@x", "192.0.2.1", at: start) < 30)
    }

    @Test func aRightPasswordCostsNothing() throws {
        let attempts = Attempts()
        for n in 0..<200 {
            try attempts.begin(account: "\(n)@x", address: "10.0.0.1", at: start)
            attempts.succeeded(account: "\(n)@x", address: "10.0.0.1", at: start)
        }
    }

    @Test func aClockThatGoesBackLetsNobodyThrough() {
        let attempts = Attempts()
        #expect(tries(attempts, "ada@x", "10.0.0.1", at: start) == 10)
        #expect(tries(attempts, "ada@x", "10.0.0.2", at: start.adding(seconds: -86_400)) == 0)
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"), ("2001:db8::9", "2001:db8:0:0::/64"), ("::1", "0:0:0:0::/64"),
        ("fe80::1%eth0", "fe80:0:0:0::/64"), ("", ""),
    ])
    func places(address: String, place: String) { #expect(Attempts.place(of: address) == place) }

    @Test func aHundredThousandAttemptsAreRememberedInLittleSpace() {
        let attempts = Attempts()
        for n in 0..<100_000 {
            try? attempts.begin(account: "\(n)@x", address: "10.\(n >> 16).\(n >> 8 & 255).\(n & 255)", at: start)
        }
        #expect(tries(attempts, "fresh@x", "192.0.2.9", at: start) == 10)
    }

    /// A hundred thousand tries at one account, each from a place of its own, then all from one household: whoever has
    /// signed in to it before is let in all the while, and only so many guesses were looked at.
    @Test func aHundredThousandAttemptsDoNotLockTheColleagueOut() throws {
        let attempts = Attempts()
        try attempts.begin(account: "ada@x", address: "192.0.2.1", at: start)
        attempts.succeeded(account: "ada@x", address: "192.0.2.1", at: start)
        var looked = 0, refused = 0
        for n in 0..<100_000 {
            let now = start.adding(seconds: n / 100), isHome = n % 2 == 0
            let place = isHome ? "2001:db8:1:2::\(String(n, radix: 16))" : "10.\(n >> 16).\(n >> 8 & 255).\(n & 255)"
            if (try? attempts.begin(account: "ada@x", address: place, at: now)) != nil { looked += 1 }
            guard n % 1000 == 0 else { continue }
            do {
                try attempts.begin(account: "ada@x", address: "192.0.2.1", at: now)
                attempts.succeeded(account: "ada@x", address: "192.0.2.1", at: now)
            } catch { refused += 1 }
        }
        #expect(refused == 0)
        #expect(looked <= 10 + 1000 / 60 + 1, "\(looked) in 1000 seconds")
    }
}
