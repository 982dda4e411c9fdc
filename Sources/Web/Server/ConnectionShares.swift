import Logging
import Synchronization

/// How many connections each place holds, so that nobody takes those of all others. Trusted proxies bring many people's.
public final class ConnectionShares: Sendable {
    private struct State {
        var places: [String: Int] = [:], open = 0, refused = 0, told = 0
    }
    private let state = Mutex(State())
    private let most: Int, proxies: TrustedProxies

    /// - Parameter most: for one address of IPv4, or for 64 bits of IPv6, which are one household's
    public init(most: Int, proxies: TrustedProxies = TrustedProxies()) { (self.most, self.proxies) = (most, proxies) }

    /// - Returns: false where the place has its share already; the connection is then to be closed
    public func enter(from address: String) -> Bool {
        let place = Attempts.place(of: address), isBounded = !proxies.isTrusted(address)
        return state.withLock { state in
            let held = state.places[place, default: 0]
            if isBounded, held >= most {
                state.refused += 1
                return false
            }
            state.places[place] = held + 1
            state.open += 1
            return true
        }
    }

    /// Of a connection that came in: it is closed.
    public func leave(from address: String) {
        let place = Attempts.place(of: address)
        state.withLock { state in
            let held = state.places[place, default: 0] - 1
            state.places[place] = held > 0 ? held : nil
            state.open -= 1
        }
    }

    /// Connections that are open, and those that were refused since the start.
    var figures: (open: Int, refused: Int) { state.withLock { ($0.open, $0.refused) } }

    /// To be called once a minute: tells the log what was refused since, but not whom.
    public func tell() {
        let refused = state.withLock { state in
            defer { state.told = state.refused }
            return state.refused - state.told
        }
        guard refused > 0 else { return }
        Logger(label: "quartet").warning(
            "Connections were refused: an address holds as many as it may",
            metadata: ["refused": "\(refused)", "most": "\(most)"])
    }
}
