import HTTPTypes
import Store
import Synchronization

/// How often each route was asked for, how it went, and how long it took until the answer began. Routes are known by
/// their pattern, so that there are no more of them than are in the list.
final class RequestFigures: Sendable {
    /// What is no route: the pages and what they load.
    static let pages = "static"

    struct Key: Hashable { let method, route: String }
    struct Answers {
        /// By the first digit of the status, from 1 to 5.
        var classes = Array(repeating: 0, count: 5)
        /// In seconds.
        var seconds = Histogram([0.001, 0.005, 0.025, 0.1, 0.5, 2.5])
    }
    /// Those that are asked for at the same time are mostly not the same: each has a lock of its own.
    private final class Series: Sendable {
        let key: Key
        let answers = Mutex(Answers())
        init(_ key: Key) { self.key = key }
    }
    private let known = Mutex<[Key: Series]>([:])

    func count(_ method: HTTPRequest.Method, _ route: String?, _ status: HTTPResponse.Status, taking time: Duration) {
        let series = series(Key(method: Self.name(method), route: route ?? Self.pages)), place = status.code / 100 - 1
        series.answers.withLock {
            if $0.classes.indices.contains(place) { $0.classes[place] += 1 }
            $0.seconds.add(time / .seconds(1))
        }
    }

    /// In the order of routes.
    var all: [(key: Key, answers: Answers)] {
        known.withLock { Array($0.values) }.map { series in (series.key, series.answers.withLock { $0 }) }
            .sorted { ($0.0.route, $0.0.method) < ($1.0.route, $1.0.method) }
    }

    private func series(_ key: Key) -> Series {
        known.withLock { known in
            if let series = known[key] { return series }
            let series = Series(key)
            known[key] = series
            return series
        }
    }

    /// Anything may be sent as a method.
    private static func name(_ method: HTTPRequest.Method) -> String {
        switch method {
        case .get, .head, .post, .put, .patch, .delete, .options: method.rawValue
        default: "other"
        }
    }
}
