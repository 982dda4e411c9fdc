import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Live
import Logging
import NIOCore
import NIOEmbedded
import Store
import Synchronization
import TestSupport
import Testing

@testable import Web

/// The stream of one member, read without a socket.
final class Ear: Sendable {
    private let heard = Mutex("")
    private let (news, more) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let reading: LiveStream.Reading, live: LiveStream

    /// - Parameter path: what stands behind `/api/live`
    init(_ house: House, _ member: Member, _ path: String, lastEventID: String? = nil) async throws {
        let token = Token()
        _ = try await house.hub.write(as: member) {
            try $0.openSession(of: member.id, tokenHash: token.hash, device: "Firefox", address: "::1")
        }
        var head = HTTPRequest(method: .get, scheme: "https", authority: "quartet.example", path: "/api/live" + path)
        head.headerFields[.cookie] = "\(Sessions.cookie)=\(token.text)"
        head.headerFields[HTTPField.Name("Last-Event-ID")!] = lastEventID
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let logger = Logger(label: "quartet", factory: { _ in SwiftLogNoOpLogHandler() })
        let context = Web.Context(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: logger))
        let sessions = Sessions(store: house.hub.store, hub: house.site.hub), now = house.clock.now
        live = LiveStream(store: house.hub.store, hub: house.site.hub, sessions: sessions, clock: { now })
        let session = try await sessions.current(request, context, at: now)
        reading = try await live.begin(Call(request: request, context: context, session: session, now: now))
    }

    /// The figures that came, as they came.
    var figures: [String] { text.components(separatedBy: "\n\n").filter { $0.contains("event: figures") } }

    /// Listens while the body runs.
    func listen(in house: House, while body: () async throws -> Void) async throws {
        async let reading: Void = listen()
        try await body()
        end(of: house)
        try await reading
    }

    /// Reads until the stream ends.
    func listen() async throws {
        defer {
            reading.stream.close()
            more.finish()
        }
        try await live.follow(reading) { buffer in
            heard.withLock { $0 += String(buffer: buffer) }
            more.yield()
        }
    }

    var text: String { heard.withLock { $0 } }
    /// The entries that came, as they came.
    var entries: [String] { text.components(separatedBy: "\n\n").filter { $0.contains("event: entry") } }

    /// Returns once this was heard, and complains when the stream ends without it; the test's time limit says how long
    /// that may take.
    func hears(_ words: String) async {
        var news = news.makeAsyncIterator()
        while !text.contains(words) {
            if await news.next(isolation: nil) != nil { continue }
            if !text.contains(words) { Issue.record("the stream ended without \(words)") }
            return
        }
    }

    func end(of house: House) { house.site.hub.end(member: reading.member) }
}

/// Hands on what a house's store commits, as the server does: entries, then the figures that they moved.
final class Post: Sendable {
    private let house: House
    private let sent: Mutex<Int>

    init(_ house: House) {
        self.house = house
        sent = Mutex(house.hub.log.scores.count)
    }

    func send() {
        house.site.hub.publish(house.hub.log.entries)
        sent.withLock { sent in
            let all = house.hub.log.scores
            house.site.hub.publish(figures: all[sent...].map { ($0.plan, $0.json) })
            sent = all.count
        }
    }
}
