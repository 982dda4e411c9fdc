import Foundation
import NIOCore

/// Whether an address and a port can be had, in words for people.
enum Listening {
    /// Takes them for a moment and lets go of them. Nobody listens meanwhile: whoever connected then would wait in vain.
    /// - Throws: `Problem`
    static func check(_ host: String, _ port: Int) throws {
        do {
            let address = try SocketAddress.makeAddressResolvingHost(host, port: port)
            let place = socket(address.protocol.rawValue, Int32(SOCK_STREAM.rawValue), 0)
            guard place >= 0 else { throw IOError(errnoCode: errno, reason: "socket") }
            defer { close(place) }
            var yes = Int32(1)
            setsockopt(place, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout.size(ofValue: yes)))
            guard address.withSockAddr({ bind(place, $0, socklen_t($1)) }) == 0 else {
                throw IOError(errnoCode: errno, reason: "bind")
            }
        } catch { throw Problem(sentence(error, host, port)) }
    }

    static func sentence(_ error: any Error, _ host: String, _ port: Int) -> String {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE: "Port \(port) is taken by another program; choose another with --port."
        case EACCES: "Port \(port) is not open to this user; choose one above 1023 with --port."
        case EADDRNOTAVAIL: "This machine has no address \(host); choose another with --host."
        default: "Quartet cannot listen on \(host), port \(port): \(error.localizedDescription)"
        }
    }
}
