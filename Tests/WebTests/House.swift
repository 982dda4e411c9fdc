import Domain
import HTTPTypes
import Store
import TestSupport

@testable import Web

/// Those who ask, in the order of the table's columns.
enum Who: Int, CaseIterable, Sendable {
    case nobody, guest, stranger, viewer, contributor, manager, leader, admin
}

/// The whole site over a small workspace in memory.
struct House: Sendable {
    let hub: TestSupport.Hub, front: Front
    var site: Site { front.site }
    var clock: Clock { front.clock }
    /// Of the contributor and of the guest.
    static let password = "a quiet harbour in May"
    let invitation = Token(), setUp = Token()
    private let tokens: [Who: Token]
    /// The browser of the contributor at home; ids are those of `GET /api/sessions`.
    let otherSession: Identifier
    /// The viewer's place on the team of the open plan.
    let planMember: Identifier

    init(offersDemo: Bool = true, url: String? = nil, passwords: Passwords = Front.passwords) async throws {
        let hub = try await TestSupport.Hub()
        front = try await Front(hub.store, offersDemo: offersDemo, url: url, passwords: passwords)
        let hash = try await Front.passwords.hash(Self.password)
        var tokens: [Who: Token] = [:]
        for who in Who.allCases { if Self.member(who, hub) != nil { tokens[who] = Token() } }
        let all = tokens, invitation = invitation, setUp = setUp
        otherSession = try await hub.store.write(as: Caller(hub.contributor), at: TestSupport.Hub.now) { tx in
            for (who, token) in all {
                guard let member = Self.member(who, hub) else { continue }
                _ = try tx.openSession(of: member.id, tokenHash: token.hash, device: "Firefox on Linux", address: "::1")
            }
            for member in [hub.contributor, hub.guest] { try tx.setPassword(of: member.id, hash: hash) }
            try tx.inviteFirstAdmin(tokenHash: setUp.hash)
            return try tx.openSession(
                of: hub.contributor.id, tokenHash: Token().hash, device: "Safari on iPhone", address: "::1")
        }
        try await hub.store.write(as: Caller(hub.admin), at: TestSupport.Hub.now) {
            _ = try $0.invite(hub.stranger.id, tokenHash: invitation.hash)
        }
        planMember = try await hub.store.read(as: Caller(hub.admin)) { reader in
            var query = ListQuery()
            query.filters = ["member": .anyOf([.id(hub.viewer.id.raw)]), "plan": .anyOf([.id(hub.plan.raw)])]
            return try reader.list("plan-members", query).ids[0]
        }
        (self.hub, self.tokens) = (hub, tokens)
    }

    static func member(_ who: Who, _ hub: TestSupport.Hub) -> Member? {
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

    /// Sends a request as a browser of ours would, unless headers say otherwise.
    func ask(
        _ who: Who = .nobody, _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var fields: HTTPFields = [:]
        if let token = tokens[who] { fields[.cookie] = "\(Sessions.cookie)=\(token.text)" }
        for field in headers { fields[field.name] = field.value }
        return try await front.ask(method, path, body, headers: fields)
    }

    /// What a browser sends in which a member has just signed in.
    static func signedIn(_ house: House, _ member: Member) async throws -> HTTPFields {
        let token = Token()
        _ = try await house.hub.write(as: member, at: house.clock.now) {
            try $0.openSession(of: member.id, tokenHash: token.hash, device: "Firefox", address: "::1")
        }
        return [.cookie: "\(Sessions.cookie)=\(token.text)"]
    }
}
