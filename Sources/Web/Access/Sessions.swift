import Domain
import HTTPTypes
import Hummingbird
import Live
import Store

/// Signed-in browsers: who a cookie belongs to, and how a session begins and ends.
struct Sessions: Sendable {
    static let cookie = "__Host-quartet"
    let store: Store, hub: Hub

    /// The session of the request's cookie, if it still stands. Its use is written down now and then.
    func current(_ request: Request, _ context: Context, at now: Instant) async throws -> Session? {
        guard let token = Self.token(of: request), let session = try await store.session(tokenHash: token.hash, at: now)
        else { return nil }
        if now.milliseconds - session.seenAt.milliseconds > Int64(SessionLife.step) * 1000 {
            let address = context.address
            try await store.write(as: session.caller.from(address), at: now) {
                try $0.touchSession(session.id, address: address)
            }
        }
        return session
    }

    static func token(of request: Request) -> Token? {
        guard let text = request.cookies[cookie]?.value, text.utf8.count == 43 else { return nil }
        return Token(text)
    }

    /// Begins one, and returns what sets the cookie.
    func begin(for member: Member, _ call: Call) async throws -> String {
        let token = Token()
        let address = call.context.address
        let now = call.now
        let device = Device.name(call.request.headers[.userAgent] ?? "")
        let before = Self.token(of: call.request)
        let ended = try await store.write(as: Caller(member).from(address), at: now) { tx in
            _ = try tx.openSession(of: member.id, tokenHash: token.hash, device: device, address: address)
            // Whoever was signed in in this browser is so no more.
            let last = try before.map { try tx.closeSession(tokenHash: $0.hash) } ?? []
            return try last + tx.closeOldestSessions(of: member.id)
        }
        self.ended(ended)
        return Self.setting(token.text, lasting: SessionLife.absolute)
    }

    /// Ends one of the caller's own; its streams end with it.
    func end(_ id: Identifier, _ call: Call) async throws {
        let current = try call.signedIn.id
        try await store.write(as: call.caller, at: call.now) { try $0.closeSession(id, current: current) }
        hub.end(session: id.text)
    }

    /// Signs a member out everywhere, but for the session by which the caller asks.
    func endAll(of member: ID<Member>, _ call: Call) async throws {
        let current = try call.signedIn.id
        let ended = try await store.write(as: call.caller, at: call.now) { tx in
            try tx.signOut(tx.see(member).id, but: current)
        }
        self.ended(ended)
    }

    /// The streams of sessions that ended end, too.
    func ended(_ ids: [Identifier]) { for id in ids { hub.end(session: id.text) } }

    static func setting(_ value: String, lasting seconds: Int) -> String {
        "\(cookie)=\(value); Max-Age=\(seconds); Path=/; Secure; HttpOnly; SameSite=Lax"
    }
    static let unsetting = setting("", lasting: 0)
}

/// What a browser says of itself, in words for the list of sessions.
enum Device {
    static func name(_ agent: String) -> String {
        let browser =
            [
                ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
                ("curl/", "curl"),
            ]
            .first { agent.contains($0.0) }?.1
        let system =
            [
                ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
                ("Mac OS", "Mac"), ("Linux", "Linux"),
            ].first { agent.contains($0.0) }?.1
        let words = [browser, system].compactMap { $0 }
        return words.isEmpty ? "Unknown" : words.joined(separator: " on ")
    }
}
