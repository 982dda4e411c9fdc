import CLibCrypto
import Dispatch
import Foundation
import Synchronization

/// Hashes passwords and checks them, by scrypt (RFC 7914), in PHC format: `$scrypt$ln=15,r=8,p=3$salt$hash`.
///
/// One hash takes 32 MiB and a tenth of a second or two, so it is done on threads of its own, two at a time, and when
/// too many wait, the next is told to come again.
public final class Passwords: Sendable {
    public struct Cost: Hashable, Sendable {
        /// N = 2^ln; one hash takes 128·N·r bytes.
        public let ln, r, p: Int
        public init(ln: Int, r: Int, p: Int) { (self.ln, self.r, self.p) = (ln, r, p) }
        public static let standard = Cost(ln: 15, r: 8, p: 3)
    }
    /// Too many wait already.
    public struct Busy: Error {}

    private let cost: Cost, longest: Int
    private let lanes = [DispatchQueue(label: "passwords 1"), DispatchQueue(label: "passwords 2")]
    /// How many wait or run in each lane.
    private let waiting = Mutex([0, 0])
    /// What an unknown address is compared with, so that it takes as long as a known one.
    private let decoy: String

    /// - Parameter longest: how many may wait or run at once
    public init(cost: Cost = .standard, longest: Int = 64) {
        (self.cost, self.longest) = (cost, longest)
        let salt = Random.bytes(16), hash = Random.bytes(32)
        decoy = PHC(cost: cost, salt: salt, hash: hash).text
    }

    /// - Parameter isUrgent: whether somebody cannot come in without it; what is not gives way where half of what may wait waits
    /// - Throws: `Busy`
    public func hash(_ password: String, isUrgent: Bool = true) async throws -> String {
        let cost = cost, salt = Random.bytes(16)
        return try await inLane(of: isUrgent ? longest : longest / 2) {
            let hash = try Self.scrypt(Array(password.utf8), salt: salt, cost, count: 32)
            return PHC(cost: cost, salt: salt, hash: hash).text
        }
    }

    /// Whether this is the password of that hash. Without a hash the answer is no, and takes as long.
    /// - Throws: `Busy`
    public func verify(_ password: String, against hash: String?) async throws -> Bool {
        guard let phc = PHC(hash ?? decoy) else { return false }
        let isRight = try await inLane(of: longest) {
            let found = try Self.scrypt(Array(password.utf8), salt: phc.salt, phc.cost, count: phc.hash.count)
            return Self.isSame(found, phc.hash)
        }
        return isRight && hash != nil
    }

    /// How many wait or are being looked at.
    var queued: Int { waiting.withLock { $0[0] + $0[1] } }

    /// Whether a hash was made with other parameters than today's.
    public func needsRehash(_ hash: String) -> Bool { PHC(hash)?.cost != cost }

    private func inLane<T: Sendable>(
        of longest: Int, _ work: @escaping @Sendable () throws -> T
    ) async throws -> T {
        let lane = try waiting.withLock { waiting in
            guard waiting[0] + waiting[1] < longest else { throw Busy() }
            let lane = waiting[0] <= waiting[1] ? 0 : 1
            waiting[lane] += 1
            return lane
        }
        defer { waiting.withLock { $0[lane] -= 1 } }
        return try await withCheckedThrowingContinuation { answer in
            lanes[lane].async { answer.resume(with: Result(catching: work)) }
        }
    }

    /// In the same time wherever they differ.
    private static func isSame(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
    }

    struct OutOfMemory: Error {}

    /// RFC 7914 with N = 2^ln.
    static func scrypt(_ password: [UInt8], salt: [UInt8], _ cost: Cost, count: Int) throws -> [UInt8] {
        var out = [UInt8](repeating: 0, count: count)
        let n = UInt64(1) << UInt64(cost.ln), needed = 128 * n * UInt64(cost.r) + 128 * UInt64(cost.r * cost.p)
        let isDone = password.map(CChar.init(bitPattern:)).withUnsafeBufferPointer { password in
            EVP_PBE_scrypt(
                password.baseAddress, password.count,
                salt, salt.count, n, UInt64(cost.r), UInt64(cost.p), needed + 1 << 20, &out, count)
        }
        guard isDone == 1 else { throw OutOfMemory() }
        return out
    }
}

/// A hash with all that is needed to make it again.
struct PHC: Hashable {
    let cost: Passwords.Cost, salt, hash: [UInt8]

    init(cost: Passwords.Cost, salt: [UInt8], hash: [UInt8]) { (self.cost, self.salt, self.hash) = (cost, salt, hash) }

    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        var numbers: [Substring: Int] = [:]
        for pair in parts[2].split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2, let number = Int(sides[1]) else { return nil }
            numbers[sides[0]] = number
        }
        guard let ln = numbers["ln"], let r = numbers["r"], let p = numbers["p"], (1...20).contains(ln),
            (1...32).contains(r), (1...16).contains(p), let salt = Self.bytes(parts[3]),
            let hash = Self.bytes(parts[4]), hash.count >= 16
        else { return nil }
        self.init(cost: Passwords.Cost(ln: ln, r: r, p: p), salt: salt, hash: hash)
    }

    var text: String {
        "$scrypt$ln=\(cost.ln),r=\(cost.r),p=\(cost.p)$\(Self.base64(salt))$\(Self.base64(hash))"
    }

    /// Base 64 without padding.
    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("=", with: "")
    }
    private static func bytes(_ text: Substring) -> [UInt8]? {
        Data(base64Encoded: text + String(repeating: "=", count: (4 - text.count % 4) % 4)).map(Array.init)
    }
}
