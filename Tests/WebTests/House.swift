import Domain
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import Live
import Logging
import NIOCore
import NIOEmbedded
import Store
import Synchronization
import TestSupport

@testable import Web

/// Those who ask, in the order of the table's columns.
enum Who: Int, CaseIterable, Sendable {
    case nobody, guest, stranger, viewer, contributor, manager, leader, admin
}

/// The whole site over a small workspace in memory.
struct House: Sendable {
    let hub: TestSupport.Hub, live: Live.Hub, site: Site, clock: Clock
    /// Of the contributor and of the guest.
    static let password = "a quiet harbour in May"
    let invitation = Token(), setUp = Token()
    private let responder: RouterResponder<Web.Context>, tokens: [Who: Token]
    /// The browser of the contributor at home; ids are those of `GET /api/sessions`.
    let otherSession: Identifier
    /// The viewer's place on the team of the open plan.
    let planMember: Identifier

    /// A moment that tests move.
    final class Clock: Sendable {
        private let state = Mutex(TestSupport.Hub.now)
        var now: Instant {
            get { state.withLock { $0 } }
            set { state.withLock { $0 = newValue } }
        }
    }

    static let passwords = Passwords(cost: Passwords.Cost(ln: 4, r: 1, p: 1))

    init(offersDemo: Bool = true) async throws {
        let clock = Clock(), hub = try await TestSupport.Hub()
        live = Live.Hub(epoch: hub.store.epoch, after: try await hub.store.read(as: .quartet) { try $0.seq() })
        let folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("<!doctype html><title>Quartet</title>".utf8).write(to: folder.appending(path: "index.html"))
        var options = Site.Options()
        options.offersDemo = offersDemo
        site = Site(
            store: hub.store, hub: live, files: try StaticFiles(folder: folder.path()), passwords: Self.passwords,
            options: options, clock: { clock.now })
        responder = site.router().buildResponder()
        let hash = try await Self.passwords.hash(Self.password)
        var tokens: [Who: Token] = [:]
        for who in Who.allCases { if Self.member(who, hub) != nil { tokens[who] = Token() } }
        let all = tokens, invitation = invitation, setUp = setUp
        otherSession = try await hub.store.write(as: Caller(hub.contributor), at: clock.now) { tx in
            for (who, token) in all {
                guard let member = Self.member(who, hub) else { continue }
                _ = try tx.openSession(of: member.id, tokenHash: token.hash, device: "Firefox on Linux", address: "::1")
            }
            for member in [hub.contributor, hub.guest] { try tx.setPassword(of: member.id, hash: hash) }
            try tx.inviteFirstAdmin(tokenHash: setUp.hash)
            return try tx.openSession(
                of: hub.contributor.id, tokenHash: Token().hash, device: "Safari on iPhone", address: "::1")
        }
        _ = try await hub.store.write(as: Caller(hub.admin), at: clock.now) {
            try $0.invite(hub.stranger.id, tokenHash: invitation.hash)
        }
        planMember = try await hub.store.read(as: Caller(hub.admin)) { reader in
            var query = ListQuery()
            query.filters = ["member": .anyOf([.id(hub.viewer.id.raw)]), "plan": .anyOf([.id(hub.plan.raw)])]
            return try reader.list("plan-members", query).ids[0]
        }
        (self.hub, self.clock, self.tokens) = (hub, clock, tokens)
    }

    private static func member(_ who: Who, _ hub: TestSupport.Hub) -> Member? {
        switch who {
        case .nobody: nil
        case .guest: hub.guest
        case .stranger: hub.stranger
        case .viewer: hub.viewer
        case .contributor: hub.contributor
        case .manager: hub.manager
        case .leader: hub.leader
        case .admin: hub.admin
        }
    }

    struct Answer: Sendable {
        let status: Int, headers: HTTPFields, text: String
        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]) ?? [:]
        }
    }

    /// Sends a request as a browser of ours would, unless headers say otherwise.
    func ask(
        _ who: Who = .nobody, _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var head = HTTPRequest(method: method, scheme: "https", authority: "quartet.example", path: path)
        head.headerFields = [.secFetchSite: "same-origin"]
        if body != nil { head.headerFields[.contentType] = "application/json" }
        if let token = tokens[who] { head.headerFields[.cookie] = "\(Sessions.cookie)=\(token.text)" }
        for field in headers { head.headerFields[field.name] = field.value }
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Self.silence)
        let response = try await responder.respond(to: request, context: Web.Context(source: source))
        return Answer(
            status: response.status.code, headers: response.headers, text: try await Collector.text(response.body))
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
