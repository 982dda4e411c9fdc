import Foundation
import NIOCore
import NIOHTTP2
import NIOPosix
import NIOSSL
import Synchronization

/// Many open streams: a hundred to an HTTP/2 connection, as a browser with many tabs or a proxy has them, or each on an
/// HTTP/1.1 connection of its own.
final class Crowd: Sendable {
    /// As many as one HTTP/2 connection may have.
    private static let perConnection = 100
    private let port: Int, plan: String, cookies: [String], isHTTP2: Bool, tls: NIOSSLContext
    private let group = MultiThreadedEventLoopGroup.singleton
    private let state = Mutex(State())

    private struct State {
        var channels: [any Channel] = [], slow = 0
        /// What is listened for, and who has heard it when.
        var word: [UInt8] = [], heard: [Int: UInt64] = [:], wanted: Range<Int> = 0..<0
        var isDone: CheckedContinuation<Void, Never>?

        mutating func end() {
            isDone?.resume()
            isDone = nil
        }
    }

    init(port: Int, plan: String, cookies: [String], isHTTP2: Bool) throws {
        (self.port, self.plan, self.cookies, self.isHTTP2) = (port, plan, cookies, isHTTP2)
        tls = try clientTLS(isHTTP2 ? ["h2"] : [])
    }

    /// The streams that read, and those that stop reading.
    var readers: Range<Int> { state.withLock { $0.slow..<$0.channels.count } }
    var sleepers: Range<Int> { state.withLock { 0..<$0.slow } }
    /// How many are open still.
    var open: Int { state.withLock { $0.channels.count(where: \.isActive) } }

    /// The first `slow` of them read until they are greeted, and then no more.
    func open(_ count: Int, slow: Int) async throws {
        for start in stride(from: 0, to: count, by: Self.perConnection) {
            let these = start..<min(start + Self.perConnection, count)
            let connection = isHTTP2 ? try await connect() : nil
            let opened = try await withThrowingTaskGroup(of: (Int, any Channel).self) { group in
                for number in these {
                    let greeted = self.group.any().makePromise(of: Void.self)
                    let ear = Ear(number: number, isSlow: number < slow, greeted: greeted, hear: hear)
                    group.addTask {
                        let channel =
                            if let connection { try await self.stream(on: connection, ear) } else {
                                try await self.stream(ear)
                            }
                        try await greeted.futureResult.get()
                        return (number, channel)
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            state.withLock { $0.channels += these.compactMap { opened[$0] } }
        }
        state.withLock { $0.slow = slow }
    }

    func wakeSleepers() {
        for channel in state.withLock({ Array($0.channels[0..<$0.slow]) }) {
            channel.setOption(.autoRead, value: true).whenSuccess { channel.read() }
        }
    }

    /// Runs the body and waits until all of them have the word, at most ten seconds.
    /// - Returns: after how many milliseconds each had it; those that had not are missing
    func round(
        expecting word: String, from wanted: Range<Int>, _ body: @Sendable () async throws -> Void
    ) async throws -> [Double] {
        let since = DispatchTime.now().uptimeNanoseconds
        state.withLock { ($0.word, $0.heard, $0.wanted) = (Array(word.utf8), [:], wanted) }
        try await body()
        let giveUp = group.any().scheduleTask(in: .seconds(10)) { self.state.withLock { $0.end() } }
        await withCheckedContinuation { done in
            state.withLock { state in
                state.isDone = done
                if state.heard.count >= state.wanted.count { state.end() }
            }
        }
        giveUp.cancel()
        return state.withLock { state in state.heard.values.map { Double($0 - since) / 1_000_000 } }
    }

    /// Every reader's bytes come through here.
    @Sendable private func hear(_ number: Int, _ bytes: ByteBufferView) {
        let now = DispatchTime.now().uptimeNanoseconds
        let word = state.withLock { $0.wanted.contains(number) && $0.heard[number] == nil ? $0.word : [] }
        guard !word.isEmpty, bytes.contains(word) else { return }
        state.withLock { state in
            state.heard[number] = now
            if state.heard.count == state.wanted.count { state.end() }
        }
    }

    // MARK: opening

    private var path: String { "/api/live?plans=\(plan)" }
    private func cookie(_ ear: Ear) -> String { cookies[ear.number % cookies.count] }

    private func connect() async throws -> NIOHTTP2Handler.StreamMultiplexer {
        try await ClientBootstrap(group: group).connect(host: "127.0.0.1", port: port) { [tls] channel in
            channel.eventLoop.makeCompletedFuture {
                let pipeline = channel.pipeline.syncOperations
                try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: nil))
                return try pipeline.configureHTTP2Pipeline(
                    mode: .client, connectionConfiguration: .init(), streamConfiguration: .init(),
                    inboundStreamInitializer: { $0.close() })
            }
        }
    }

    private func stream(
        on connection: NIOHTTP2Handler.StreamMultiplexer, _ ear: Ear
    ) async throws -> any Channel {
        let head = [
            (":method", "GET"), (":scheme", "https"), (":authority", "localhost:\(port)"), (":path", path),
            ("cookie", cookie(ear)), ("accept", "text/event-stream"),
        ]
        return try await connection.createStreamChannel { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(HTTP2Listener(ear, head: head))
            }
        }.get()
    }

    private func stream(_ ear: Ear) async throws -> any Channel {
        let head = """
            GET \(path) HTTP/1.1\r
            Host: localhost:\(port)\r
            Cookie: \(cookie(ear))\r
            Accept: text/event-stream\r
            \r

            """
        return try await ClientBootstrap(group: group)
            .channelOption(.socketOption(.so_rcvbuf), value: ear.isSlow ? 4096 : 65_536)
            .channelInitializer { [tls] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        NIOSSLClientHandler(context: tls, serverHostname: nil), HTTP1Listener(ear, head: head),
                    ])
                }
            }.connect(host: "127.0.0.1", port: port).get()
    }
}

/// - Parameter protocols: what is offered by ALPN
func clientTLS(_ protocols: [String] = []) throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = .none  // the server made its certificate itself
    configuration.applicationProtocols = protocols
    return try NIOSSLContext(configuration: configuration)
}
