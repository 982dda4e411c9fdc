import Foundation
import NIOCore
import NIOPosix

/// Whether an address and a port can be had, in words for people.
enum Listening {
    /// Takes them for a moment and lets go of them.
    /// - Throws: `Problem`
    static func check(_ host: String, _ port: Int) throws {
        do {
            let channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1).bind(host: host, port: port).wait()
            try channel.close().wait()
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
