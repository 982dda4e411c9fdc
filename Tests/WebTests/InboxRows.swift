import Domain
import HTTPTypes
import Store
import TestSupport

@testable import Web

// The rows of what concerns one member. The contributor represents Marketing, which was asked for a commitment and a
// task: they alone were told so.

extension Scenario {
    private static let signedIn = "401 200 200 200 200 200 200 200"
    private static let contributorOnly = "401 404 404 404 200 404 404 404"

    private static func notice(_ house: House) -> String {
        let told = house.hub.log.changes.first { $0.kind == "notification" }
        return "/api/notifications/\(told?.record.text ?? "none")"
    }
    private static let mute: @Sendable (House) async throws -> Void = { house in
        _ = try await house.ask(.contributor, .post, "/api/plans/\(house.hub.plan.text)/mutes", "{}")
    }
    private static func preference(_ house: House) -> String {
        let made = house.hub.log.changes.last { $0.kind == "preference" }
        return "/api/preferences/\(made?.record.text ?? "none")"
    }
    private static func member(_ house: House) -> String { house.hub.contributor.id.text }

    static let inbox: [Scenario] = [
        Scenario(
            "GET /api/digests", "401 403 403 403 403 403 403 200", shows: ["\"program\":null", "\"items\":[]"]),
        Scenario("POST /api/digests/tests", "401 403 403 403 403 403 403 503", body: { _ in "{}" }),
        Scenario("GET /api/inbox", signedIn, shows: ["\"notifications\":[", "\"unread\":", "\"preference\":null"]),
        Scenario(
            "POST /api/inbox/readings", "401 204 204 204 204 204 204 204",
            body: { #"{"seq":1000,"plan":"\#($0.hub.plan.text)"}"# }, journals: ["notification update"],
            after: { house in
                // One for each of them, so that each has something to read.
                try await house.hub.store.write(as: .quartet, at: TestSupport.Hub.now) { tx in
                    for who in Who.allCases.compactMap({ House.member($0, house.hub) }) {
                        try tx.insert(
                            Notice(tx.newID()) {
                                ($0.plan, $0.member, $0.cause) = (house.hub.plan, who.id, .mentioned)
                                $0.about = RecordReference(house.hub.comment)
                            })
                    }
                }
            }),
        Scenario(
            "POST /api/plans/{id}/mutes", "401 201 201 201 201 201 201 201",
            at: { "/api/plans/\($0.hub.plan.text)/mutes" }, body: { _ in "{}" }, shows: ["\"mutedPlans\":[\""],
            journals: ["preference create"]),
        Scenario(
            "POST /api/plans/{id}/mutes", "401 404 404 404 404 201 201 201",
            at: { "/api/plans/\($0.hub.restricted.text)/mutes" }, body: { _ in "{}" }, journals: ["preference create"]),
        Scenario(
            "DELETE /api/plans/{id}/mutes", "401 200 200 200 200 200 200 200",
            at: { "/api/plans/\($0.hub.plan.text)/mutes" }, shows: ["\"mutedPlans\":[]"],
            journals: ["preference create"]),
        Scenario("GET /api/notifications", signedIn, shows: ["\"items\":["]),
        Scenario("GET /api/notifications/{id}", contributorOnly, at: notice, shows: ["\"cause\":\"requested\""]),
        Scenario(
            "POST /api/notifications", "401 422 422 422 422 422 422 422",
            body: { #"{"plan":"\#($0.hub.plan.text)","about":"task:\#($0.hub.task.text)"}"# }),
        Scenario(
            "PATCH /api/notifications/{id}", contributorOnly, at: notice,
            body: { _ in #"{"readAt":"2026-11-23T09:00:00Z","snoozedUntil":"2026-11-24T09:00:00Z"}"# },
            shows: ["\"readAt\":\"2026-11-23T"], journals: ["notification update"]),
        Scenario("DELETE /api/notifications/{id}", "401 404 404 404 403 404 404 404", at: notice),
        Scenario("GET /api/preferences", signedIn, shows: ["\"items\":["], after: mute),
        Scenario("GET /api/preferences/{id}", contributorOnly, at: preference, after: mute),
        Scenario(
            "POST /api/preferences", "401 403 403 403 201 403 403 403",
            body: { #"{"member":"\#(member($0))","digest":"off"}"# }, shows: ["\"digest\":\"off\""],
            journals: ["preference create"]),
        Scenario(
            "PATCH /api/preferences/{id}", contributorOnly, at: preference, body: { _ in #"{"digestHour":6}"# },
            shows: ["\"digestHour\":6"], journals: ["preference update"], after: mute),
    ]
}
