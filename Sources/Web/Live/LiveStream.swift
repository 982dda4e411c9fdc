import Domain
import HTTPTypes
import Hummingbird
import Live
import NIOCore
import Store

/// The event stream: what concerns the caller, and the plans they have open.
struct LiveStream: Sendable {
    let store: Store, hub: Hub, sessions: Sessions
    let clock: @Sendable () -> Instant
    private let shared = SharedBytes()

    static let path = "/api/live"

    /// So many changes are read from the journal at a time, and at most so many in all; whoever missed more reads anew.
    private static let page = 1000, longest: Int64 = 20_000

    var routes: [Route] {
        [
            Route(
                .get, Self.path, "What changes on these plans and for the caller, as it happens",
                query: ["plans", Parameter("scope", .words(["all"])), "since"], output: .stream,
                refusals: [.tooMany, .unavailable], open)
        ]
    }

    private func open(_ call: Call) async throws -> Response {
        let reading = try await begin(call), stream = reading.stream
        return Response(
            status: .ok,
            headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .acceptsBuffering: "no"],
            body: ResponseBody { writer in
                defer { stream.close() }
                // No task is spent on waiting for that: it would outweigh the stream.
                call.context.gone.whenComplete { [weak stream] _ in stream?.end(.cancelled) }
                try await follow(reading) { try await writer.write($0) }
                try await writer.finish(nil)
            })
    }

    /// One open stream and whose it is.
    struct Reading: Sendable {
        let call: Call, asked: [ID<Plan>], everything: Bool, member: ID<Member>, stream: EventStream
    }

    /// Opens the stream where the client stands.
    func begin(_ call: Call) async throws -> Reading {
        let session = try call.signedIn, asked = try Self.plans(call), everything = try Self.isEverything(call)
        let member = session.member.id
        guard let rights = try await store.streamRights(of: member, asked: asked, everything: everything) else {
            throw Failure(.notSignedIn, "Sign in first.")
        }
        let position = Position(call, epoch: hub.epoch, newest: rights.seq)
        do {
            let stream = try hub.open(
                session: session.id.text, Grant(rights), asked: asked, since: position.since,
                isReset: position.isForeign)
            return Reading(call: call, asked: asked, everything: everything, member: member, stream: stream)
        } catch { throw Failure(error, hub.limits) }
    }

    /// Step after step, until the stream or its client ends.
    func follow(_ reading: Reading, write: (ByteBuffer) async throws -> Void) async throws {
        let stream = reading.stream
        while true {
            switch await stream.next() {
            case .send(let bytes): try await write(shared.buffer(of: bytes))
            case .behind(let since): try await catchUp(reading, since, write: write)
            case .recheck:
                let current = try await sessions.current(reading.call.request, reading.call.context, at: clock())
                let rights = try await store.streamRights(
                    of: reading.member, asked: reading.asked, everything: reading.everything)
                if let rights, current?.mustEnrol == false { stream.renew(Grant(rights)) } else { stream.end(.revoked) }
            case .end: return
            }
        }
    }

    /// Sends from the journal what the tail no longer holds.
    private func catchUp(_ reading: Reading, _ since: Int64, write: (ByteBuffer) async throws -> Void) async throws {
        let stream = reading.stream
        var seq = since
        while true {
            let missed = try await store.missed(
                by: reading.member, asked: reading.asked, everything: reading.everything, after: seq, limit: Self.page)
            guard let missed else { return stream.end(.revoked) }
            let grant = Grant(missed.rights)
            if grant.seq - seq > Self.longest { return stream.restart(grant) }
            var buffer = ByteBuffer()
            for entry in missed.entries {
                if let bytes = hub.event(entry, for: grant) { buffer.writeBytes(bytes) }
            }
            if buffer.readableBytes > 0 { try await write(buffer) }
            guard let last = missed.entries.last, last.seq < grant.seq else {
                return stream.caughtUp(to: grant.seq, grant)
            }
            seq = last.seq
        }
    }

    /// `scope=all`: everything that the caller may see, for screens that show all plans.
    private static func isEverything(_ call: Call) throws -> Bool {
        guard let scope = call.query.first(where: { $0.name == "scope" })?.value else { return false }
        guard scope == "all" else {
            throw Failure(.invalid, "There is no such scope.", [Problem("scope", "must be all, or left out")])
        }
        return true
    }

    private static func plans(_ call: Call) throws -> [ID<Plan>] {
        let list = call.query.first { $0.name == "plans" }?.value ?? ""
        var plans: [ID<Plan>] = []
        for text in list.split(separator: ",") {
            guard let id = Identifier(text) else {
                throw Failure(
                    .invalid, "The plans are not ids.", [Problem("plans", "must be ids with commas between them")])
            }
            if !plans.contains(ID(id)) { plans.append(ID(id)) }
        }
        return plans
    }
}

/// Where the client stands: `Last-Event-ID`, or `?since=` as the same or as the bare `seq`.
struct Position {
    /// Nil when the client has nothing, or nothing of this history.
    let since: Int64?
    /// Of another epoch, from the future, or no position at all.
    let isForeign: Bool

    init(_ call: Call, epoch: String, newest: Int64) {
        let since = call.query.first { $0.name == "since" }?.value
        self.init(call.request.headers[.lastEventID] ?? since, epoch: epoch, newest: newest)
    }

    init(_ text: String?, epoch: String, newest: Int64) {
        guard let text, !text.isEmpty else {
            (since, isForeign) = (nil, false)
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let isOurs = parts.count == 1 || parts[0] == epoch
        if isOurs, let seq = parts.last.flatMap({ Int64($0) }), (0...newest).contains(seq) {
            (since, isForeign) = (seq, false)
        } else {
            (since, isForeign) = (nil, true)
        }
    }
}

extension Grant {
    fileprivate init(_ rights: StreamRights) {
        self.init(
            member: rights.caller.member, isStaff: rights.caller.isStaff, plans: rights.plans, hidden: rights.hidden,
            concerns: rights.concerns, barred: rights.barred, seq: rights.seq)
    }
}

extension Failure {
    fileprivate init(_ refusal: Hub.Refusal, _ limits: Hub.Limits) {
        switch refusal {
        case .tooManyStreams:
            self.init(.tooMany, "You have \(limits.perMember) streams open already; close a tab.")
            headers[.retryAfter] = "10"
        case .tooManyPlans:
            let problem = Problem("plans", "must not be more than \(limits.plans)")
            self.init(.invalid, "A stream carries at most \(limits.plans) plans.", [problem])
        case .full, .closed:
            self.init(.unavailable, "Quartet can open no more streams at the moment.")
            headers[.retryAfter] = "5"
        }
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = HTTPField.Name("Last-Event-ID")!
    /// Keeps a reverse proxy from holding events back.
    fileprivate static let acceptsBuffering = HTTPField.Name("X-Accel-Buffering")!
}
