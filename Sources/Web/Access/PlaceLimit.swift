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
        let place = Attempts.place(of: address)
        let wait = places.withLock { $0.take(place, at: now) }
        if wait > 0 { throw Attempts.TooMany(seconds: max(1, Int(wait.rounded(.up)))) }
    }
}
