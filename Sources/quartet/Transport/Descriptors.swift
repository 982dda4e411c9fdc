import Foundation

/// A connection is an open file, and of those a process may have so many: shells often allow 1,024 and more on demand.
enum Descriptors {
    /// For the database, the lock, what is read and written besides.
    private static let reserve = 128

    /// Demands all that this process may have.
    static func raise() {
        var limit = limits
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// How many connections there may be without running out of files.
    static func connections(atMost most: Int) -> Int {
        min(most, max(1, Int(clamping: limits.rlim_cur) - reserve))
    }

    private static var limits: rlimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit
    }
}
