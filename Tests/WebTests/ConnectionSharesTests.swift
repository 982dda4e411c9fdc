import Testing

@testable import Web

@Suite struct ConnectionSharesTests {
    private func lets(_ shares: ConnectionShares, _ address: String) -> Int {
        var count = 0
        while count < 100, shares.enter(from: address) { count += 1 }
        return count
    }

    @Test func eachPlaceHasItsShare() {
        let shares = ConnectionShares(most: 5)
        #expect(lets(shares, "192.0.2.1") == 5)
        #expect(lets(shares, "::ffff:192.0.2.1") == 0, "the same, in other words")
        #expect(lets(shares, "192.0.2.2") == 5)
        #expect(lets(shares, "2001:db8::1") == 5)
        #expect(lets(shares, "2001:db8::ffff:2") == 0, "one household")
        #expect(lets(shares, "2001:db8:0:1::1") == 5)
        #expect(shares.figures == (20, 6))
    }

    @Test func whatIsClosedIsFreeAgain() {
        let shares = ConnectionShares(most: 2)
        #expect(lets(shares, "192.0.2.1") == 2)
        shares.leave(from: "192.0.2.1")
        #expect(lets(shares, "192.0.2.1") == 1)
        for _ in 0..<2 { shares.leave(from: "192.0.2.1") }
        #expect(shares.figures.open == 0)
        #expect(lets(shares, "192.0.2.1") == 2)
    }

    @Test func aTrustedProxyBringsManyPeople() throws {
        let shares = ConnectionShares(most: 2, proxies: try #require(TrustedProxies("10.0.0.0/8")))
        #expect(lets(shares, "10.1.2.3") == 100)
        #expect(lets(shares, "192.0.2.1") == 2)
    }
}
