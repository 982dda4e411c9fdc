import Domain
import Foundation

/// Where time and identifiers come from: handed in from here to everything else.
enum Ambient {
    static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    static func newID() -> Identifier {
        var random = SystemRandomNumberGenerator()
        return Identifier(at: now(), using: &random)
    }
}
