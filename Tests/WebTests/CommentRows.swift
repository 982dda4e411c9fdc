import Domain
import HTTPTypes
import TestSupport

@testable import Web

// Who may speak, and what a comment may hold.

extension Scenario {
    static let comments: [Scenario] = speaking + reacting

    private static let everyone = "401 201 201 201 201 201 201 201"
    private static let nobody = "401 422 422 422 422 422 422 422"

    private static func saying(_ text: String) -> @Sendable (House) -> String {
        { #"{"plan":"\#($0.hub.plan.text)","text":"\#(text)"}"# }
    }
    private static func call(_ name: String, _ id: ID<Member>) -> String { "@[\(name)](member:\(id.text))" }

    private static let speaking: [Scenario] = [
        Scenario("GET /api/comments", "401 200 200 200 200 200 200 200", shows: ["By Friday"]),
        Scenario(
            "POST /api/comments", everyone, body: saying("Hello <b>you</b>"), shows: ["Hello <b>you</b>"],
            journals: ["comment create"]),
        Scenario(
            "POST /api/comments", everyone,
            body: { saying(call("Leader", $0.hub.leader.id))($0) }, shows: ["@[Leader]"], journals: ["comment create"]),
        Scenario("POST /api/comments", nobody, body: { saying(call("Out", $0.hub.outsider.id))($0) }),
        Scenario(
            "POST /api/comments", nobody,
            body: { #"{"plan":"\#($0.hub.restricted.text)","text":"\#(call("V", $0.hub.viewer.id))"}"# }),
        Scenario(
            "POST /api/comments", "401 403 201 201 201 201 201 201",
            body: { #"{"about":"account:\#($0.hub.account.text)","text":"Who knows them?"}"# },
            shows: ["\"plan\":null"], journals: ["comment create"]),
        Scenario("POST /api/comments", nobody, body: saying("a \\u202e b")),
        Scenario("POST /api/comments", nobody, body: saying("a \\u0007 b")),
        Scenario("POST /api/comments", nobody, body: saying(String(repeating: "a", count: 20_001))),
        Scenario("GET /api/comments/{id}", "401 200 200 200 200 200 200 200", at: one),
        Scenario(
            "PATCH /api/comments/{id}", "401 403 403 403 403 200 403 403", at: one,
            body: { _ in #"{"text":"By Monday"}"# }, shows: ["By Monday", "\"editedAt\":\"2026"],
            journals: ["comment update"]),
        Scenario(
            "PATCH /api/comments/{id}", "401 200 200 200 200 200 200 200", at: one,
            body: { _ in #"{"resolved":true}"# }, shows: ["\"resolvedBy\":\"0199", "\"resolvedAt\":\"2026"],
            journals: ["comment update"]),
        Scenario(
            "PATCH /api/comments/{id}", "401 403 403 403 403 200 403 403", at: one,
            body: { _ in #"{"deleted":true}"# }, shows: ["\"text\":\"\""], journals: ["comment update"]),
        Scenario(
            "DELETE /api/comments/{id}", "401 403 403 403 403 204 403 403", at: one, journals: ["comment delete"]),
    ]
    private static let one: @Sendable (House) -> String = { "/api/comments/\($0.hub.comment.text)" }

    private static let reacting: [Scenario] = [
        Scenario("GET /api/reactions", "401 200 200 200 200 200 200 200", shows: ["🎉"], after: react),
        Scenario(
            "POST /api/reactions", everyone, body: reaction("👍🏽"), shows: ["👍🏽"], journals: ["reaction create"]),
        Scenario("POST /api/reactions", nobody, body: reaction("<b>")),
        Scenario("GET /api/reactions/{id}", "401 200 200 200 200 200 200 200", at: newest, shows: ["🎉"], after: react),
        Scenario(
            "PATCH /api/reactions/{id}", nobody, at: newest,
            body: { _ in #"{"emoji":"👎"}"# }, after: react),
        Scenario(
            "DELETE /api/reactions/{id}", "401 403 403 403 403 204 403 403", at: newest, journals: ["reaction delete"],
            after: react),
    ]
    private static func reaction(_ emoji: String) -> @Sendable (House) -> String {
        { #"{"plan":"\#($0.hub.plan.text)","comment":"\#($0.hub.comment.text)","emoji":"\#(emoji)"}"# }
    }
    private static let react: @Sendable (House) async throws -> Void = { house in
        _ = try await house.ask(.manager, .post, "/api/reactions", reaction("🎉")(house))
    }
    private static let newest: @Sendable (House) -> String = {
        "/api/reactions/\($0.hub.log.changes.last { $0.kind == "reaction" }?.record.text ?? "none")"
    }
}
