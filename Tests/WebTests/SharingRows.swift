import Domain
import HTTPTypes
import Store
import TestSupport

@testable import Web

// The rows of links to parts of a plan, and of guests who are asked onto one.

extension House {
    static let sharePassword = "lighthouse"

    /// A link to all that can be shared, by a manager; only those who were told its address have it.
    func share(password: String? = nil) async throws -> String {
        let sections = ShareLink.Section.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
        let body = """
            {"label":"For procurement","sections":[\(sections)],"tasks":["\(hub.task.text)"],\
            "theirs":[]\(password.map { ",\"password\":\"\($0)\"" } ?? "")}
            """
        let answer = try await ask(.manager, .post, "/api/plans/\(hub.plan.text)/share-links", body)
        return String((answer.object["link"] as? String ?? "").split(separator: "/").last ?? "")
    }

    var shareLink: String { hub.log.changes.last { $0.kind == ShareLink.kind.name }?.record.text ?? "none" }
}

extension Scenario {
    private static let signedIn = "401 200 200 200 200 200 200 200"
    private static let managers = "401 403 403 403 403 200 403 200"
    /// Guests are not told of links.
    private static let ofLink = "401 404 403 403 403 200 403 200", seesLink = "401 404 200 200 200 200 200 200"
    private static let made: @Sendable (House) async throws -> Void = { _ = try await $0.share() }
    /// Of a link that nobody asked for in this table: it knows no tokens.
    private static let unknown = "404 404 404 404 404 404 404 404"

    private static func plan(_ house: House, _ rest: String) -> String { "/api/plans/\(house.hub.plan.text)/\(rest)" }
    private static func link(_ house: House, _ rest: String = "") -> String {
        "/api/share-links/\(house.shareLink)\(rest)"
    }

    static let sharing: [Scenario] = [
        Scenario(
            "POST /api/plans/{id}/share-links", managers.replacing("200", with: "201"),
            at: { plan($0, "share-links") },
            body: { #"{"label":"Board","sections":["purpose","tasks"],"tasks":["\#($0.hub.task.text)"]}"# },
            shows: ["https://quartet.example/share/", "\"label\":\"Board\"", "\"expires\":\"2026-12-23\""],
            journals: ["shareLink create shared"]),
        Scenario(
            "POST /api/plans/{id}/share-previews", managers, at: { plan($0, "share-previews") },
            body: { #"{"sections":["tasks","people"],"tasks":["\#($0.hub.task.text)"]}"# },
            shows: ["Call them", "Velmora Rail", "\"name\":\"Contributor\""]),
        Scenario(
            "GET /api/plans/{id}/share-visits", "401 403 200 200 200 200 200 200", at: { plan($0, "share-visits") },
            shows: ["\"visits\":0"], after: made),
        Scenario("GET /api/share-links", signedIn, shows: ["\"items\":["], after: made),
        Scenario("GET /api/share-links/{id}", seesLink, at: { link($0) }, shows: ["For procurement"], after: made),
        Scenario(
            "POST /api/share-links", "401 403 403 403 403 403 403 403",
            body: { #"{"plan":"\#($0.hub.plan.text)","label":"Mine","sections":["purpose"]}"# }),
        Scenario(
            "PATCH /api/share-links/{id}", ofLink, at: { link($0) }, body: { _ in #"{"sections":["purpose"]}"# },
            shows: ["\"sections\":[\"purpose\"]"], journals: ["shareLink update"], after: made),
        Scenario(
            "POST /api/share-links/{id}/addresses", ofLink.replacing("200", with: "201"),
            at: { link($0, "/addresses") }, body: { _ in "{}" }, shows: ["https://quartet.example/share/"],
            journals: [], after: made),
        Scenario(
            "POST /api/share-links/{id}/passwords", ofLink, at: { link($0, "/passwords") },
            body: { _ in #"{"password":"\#(House.sharePassword)"}"# }, shows: ["\"protectedAt\":\"2026"],
            journals: ["shareLink update protected"], after: made),
        Scenario(
            "POST /api/share-links/{id}/revocations", ofLink, at: { link($0, "/revocations") }, body: { _ in "{}" },
            shows: ["\"revokedAt\":\"2026"], journals: ["shareLink update revoked"], after: made),
        Scenario("GET /api/shared/{token}", unknown, at: { _ in "/api/shared/\(Token().text)" }, after: made),
        Scenario(
            "POST /api/shared/{token}/unlock", unknown, at: { _ in "/api/shared/\(Token().text)/unlock" },
            body: { _ in #"{"password":"anything"}"# }, after: made),
        Scenario(
            "POST /api/plans/{id}/guests", managers.replacing("200", with: "201"), at: { plan($0, "guests") },
            body: { _ in #"{"name":"Petra Vos","email":"Petra@velmora.example"}"# },
            shows: ["https://quartet.example/join#", "\"expiresAt\":"],
            journals: ["member create", "planMember create"]),
    ]
}
