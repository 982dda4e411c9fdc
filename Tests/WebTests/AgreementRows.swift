import Domain
import HTTPTypes
import Store
import TestSupport

@testable import Web

// The rows of what people do for alignment, and of its figures.

extension Scenario {
    private static let signedIn = "401 200 200 200 200 200 200 200"
    /// A guest sees the plan, and not what the teams say of it among themselves.
    private static let staff = "401 403 200 200 200 200 200 200", found = "401 404 200 200 200 200 200 200"
    private static let onlyByAction = "401 405 405 405 405 405 405 405"
    private static let foundOnlyByAction = "401 404 405 405 405 405 405 405"
    /// The contributor represents the team that was asked.
    private static let representative = "401 403 403 403 200 403 403 403"
    private static let generalManager = "401 403 403 403 403 200 403 403"
    private static let editors = "401 403 403 403 201 201 403 201"

    private static func plan(_ house: House, _ rest: String) -> String { "/api/plans/\(house.hub.plan.text)/\(rest)" }
    private static func task(_ house: House, _ rest: String) -> String { "/api/tasks/\(house.hub.task.text)/\(rest)" }
    private static func newest(_ kind: String, _ house: House) -> String {
        house.hub.log.changes.last { $0.kind == kind }?.record.text ?? "none"
    }
    private static func signature(_ house: House) -> String {
        let seq = house.hub.log.changes.last?.seq ?? 0
        return #"{"team":"\#(house.hub.teams[1].text)","verdict":"concerns","note":"Who owns it?","seq":\#(seq)}"#
    }
    private static let pulse = #"{"clarity":4,"agreement":2,"confidence":3,"note":"Whose budget?"}"#

