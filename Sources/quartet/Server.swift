import Foundation
import Hummingbird
import Live
import Logging
import NIOCore
import ServiceLifecycle
import Store
import UnixSignals
import Web

/// The site on a socket, until a signal ends it.
struct Server {
    let site: Site, store: Store, hub: Hub, digests: Digests, backups: Backups, certificates: Certificates
    let host: String, port: Int, patience: Patience, shares: ConnectionShares
    /// Called with the port once it listens.
    let isListening: @Sendable (Int) -> Void

    private static let connections = 20_000, backlog = 4096

    /// - Throws: `Problem` when the address or the port cannot be had
    func run() async throws {
        let logger = Logger(label: "quartet")
        let application = Application(
            responder: site.responder(),
            server: PatientChannel.builder(certificates, patience, shares),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), backlog: Self.backlog,
                availableConnectionsDelegate: .maximum(
                    Descriptors.connections(atMost: Self.connections), logger: logger)),
            onServerRunning: { channel in isListening(channel.localAddress?.port ?? port) },
            logger: logger)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: Streams(hub: hub)), .init(service: Index(store: store)),
                // Scores that the passing of time moves, and their history.
                .init(service: EveryMinute(complaint: "The day could not be closed", work: store.closeDay)),
                .init(service: EveryMinute(complaint: "Digests could not be sent", work: digests.sendAll)),
                .init(service: EveryMinute(complaint: "A backup could not be made", work: backups.makeDue)),
                .init(
                    service: EveryMinute(complaint: "Crowds could not be told of") { _ in shares.tell() }),
                .init(service: EveryMinute(complaint: "What is old could not be put away", work: site.tidy)),
                .init(service: Renewal(certificates: certificates)), .init(service: application),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        do { try await ServiceGroup(configuration: configuration).run() } catch let error as IOError {
            throw Problem(Listening.sentence(error, host, port))
        }
    }
}

/// Keeps the time of open streams, and ends them first when Quartet shuts down.
private struct Streams: Service {
    let hub: Hub

    func run() async throws {
        await withGracefulShutdownHandler {
            await cancelWhenGracefulShutdown { await hub.run() }
        } onGracefulShutdown: {
            hub.shutDown()
        }
    }
}

/// Puts into the index what an older version has left out of it; while that goes on, all else works.
private struct Index: Service {
    let store: Store

    func run() async throws {
        await cancelWhenGracefulShutdown {
            do { try await store.catchUpSearch(at: Ambient.now()) } catch {
                Logger(label: "quartet").error("The index could not be written", metadata: ["error": "\(error)"])
            }
        }
        try await gracefulShutdown()
    }
}
