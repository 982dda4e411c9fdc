import Domain
import TestSupport
import Testing

@testable import Store

/// Secrets as they are typed, and the codes that are made of them.
@Suite struct SecretFuzzTests {
    @Test func lettersOfSecrets() {
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        Rubbish.rounds(3000) { rubbish in
            let bytes = (0..<rubbish.number(below: 40)).map { _ in UInt8(truncatingIfNeeded: rubbish.bits()) }
            let text = Base32.text(bytes)
            #expect(Base32.bytes(text) == bytes, "seed \(rubbish.seed)")
            #expect(text.utf8.allSatisfy(letters.contains), "seed \(rubbish.seed)")
            let other = rubbish.chance(1, in: 3) ? rubbish.text() : rubbish.mutated(text), read = Base32.bytes(other)
            #expect((read != nil) == other.utf8.allSatisfy(letters.contains), "seed \(rubbish.seed): \(other)")
            if let read { #expect(read.count == other.utf8.count * 5 / 8, "seed \(rubbish.seed): \(other)") }
        }
    }

    /// A code opens within a step to each side, never twice, and never one before it; nothing else does.
    @Test func codes() {
        Rubbish.rounds(2000) { rubbish in
            let secret = (0..<rubbish.number(below: 41)).map { _ in UInt8(truncatingIfNeeded: rubbish.bits()) }
            let step = Int64(rubbish.number(below: 1 << 31)) + 2
            let now = Instant(milliseconds: step * 30_000 + Int64(rubbish.number(below: 30_000)))
            let given = step + Int64(rubbish.number(below: 7)) - 3, code = TOTP.code(secret, step: given)
            #expect(code.utf8.count == 6 && code.utf8.allSatisfy { (48..<58).contains($0) }, "seed \(rubbish.seed)")
            let near = (step - 1...step + 1).map { ($0, TOTP.code(secret, step: $0)) }
            let last = step + Int64(rubbish.number(below: 5)) - 3
            let taken = TOTP.step(of: code, secret, at: now, after: last)
            let open = near.filter { $0.1 == code && $0.0 > last }.map(\.0)
            #expect(taken == nil ? open.isEmpty : open.contains(taken ?? 0), "seed \(rubbish.seed)")
            let typed = GivenCode(rubbish.chance(1, in: 2) ? rubbish.mutated(code) : rubbish.text()).text
            let found = TOTP.step(of: typed, secret, at: now, after: 0)
            #expect((found != nil) == near.contains { $0.1 == typed }, "seed \(rubbish.seed): \(typed)")
            #expect(GivenCode("\(code.prefix(3)) - \(code.suffix(3))\n").text == code, "seed \(rubbish.seed)")
        }
    }
}
