import Crypto
import Domain
import Foundation

/// Codes that a phone and Quartet make of one secret and the time: RFC 6238 with SHA-1, six digits, steps of thirty
/// seconds, as every authenticator app understands it.
public enum TOTP {
    public static let seconds = 30, digits = 6
    /// In bytes, as RFC 4226 recommends.
    public static let secretLength = 20

    /// The code of a step. RFC 4226, section 5.3.
    static func code(_ secret: [UInt8], step: Int64, digits: Int = digits) -> String {
        let message = withUnsafeBytes(of: step.bigEndian) { Data($0) }
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
        let at = Int(mac[mac.count - 1] & 15)
        let number = mac[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let text = String(Int(number) % (0..<digits).reduce(1) { power, _ in power * 10 })
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code this is: the one it is now, or the one before or after, for clocks differ. One that is not
    /// after `last` was used already, and counts no more; a `last` that is still to come is a clock's that was ahead.
    static func step(of code: String, _ secret: [UInt8], at now: Instant, after last: Int64) -> Int64? {
        let current = now.milliseconds / 1000 / Int64(seconds)
        let used = last > current + 1 ? 0 : last
        return [current, current - 1, current + 1].first { $0 > used && Self.code(secret, step: $0) == code }
    }
}

/// RFC 4648, section 6, without padding: the letters in which secrets are typed.
public enum Base32 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    public static func text(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = [], held = 0, bits = 0
        for byte in bytes {
            (held, bits) = (held << 8 | Int(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                text.append(letters[held >> bits & 31])
            }
            held &= 1 << bits - 1
        }
        if bits > 0 { text.append(letters[held << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for what is none.
    static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = [], held = 0, bits = 0
        for letter in text.utf8 {
            guard let value = letters.firstIndex(of: letter) else { return nil }
            (held, bits) = (held << 5 | value, bits + 5)
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> bits))
            }
            held &= 1 << bits - 1
        }
        return bytes
    }
}
