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

@testable import Web

/// A moment that tests move.
final class Clock: Sendable {
    private let state = Mutex(TestSupport.Hub.now)
    var now: Instant {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

struct Answer: Sendable {
    let status: Int, headers: HTTPFields, text: String
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
    }
}

/// The whole site over some store, without a socket.
struct Front: Sendable {
    let site: Site, clock = Clock()
    static let passwords = Passwords(cost: Passwords.Cost(ln: 4, r: 1, p: 1), longest: 4096)
    private let responder: any HTTPResponder<Web.Context>

    init(
        _ store: Store, offersDemo: Bool = false, url: String? = nil, proxies: TrustedProxies = TrustedProxies(),
        passwords: Passwords = Front.passwords
    ) async throws {
        let live = Live.Hub(epoch: store.epoch, after: try await store.read(as: .quartet) { try $0.seq() })
        let folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in Self.pages {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        var options = Site.Options()
        (options.offersDemo, options.url, options.proxies) = (offersDemo, url, proxies)
        let clock = clock
        site = Site(
            store: store, hub: live, files: try StaticFiles(folder: folder.path()), passwords: passwords,
            options: options, clock: { clock.now })
        responder = site.responder()
    }

    private static let pages = [
        "index.html": "<!doctype html><title>Quartet</title>",
        "js/screens.js": ["/", "/plans/:id/:tab?", "/settings/:tab?"].map { "['\($0)', () => import('./x.js')],\n" }
            .joined(),
        "js/access/doors.js": "['/signin', () => import('./sign-in.js')],",
    ]

    /// Sends a request as a browser of ours would, unless headers say otherwise.
    /// - Parameter address: who is at the other end of the connection
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields = [:],
        from address: String? = nil
    ) async throws -> Answer {
        var head = HTTPRequest(method: method, scheme: "https", authority: "quartet.example", path: path)
        head.headerFields = [.secFetchSite: "same-origin"]
        if body != nil { head.headerFields[.contentType] = "application/json" }
        for field in headers { head.headerFields[field.name] = field.value }
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let channel = EmbeddedChannel()
        channel.remoteAddress = try address.map { try SocketAddress(ipAddress: $0, port: 4711) }
        let source = ApplicationRequestContextSource(channel: channel, logger: Self.silence)
        let response = try await responder.respond(to: request, context: Web.Context(source: source))
        return Answer(
            status: response.status.code, headers: response.headers, text: try await Collector.text(response.body))
    }

    /// A request that has come to its route, of somebody who is not signed in.
    func call() -> Call {
        let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Self.silence)
        let head = HTTPRequest(method: .get, scheme: "https", authority: "quartet.example", path: "/")
        return Call(
            request: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            context: Web.Context(source: source), session: nil, now: clock.now)
    }

    private static let silence = Logger(label: "quartet", factory: { _ in SwiftLogNoOpLogHandler() })
}

/// Takes a body that is known to end.
private struct Collector: ResponseBodyWriter {
    let sink: Sink

    final class Sink: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    static func text(_ body: ResponseBody) async throws -> String {
        guard body.contentLength != nil else { return "" }
        let sink = Sink()
        try await body.write(Collector(sink: sink))
        return sink.bytes.withLock { String(decoding: $0, as: UTF8.self) }
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        sink.bytes.withLock { $0 += Array(buffer.readableBytesView) }
    }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