    private static let sign: @Sendable (House) async throws -> Void = { house in
        _ = try await house.ask(.contributor, .post, plan(house, "sign-offs"), signature(house))
    }
    private static let verify: @Sendable (House) async throws -> Void = { house in
        _ = try await house.ask(.manager, .post, plan(house, "verifications"), #"{"section":"strategy"}"#)
    }
    private static let givePulse: @Sendable (House) async throws -> Void = { house in
        _ = try await house.ask(.contributor, .post, plan(house, "pulses"), pulse)
    }
    private static let accept: @Sendable (House) async throws -> Void = { house in
        _ = try await house.ask(.contributor, .post, task(house, "answers"), #"{"answer":"accepted"}"#)
    }

    static let agreement: [Scenario] =
        signOffs + promises + pulses + [
            Scenario("GET /api/plans/{id}/alignment", staff, at: { plan($0, "alignment") }, shows: ["\"costs\":[{"]),
            Scenario(
                "GET /api/plans/{id}/alignment/history", staff, at: { plan($0, "alignment/history") },
                shows: ["\"items\":["]),
            Scenario("GET /api/alignment", staff, shows: ["\"items\":[{", "\"lost\":["]),
            Scenario(
                "GET /api/teams/{id}/board", staff, at: { "/api/teams/\($0.hub.teams[1].text)/board" },
                shows: ["\"load\":[{", "A campaign for planners"]),
            Scenario("GET /api/reliability", "401 403 403 403 403 403 200 200", shows: ["\"rows\":["]),
        ]

    private static let signOffs: [Scenario] = [
        Scenario(
            "POST /api/plans/{id}/sign-offs", "401 403 403 403 201 403 403 403", at: { plan($0, "sign-offs") },
            body: signature, shows: ["\"verdict\":\"concerns\""], journals: ["signOff create signedOff"]),
        Scenario("GET /api/sign-offs", signedIn, shows: ["\"items\":["], after: sign),
        Scenario(
            "GET /api/sign-offs/{id}", found, at: { "/api/sign-offs/\(newest("signOff", $0))" },
            shows: ["Who owns it?"], after: sign),
        Scenario("POST /api/sign-offs", onlyByAction, body: { _ in "{}" }),
        Scenario(
            "PATCH /api/sign-offs/{id}", foundOnlyByAction, at: { "/api/sign-offs/\(newest("signOff", $0))" },
            body: { _ in #"{"note":"Nobody"}"# }, after: sign),
        Scenario(
            "DELETE /api/sign-offs/{id}", foundOnlyByAction, at: { "/api/sign-offs/\(newest("signOff", $0))" },
            after: sign),
        Scenario(
            "POST /api/commitments/{id}/settlements", generalManager,
            at: { "/api/commitments/\($0.hub.commitment.text)/settlements" }, body: { _ in #"{"note":"So be it"}"# },
            shows: ["So be it"], journals: ["commitment update settled"],
            after: { house in
                let path = "/api/commitments/\(house.hub.commitment.text)/answers"
                _ = try await house.ask(.contributor, .post, path, #"{"answer":"declined","reason":"No time"}"#)
            }),
        Scenario(
            "POST /api/plans/{id}/verifications", editors, at: { plan($0, "verifications") },
            body: { _ in #"{"section":"objectives"}"# }, shows: ["\"section\":\"objectives\""],
            journals: ["verification create verified"]),
        Scenario("GET /api/verifications", signedIn, shows: ["\"items\":["], after: verify),
        Scenario(
            "GET /api/verifications/{id}", found, at: { "/api/verifications/\(newest("verification", $0))" },
            shows: ["strategy"], after: verify),
        Scenario("POST /api/verifications", onlyByAction, body: { _ in "{}" }),
        Scenario(
            "PATCH /api/verifications/{id}", foundOnlyByAction,
            at: { "/api/verifications/\(newest("verification", $0))" },
            body: { _ in #"{"section":"team"}"# }, after: verify),
        Scenario(
            "DELETE /api/verifications/{id}", foundOnlyByAction,
            at: { "/api/verifications/\(newest("verification", $0))" },
            after: verify),
    ]

    private static let promises: [Scenario] = [
        Scenario(
            "POST /api/tasks/{id}/answers", representative, at: { task($0, "answers") },
            body: { _ in #"{"answer":"countered","day":"2026-12-09","reason":"They are away"}"# },
            shows: ["\"handshake\":\"countered\"", "\"counter\":\"2026-12-09\""], journals: ["task update countered"]),
        Scenario(
            "POST /api/tasks/{id}/releases", generalManager, at: { task($0, "releases") }, body: { _ in "{}" },
            shows: ["\"released\":true"], journals: ["task update released"], after: accept),
        Scenario(
            "POST /api/requests", editors,
            body: {
                """
                {"plans":["\($0.hub.plan.text)"],"team":"\($0.hub.teams[2].text)","title":"Name a reference",\
                "due":"2026-12-11"}
                """
            }, shows: ["\"tasks\":[\""], journals: ["task create"]),
    ]

    /// In the open week a pulse is its author's alone.
    private static let pulses: [Scenario] = [
        Scenario(
            "POST /api/plans/{id}/pulses", "401 403 403 201 201 201 403 403", at: { plan($0, "pulses") },
            body: { _ in pulse }, shows: ["\"clarity\":4"], journals: ["pulse create pulsed"]),
        Scenario("GET /api/pulses", signedIn, shows: ["\"items\":["], after: givePulse),
        Scenario(
            "GET /api/pulses/{id}", "401 404 404 404 200 404 404 404", at: { "/api/pulses/\(newest("pulse", $0))" },
            shows: ["Whose budget?"], after: givePulse),
        Scenario("POST /api/pulses", onlyByAction, body: { _ in "{}" }),
        Scenario(
            "PATCH /api/pulses/{id}", "401 404 404 404 405 404 404 404",
            at: { "/api/pulses/\(newest("pulse", $0))" }, body: { _ in #"{"clarity":1}"# }, after: givePulse),
        Scenario(
            "DELETE /api/pulses/{id}", "401 404 404 404 405 404 404 404",
            at: { "/api/pulses/\(newest("pulse", $0))" }, after: givePulse),
    ]
}
