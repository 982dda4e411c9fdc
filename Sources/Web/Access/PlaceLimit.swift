import Domain
import Synchronization

/// How often one place may ask for what needs no signing in: enough for a whole office, too little for guessing.
final class PlaceLimit: Sendable {
    private let places: Mutex<Buckets<String>>

    /// - Parameters:
    ///   - burst: so many at once
    ///   - seconds: then one in so long
    init(burst: Int, seconds: Double) { places = Mutex(Buckets(burst: burst, seconds: seconds)) }

    /// - Throws: `Attempts.TooMany`
    func begin(_ address: String, at now: Instant) throws(Attempts.TooMany) {
        try take(Attempts.place(of: address), at: now)
    }

    /// The same of one member, wherever they are.
    /// - Throws: `Attempts.TooMany`
    func begin(member: ID<Member>, at now: Instant) throws(Attempts.TooMany) { try take(member.text, at: now) }

    private func take(_ place: String, at now: Instant) throws(Attempts.TooMany) {
        let wait = places.withLock { $0.take(place, at: now) }
        if wait > 0 { throw Attempts.TooMany(seconds: max(1, Int(wait.rounded(.up)))) }
    }
}
