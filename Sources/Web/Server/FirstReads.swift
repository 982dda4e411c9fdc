import Domain
import HTTPTypes
import Hummingbird
import Store

/// What a screen reads first, named with the page: a browser asks for it while it still fetches the modules, and has it
/// when they have come. Told only to whoever is signed in, and of nothing that they are refused anyway.
struct FirstReads {
    let store: Store, clock: @Sendable () -> Instant

    /// A `Link` header (RFC 8288); nil where nothing is read.
    func link(for request: Request) async throws -> String? {
        guard let token = Sessions.token(of: request),
            let session = try await store.session(tokenHash: token.hash, at: clock()), !session.mustEnrol
        else { return nil }
        let reads = Self.addresses(at: request.uri.path, isGuest: session.member.role == .guest)
        return reads.map { "<\($0)>; rel=preload; as=fetch; crossorigin" }.joined(separator: ", ")
    }

    static func addresses(at path: String, isGuest: Bool) -> [String] {
        let parts = path.split(separator: "/"), always = ["/api/session"]
        guard let first = parts.first else { return always + ["/api/home"] }
        guard first == "plans", parts.count == 2, let plan = Identifier(String(parts[1])) else { return always }
        let figures = isGuest ? [] : ["/api/plans/\(plan.text)/alignment"]
        return always + ["/api/plans/\(plan.text)/snapshot"] + figures
    }
}
