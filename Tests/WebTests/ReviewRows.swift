import Domain
import HTTPTypes
import Store
import TestSupport

@testable import Web

// The rows of reviews. Guests do not see them; the contributor leads the one that these rows are about.

extension Scenario {
    private static let lists = "401 200 200 200 200 200 200 200"
    private static let staff = "401 404 200 200 200 200 200 200"
    private static let makers = "401 403 403 403 201 201 403 201"
    private static let editors = "401 404 403 403 200 200 403 200"
    private static let removers = "401 404 403 403 204 204 403 204"

    private static func newest(_ kind: String, _ house: House) -> String {
        house.hub.log.changes.last { $0.kind == kind }?.record.text ?? "none"
    }
    private static func review(_ house: House, _ rest: String = "") -> String {
        "/api/reviews/\(newest("review", house))\(rest)"
    }
    private static func parts(_ house: House, _ more: String) -> String {
        """
        {"plan":"\(house.hub.plan.text)","review":"\(newest("review", house))",\
        "item":"\(newest("agendaItem", house))",\(more)}
        """
    }
    private static func item(_ house: House) -> String {
        """
        {"plan":"\(house.hub.plan.text)","review":"\(newest("review", house))","title":"Depot 3",\
        "about":"objective:\(house.hub.objective.text)"}
        """
    }
    private static func scheduled(_ house: House) -> String {
        """
        {"plan":"\(house.hub.plan.text)","type":"quarterly","title":"Quarterly review",\
        "startsAt":"2026-11-26T09:00:00Z"}
        """
    }

