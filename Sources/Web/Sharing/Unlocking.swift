import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird

/// A cookie that says for an hour that somebody gave the password of a link. It goes to that link's page alone, and
/// holds for the password as it is: no later one, and no longer than the server runs.
struct Unlocking: Sendable {
    private static let name = "__Secure-quartet-shared", life = 3600
    private let key = SymmetricKey(size: .bits256)

    /// What sets it.
    func cookie(_ token: Token, _ passwordHash: String, at now: Instant) -> String {
        let until = now.adding(seconds: Self.life).milliseconds
        return "\(Self.name)=\(until).\(proof(token, passwordHash, until)); Max-Age=\(Self.life); "
            + "Path=/api/shared/\(token.text); Secure; HttpOnly; SameSite=Strict"
    }

    /// Whether the request brings one that holds.
    func isOpen(_ request: Request, _ token: Token, _ passwordHash: String, at now: Instant) -> Bool {
        let parts = (request.cookies[Self.name]?.value ?? "").split(separator: ".")
        guard parts.count == 2, let until = Int64(parts[0]), until > now.milliseconds else { return false }
        // Compared as hashes, so that the time it takes tells nothing.
        return SHA256.hash(data: Data(parts[1].utf8))
            == SHA256.hash(data: Data(proof(token, passwordHash, until).utf8))
    }

    private func proof(_ token: Token, _ passwordHash: String, _ until: Int64) -> String {
        let text = "\(token.hash) \(passwordHash) \(until)"
        return hexadecimal(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }
}
