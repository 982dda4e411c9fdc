import Domain
import Testing

@testable import Store

@Suite struct TOTPTests {
    private let secret = Array("12345678901234567890".utf8)

    /// RFC 6238, appendix B, the column of SHA-1.
    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func asTheStandardHasIt(time: Int64, code: String) {
        #expect(TOTP.code(secret, step: time / 30, digits: 8) == code)
    }

    /// RFC 4226, appendix D.
    @Test func countedAsTheOlderStandardHasIt() {
        let codes = (0..<10).map { TOTP.code(secret, step: $0) }
        #expect(
            codes == [
                "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
            ])
    }

    @Test func aStepToEachSideCountsAndEachOnlyOnce() {
        let now = Instant(milliseconds: 30_000 * 7 + 12_345), codes = (0..<12).map { TOTP.code(secret, step: $0) }
        let taken = codes.map { TOTP.step(of: $0, secret, at: now, after: 0) }
        #expect(taken == (0..<12).map { (6...8).contains($0) ? Int64($0) : nil })
        #expect(TOTP.step(of: codes[7], secret, at: now, after: 7) == nil, "it was used")
        #expect(TOTP.step(of: codes[6], secret, at: now, after: 7) == nil, "an older one was seen by whoever looked on")
        #expect(TOTP.step(of: codes[8], secret, at: now, after: 7) == 8)
        #expect(TOTP.step(of: "", secret, at: now, after: 0) == nil)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func lettersOfSecrets(bytes: String, text: String) {
        #expect(Base32.text(Array(bytes.utf8)) == text && Base32.bytes(text) == Array(bytes.utf8))
        #expect(Base32.bytes("MZ1") == nil)
    }
}