    private static let schedule: @Sendable (House) async throws -> Void = { house in
        _ = try await house.ask(.contributor, .post, "/api/reviews", scheduled(house))
    }
    private static let put: @Sendable (House) async throws -> Void = { house in
        try await schedule(house)
        _ = try await house.ask(.contributor, .post, "/api/agenda-items", item(house))
    }
    private static let open: @Sendable (House) async throws -> Void = { house in
        try await put(house)
        _ = try await house.ask(.contributor, .post, review(house, "/openings"), "{}")
    }
    private static let note: @Sendable (House) async throws -> Void = { house in
        try await open(house)
        _ = try await house.ask(.contributor, .post, "/api/review-notes", parts(house, #""text":"Slow terminals""#))
    }
    private static let decide: @Sendable (House) async throws -> Void = { house in
        try await open(house)
        _ = try await house.ask(.contributor, .post, "/api/decisions", parts(house, #""text":"A guide first""#))
    }

    static let reviews: [Scenario] =
        meetings + items + [
            Scenario("GET /api/review-notes", lists, shows: ["\"items\":["], after: note),
            Scenario(
                "GET /api/review-notes/{id}", staff, at: { "/api/review-notes/\(newest("reviewNote", $0))" },
                shows: ["Slow terminals"], after: note),
            Scenario(
                "POST /api/review-notes", makers, body: { parts($0, #""text":"Slow terminals""#) },
                shows: ["Slow terminals"], journals: ["reviewNote create"], after: open),
            Scenario(
                "PATCH /api/review-notes/{id}", "401 404 403 403 200 403 403 403",
                at: { "/api/review-notes/\(newest("reviewNote", $0))" }, body: { _ in #"{"text":"Faster now"}"# },
                shows: ["Faster now"], journals: ["reviewNote update"], after: note),
            Scenario(
                "DELETE /api/review-notes/{id}", "401 404 403 403 204 403 403 403",
                at: { "/api/review-notes/\(newest("reviewNote", $0))" }, journals: ["reviewNote delete"], after: note),
            Scenario("GET /api/decisions", lists, shows: ["\"items\":["], after: decide),
            Scenario(
                "GET /api/decisions/{id}", staff, at: { "/api/decisions/\(newest("decision", $0))" },
                shows: ["A guide first"], after: decide),
            Scenario(
                "POST /api/decisions", makers, body: { parts($0, #""text":"A guide first","due":"2026-12-01""#) },
                shows: ["A guide first"], journals: ["decision create"], after: open),
            Scenario(
                "PATCH /api/decisions/{id}", editors, at: { "/api/decisions/\(newest("decision", $0))" },
                body: { #"{"owner":"\#($0.hub.contributor.id.text)"}"# }, shows: ["\"owner\":\""],
                journals: ["decision update"], after: decide),
            Scenario(
                "DELETE /api/decisions/{id}", removers, at: { "/api/decisions/\(newest("decision", $0))" },
                journals: ["decision delete"], after: decide),
            Scenario(
                "POST /api/decisions/{id}/tasks", editors, at: { "/api/decisions/\(newest("decision", $0))/tasks" },
                body: { _ in "{}" }, shows: ["\"task\":\"0"], journals: ["task create", "decision update"],
                after: decide),
        ]

    private static let meetings: [Scenario] = [
        Scenario("GET /api/reviews", lists, shows: ["\"items\":["], after: schedule),
        Scenario("GET /api/reviews/{id}", staff, at: { review($0) }, shows: ["Quarterly review"], after: schedule),
        Scenario(
            "GET /api/reviews/{id}/sheet", staff, at: { review($0, "/sheet") },
            shows: ["\"expected\":[{\"cause\":\"alignment\"", "Depot 3", "\"before\":null"], after: put),
        Scenario(
            "POST /api/reviews", "401 403 403 403 201 201 403 201", body: scheduled,
            shows: ["\"state\":\"scheduled\"", "\"leader\":\""], journals: ["review create"]),
        Scenario(
            "PATCH /api/reviews/{id}", editors, at: { review($0) }, body: { _ in #"{"title":"Before the board"}"# },
            shows: ["Before the board"], journals: ["review update"], after: schedule),
        Scenario(
            "DELETE /api/reviews/{id}", removers, at: { review($0) }, journals: ["review delete"], after: schedule),
        Scenario(
            "POST /api/reviews/{id}/openings", editors, at: { review($0, "/openings") }, body: { _ in "{}" },
            shows: ["\"state\":\"open\"", "\"openedSeq\":"], journals: ["review update opened", "agendaItem create"],
            after: schedule),
        Scenario(
            "POST /api/reviews/{id}/attendances", "401 404 200 200 200 200 200 200",
            at: { review($0, "/attendances") }, body: { _ in "{}" }, shows: ["\"attendees\":[\""],
            journals: ["review update joined"],
            after: { house in
                try await schedule(house)
                // By one who is none of the eight, so that whoever asks is new.
                let id = ID<Review>(Identifier(newest("review", house)) ?? .none), team = house.hub.teams[0]
                let other = try await house.hub.store.write(as: .quartet, at: TestSupport.Hub.now) { tx in
                    try tx.insert(
                        Member(tx.newID()) {
                            ($0.name, $0.email, $0.team, $0.role) = ("Other", "other@ellandra.example", team, .admin)
                        })
                }
                _ = try await house.hub.write(as: other) { try $0.openReview(id) }
            }),
        Scenario(
            "POST /api/reviews/{id}/closings", editors, at: { review($0, "/closings") },
            body: { _ in #"{"summary":"On course"}"# }, shows: ["\"state\":\"closed\"", "On course", "\"closedSeq\":"],
            journals: ["review update closed"], after: open),
    ]

    private static let items: [Scenario] = [
        Scenario("GET /api/agenda-items", lists, shows: ["\"items\":["], after: put),
        Scenario(
            "GET /api/agenda-items/{id}", staff, at: { "/api/agenda-items/\(newest("agendaItem", $0))" },
            shows: ["Depot 3"], after: put),
        Scenario(
            "POST /api/agenda-items", makers, body: item, shows: ["\"cause\":\"own\"", "\"position\":51000"],
            journals: ["agendaItem create"], after: schedule),
        Scenario(
            "PATCH /api/agenda-items/{id}", editors, at: { "/api/agenda-items/\(newest("agendaItem", $0))" },
            body: { _ in #"{"position":1500,"done":true}"# }, shows: ["\"done\":true"],
            journals: ["agendaItem update"], after: put),
        Scenario(
            "DELETE /api/agenda-items/{id}", removers, at: { "/api/agenda-items/\(newest("agendaItem", $0))" },
            journals: ["agendaItem delete"], after: put),
    ]
}
