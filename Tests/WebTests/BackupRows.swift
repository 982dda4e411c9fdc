import Domain
import Store
import TestSupport

@testable import Web

// The rows of what admins take along. The house has no folder for backups.

extension Scenario {
    static let backup: [Scenario] = [
        Scenario(
            "GET /api/backups", "401 403 403 403 403 403 403 200",
            shows: ["\"folder\":null", "\"last\":null", "\"items\":[]"]),
        Scenario("POST /api/backups", "401 403 403 403 403 403 403 503", body: { _ in "{}" }),
        Scenario(
            "GET /api/export", "401 403 403 403 403 403 403 200",
            shows: ["{\"line\":\"export\"", "\"kind\":\"account\"", "{\"line\":\"end\""]),
        Scenario(
            "GET /api/export/{kind}", "401 403 403 403 403 403 403 200", at: { _ in "/api/export/accounts" },
            shows: ["\u{FEFF}id,rev,", "Velmora Rail"]),
        Scenario(
            "GET /api/export/{kind}", "401 403 403 403 403 403 403 404", at: { _ in "/api/export/sessions" }),
    ]
}
