import Domain
import HTTPTypes
import Store
import TestSupport

@testable import Web

// A row for each route. The columns: nobody, guest, stranger, viewer, contributor, manager, leader, admin.
// The guest and the viewer are viewers of the open plan, the contributor answers for Marketing there, the manager is
// also the account's general manager, the stranger is a colleague who has nothing to do with it.

extension Scenario {
    static let all: [Scenario] =
        access + gettingIn + workspace + accounts + plans + alignment + agreement + tasks + comments + screens + sharing
        + restricted + reviews + views + inbox + backup

    private static let everybody = "200 200 200 200 200 200 200 200"
    private static let signedIn = "401 200 200 200 200 200 200 200"
    private static let adminOnly = "401 403 403 403 403 403 403"
    private static let managers = "401 403 403 403 403 200 403 200"
    private static let editors = "401 403 403 403 200 200 403 200"

    private static let access: [Scenario] = [
        Scenario(
            "POST /api/session", "201 201 201 201 201 201 201 201",
            body: { #"{"email":" \#($0.hub.contributor.email.uppercased()) ","password":"\#(House.password)"}"# },
            shows: ["\"member\":", "\"workspace\":", "\"epoch\":", "\"demo\":true"]),
        Scenario("GET /api/session", signedIn, shows: ["\"member\":", "\"teams\":", "\"members\":", "\"seq\":"]),
        Scenario("DELETE /api/session", "401 204 204 204 204 204 204 204"),
        Scenario("GET /api/sessions", signedIn, shows: ["Firefox on Linux", "\"current\":true"]),
        Scenario(
            "DELETE /api/sessions/{id}", "401 404 404 404 204 404 404 404",
            at: { "/api/sessions/\($0.otherSession.text)" }),
        Scenario("DELETE /api/sessions", "401 204 204 204 204 204 204 204"),
        Scenario("GET /api/demo", everybody, shows: ["\"members\":[", "contributor@ellandra.example", "Marketing"]),
        Scenario(
            "POST /api/demo/session", "201 201 201 201 201 201 201 201",
            body: { #"{"email":"\#($0.hub.contributor.email)"}"# }, shows: ["\"member\":"]),
        Scenario("GET /api/setup", everybody, shows: ["{\"open\":false}"]),
        Scenario(
            "POST /api/setup", "409 409 409 409 409 409 409 409",
            body: {
                """
                {"token":"\($0.setUp.text)","workspace":"W","currency":"EUR","timeZone":"UTC","name":"N",\
                "email":"n@x.example","password":"a quiet harbour"}
                """
            }),
        Scenario(
            "POST /api/members/{id}/invitations", adminOnly + " 201",
            at: { "/api/members/\($0.hub.viewer.id.text)/invitations" },
            shows: ["https://quartet.example/join#", "\"expiresAt\":"]),
        Scenario(
            "POST /api/invitations/lookup", everybody, body: { #"{"token":"\#($0.invitation.text)"}"# },
            shows: ["Stranger", "Ellandra"]),
        Scenario(
            "POST /api/invitations/accept", "201 201 201 201 201 201 201 201",
            body: { #"{"token":"\#($0.invitation.text)","password":"a quiet harbour"}"# }, shows: ["\"member\":"]),
        Scenario(
            "GET /api/audit", adminOnly + " 200",
            at: { "/api/audit?event=signedIn,invited&member=\($0.hub.stranger.id.text)&from=2026-11-23&zone=UTC" },
            shows: ["\"event\":\"invited\"", "\"next\":null"]),
    ]

    private static let gettingIn: [Scenario] = {
        let codeForm: @Sendable (House) -> String = { _ in #"{"code":"123456"}"# }
        return [
            Scenario("GET /api/second-factor", signedIn, shows: ["\"isOn\":false", "\"isRequired\":false"]),
            Scenario(
                "POST /api/second-factor", "401 201 422 422 201 422 422 422",
                body: { _ in #"{"password":"\#(House.password)"}"# }, shows: ["\"secret\":", "otpauth://totp/"]),
            Scenario(
                "POST /api/second-factor/confirmations", "401 409 409 409 409 409 409 409", body: codeForm),
            Scenario(
                "POST /api/second-factor/recovery-codes", "401 422 422 422 422 422 422 422", body: codeForm),
            Scenario("POST /api/second-factor/removals", "401 422 422 422 422 422 422 422", body: codeForm),
            Scenario(
                "POST /api/members/{id}/second-factor-resets", adminOnly + " 404",
                at: { "/api/members/\($0.hub.viewer.id.text)/second-factor-resets" }),
            Scenario(
                "POST /api/password-changes", "401 204 422 422 204 422 422 422",
                body: { _ in #"{"current":"\#(House.password)","password":"nine tall ships"}"# }),
            Scenario(
                "GET /api/sign-in-states", adminOnly + " 200", shows: ["\"hasPassword\":true", "\"lastSeenAt\":\"2026"]),
            Scenario(
                "POST /api/members/{id}/erasures", adminOnly + " 204",
                at: { "/api/members/\($0.hub.viewer.id.text)/erasures" }, body: { _ in #"{"name":"Viewer"}"# },
                journals: ["member update", "member update erased"]),
            Scenario(
                "DELETE /api/members/{id}/sessions", adminOnly + " 204",
                at: { "/api/members/\($0.hub.viewer.id.text)/sessions" }),
        ]
    }()

    private static let workspace: [Scenario] = [
        Scenario("GET /api/workspaces", signedIn, shows: ["Ellandra"]),
        Scenario("GET /api/workspaces/{id}", signedIn, at: { "/api/workspaces/\($0.hub.workspace.text)" }),
        Scenario(
            "PATCH /api/workspaces/{id}", adminOnly + " 200", at: { "/api/workspaces/\($0.hub.workspace.text)" },
            body: { _ in #"{"name":"Ellandra & Co"}"# }, shows: ["Ellandra & Co"], journals: ["workspace update"]),
        Scenario("GET /api/teams", signedIn, shows: ["Sales", "Marketing", "Product", "Success"]),
        Scenario(
            "POST /api/teams", adminOnly + " 201", body: { _ in #"{"name":"Finance","color":"violet"}"# },
            shows: ["Finance"], journals: ["team create"]),
        Scenario("GET /api/teams/{id}", signedIn, at: { "/api/teams/\($0.hub.teams[0].text)" }, shows: ["Sales"]),
        Scenario(
            "PATCH /api/teams/{id}", adminOnly + " 200", at: { "/api/teams/\($0.hub.teams[0].text)" },
            body: { _ in #"{"archived":true}"# }, shows: ["\"archived\":true"], journals: ["team update"]),
        Scenario("GET /api/members", signedIn, shows: ["Contributor"]),
        Scenario(
            "POST /api/members", adminOnly + " 201",
            body: { #"{"name":"New","email":"New@ellandra.example","team":"\#($0.hub.teams[0].text)"}"# },
            shows: ["new@ellandra.example"], journals: ["member create"]),
        Scenario(
            "GET /api/members/{id}", signedIn, at: { "/api/members/\($0.hub.contributor.id.text)" },
            shows: ["Contributor"]),
        Scenario(
            "PATCH /api/members/{id}", "401 403 403 403 200 403 403 200",
            at: { "/api/members/\($0.hub.contributor.id.text)" }, body: { _ in #"{"title":"Campaigns"}"# },
            shows: ["Campaigns"], journals: ["member update"]),
    ]

    private static let accounts: [Scenario] = [
        Scenario(
            "GET /api/accounts", signedIn, at: { _ in "/api/accounts?include=plans&sort=name" },
            shows: ["Velmora Rail", "\"figures\":{\"", "FY27", "\"total\":1"]),
        Scenario(
            "POST /api/accounts", "401 403 201 201 201 201 201 201",
            body: { _ in #"{"name":"Nordwind","arr":120000}"# },
            shows: ["Nordwind"], journals: ["account create"]),
        Scenario(
            "GET /api/accounts/{id}", signedIn, at: { "/api/accounts/\($0.hub.account.text)" }, shows: ["Velmora Rail"]),
        Scenario(
            "PATCH /api/accounts/{id}", "401 403 403 403 403 200 200 200",
            at: { "/api/accounts/\($0.hub.account.text)" }, body: { _ in #"{"notes":"Quiet"}"# }, shows: ["Quiet"],
            journals: ["account update"]),
        Scenario(
            "GET /api/accounts/{id}/overview", signedIn, at: { "/api/accounts/\($0.hub.account.text)/overview" },
            shows: ["\"account\":{", "\"plans\":[{", "\"children\":[]", "\"activity\":["]),
    ]

    private static let plans: [Scenario] = [
        Scenario("GET /api/plans", signedIn, shows: ["FY27"]),
        Scenario(
            "POST /api/plans", "401 403 201 201 201 201 201 201",
            body: { #"{"account":"\#($0.hub.account.text)","title":"FY28"}"# }, shows: ["\"state\":\"draft\""],
            journals: ["plan create", "planMember create"]),
        Scenario("GET /api/plans/{id}", signedIn, at: { "/api/plans/\($0.hub.plan.text)" }, shows: ["FY27"]),
        Scenario(
            "PATCH /api/plans/{id}", managers, at: { "/api/plans/\($0.hub.plan.text)" },
            body: { _ in #"{"purpose":"Grow together"}"# }, shows: ["Grow together"], journals: ["plan update"]),
        Scenario(
            "DELETE /api/plans/{id}", "401 404 404 404 404 204 403 204", at: { "/api/plans/\($0.hub.restricted.text)" },
            journals: ["plan delete", "planMember delete"]),
        Scenario(
            "GET /api/plans/{id}/snapshot", signedIn, at: { "/api/plans/\($0.hub.plan.text)/snapshot" },
            shows: [
                "\"planMembers\":[{", "Adopt analytics", "A campaign for planners", "Call them", "By Friday",
                "\"activity\":[{",
            ]),
        Scenario("GET /api/plan-members", signedIn, shows: ["\"role\":\"manager\""]),
        Scenario(
            "POST /api/plan-members", "401 422 403 403 403 201 403 201",
            body: {
                """
                {"plan":"\($0.hub.plan.text)","member":"\($0.hub.stranger.id.text)",\
                "team":"\($0.hub.teams[3].text)","role":"viewer"}
                """
            }, shows: ["\"role\":\"viewer\""], journals: ["planMember create"]),
        Scenario("GET /api/plan-members/{id}", signedIn, at: { "/api/plan-members/\($0.planMember.text)" }),
        Scenario(
            "PATCH /api/plan-members/{id}", managers, at: { "/api/plan-members/\($0.planMember.text)" },
            body: { _ in #"{"role":"contributor"}"# }, shows: ["\"role\":\"contributor\""],
            journals: ["planMember update"]),
        Scenario(
            "DELETE /api/plan-members/{id}", managers.replacing("200", with: "204"),
            at: { "/api/plan-members/\($0.planMember.text)" }, journals: ["planMember delete"]),
    ]

    private static let alignment: [Scenario] = [
        Scenario("GET /api/objectives", signedIn, shows: ["Adopt analytics"]),
        Scenario(
            "POST /api/objectives", editors.replacing("200", with: "201"),
            body: { #"{"plan":"\#($0.hub.plan.text)","title":"Renew early","target":3}"# }, shows: ["\"number\":2"],
            journals: ["objective create"]),
        Scenario("GET /api/objectives/{id}", signedIn, at: { "/api/objectives/\($0.hub.objective.text)" }),
        Scenario(
            "PATCH /api/objectives/{id}", editors, at: { "/api/objectives/\($0.hub.objective.text)" },
            body: { _ in #"{"target":60.5}"# }, shows: ["\"target\":60.5"], journals: ["objective update"]),
        Scenario(
            "DELETE /api/objectives/{id}", editors.replacing("200", with: "204"),
            at: { "/api/objectives/\($0.hub.objective.text)" },
            journals: ["objective delete", "commitment delete", "task update"]),
        Scenario("GET /api/commitments", signedIn, shows: ["A campaign for planners"]),
        Scenario(
            "POST /api/commitments", editors.replacing("200", with: "201"),
            body: {
                """
                {"plan":"\($0.hub.plan.text)","objective":"\($0.hub.objective.text)","team":"\($0.hub.teams[2].text)"}
                """
            }, shows: ["\"state\":\"asked\""], journals: ["commitment create"]),
        Scenario("GET /api/commitments/{id}", signedIn, at: { "/api/commitments/\($0.hub.commitment.text)" }),
        Scenario(
            "PATCH /api/commitments/{id}", editors, at: { "/api/commitments/\($0.hub.commitment.text)" },
            body: { _ in #"{"ask":"Two campaigns"}"# }, shows: ["Two campaigns"], journals: ["commitment update"]),
        Scenario(
            "DELETE /api/commitments/{id}", editors.replacing("200", with: "204"),
            at: { "/api/commitments/\($0.hub.commitment.text)" }, journals: ["commitment delete"]),
        Scenario(
            "POST /api/commitments/{id}/answers", "401 403 403 403 200 403 403 403",
            at: { "/api/commitments/\($0.hub.commitment.text)/answers" },
            body: { _ in #"{"answer":"committed","promise":"By May"}"# },
            shows: ["\"state\":\"committed\"", "By May"], journals: ["commitment update committed"]),
        Scenario(
            "POST /api/commitments/{id}/requests", editors,
            at: { "/api/commitments/\($0.hub.commitment.text)/requests" }, body: { _ in #"{"ask":"And now?"}"# },
            shows: ["\"state\":\"asked\"", "And now?"], journals: ["commitment update askedAgain"],
            after: { house in
                let path = "/api/commitments/\(house.hub.commitment.text)/answers"
                _ = try await house.ask(.contributor, .post, path, #"{"answer":"declined","reason":"No time"}"#)
            }),
    ]

    private static let tasks: [Scenario] = [
        Scenario("GET /api/tasks", signedIn, at: { _ in "/api/tasks?status=todo,doing&due=..2026-12-31" }),
        Scenario(
            "POST /api/tasks", editors.replacing("200", with: "201"),
            body: {
                #"{"plan":"\#($0.hub.plan.text)","team":"\#($0.hub.teams[1].text)","title":"Write","due":"2026-12-24"}"#
            }, shows: ["\"number\":2", "\"due\":\"2026-12-24\""], journals: ["task create"]),
        Scenario("GET /api/tasks/{id}", signedIn, at: { "/api/tasks/\($0.hub.task.text)" }, shows: ["Call them"]),
        Scenario(
            "PATCH /api/tasks/{id}", editors, at: { "/api/tasks/\($0.hub.task.text)" },
            body: { _ in #"{"status":"done"}"# }, shows: ["\"doneAt\":\"2026-11-23T"], journals: ["task update"]),
        Scenario(
            "DELETE /api/tasks/{id}", editors.replacing("200", with: "204"), at: { "/api/tasks/\($0.hub.task.text)" },
            journals: ["task delete", "comment delete"]),
    ]

    private static let screens: [Scenario] = [
        Scenario("GET /api/home", signedIn, shows: ["\"plans\":[", "\"commitments\":[", "\"activity\":["]),
        Scenario("GET /api/work", signedIn, shows: ["\"tasks\":["]),
        Scenario(
            "GET /api/changes", signedIn, at: { "/api/changes?plan=\($0.hub.plan.text)&kind=task" },
            shows: ["Call them", "\"next\":null"]),
        Scenario(
            "GET /api/changes", signedIn,
            at: { house in
                let people = [house.hub.manager, house.hub.contributor].map(\.id.text).joined(separator: ",")
                return "/api/changes?kind=task,objective&actor=\(people)&team=\(house.hub.teams[0].text)"
                    + "&what=created,changed&from=2026-11-23&to=2026-11-23&zone=UTC&since=1&until=9999"
            }, shows: ["Call them", "Adopt analytics"]),
        Scenario(
            "POST /api/entries/{entry}/undo", editors,
            at: { "/api/entries/\($0.hub.log.entries.last?.number ?? 0)/undo" }, shows: ["\"entry\":"],
            journals: ["task update undid"],
            after: { house in
                let path = "/api/tasks/\(house.hub.task.text)"
                _ = try await house.ask(.manager, .patch, path, #"{"title":"Write to them"}"#)
            }),
        Scenario(
            "POST /api/changes/{seq}/restore", editors,
            at: { house in
                let gone = house.hub.log.changes.last { $0.action == .delete && $0.kind == "task" }
                return "/api/changes/\(gone?.seq ?? 0)/restore"
            }, shows: ["Call them"], journals: ["task restore", "comment restore"],
            after: { _ = try await $0.ask(.manager, .delete, "/api/tasks/\($0.hub.task.text)") }),
        Scenario(
            "GET /api/plans/{id}/snapshot", signedIn,
            at: { house in
                let change = house.hub.log.changes.last { $0.kind == "task" }
                return "/api/plans/\(house.hub.plan.text)/snapshot?at=\((change?.seq ?? 1) - 1)"
            }, shows: ["Call them", "\"activity\":[{"],
            after: { _ = try await $0.ask(.manager, .delete, "/api/tasks/\($0.hub.task.text)") }),
        Scenario(
            "GET /api/search", signedIn, at: { _ in "/api/search?q=adopt+analyt&limit=5" },
            shows: [
                "\"kind\":\"objective\"", "[\"\",\"Adopt\",\" \",\"analytics\",\"\"]", "Velmora",
                "\"counts\":{\"objective\":1}",
            ]),
        Scenario("GET /api/search", signedIn, at: { _ in "/api/search?q=merger" }, shows: ["\"isWhole\":true"]),
        Scenario(
            "GET /api/search", "401 422 422 422 422 422 422 422",
            at: { _ in "/api/search?q=x&kind=pulse&limit=51&after=-1&sort=title" }),
        Scenario("GET /api/live", signedIn, at: { "/api/live?plans=\($0.hub.plan.text),\($0.hub.restricted.text)" }),
        Scenario("GET /api/live", signedIn, at: { _ in "/api/live?scope=all" }),
        Scenario(
            "POST /api/presence", "401 204 204 204 204 204 204 204",
            body: { #"{"plan":"\#($0.hub.plan.text)","place":"task:\#($0.hub.task.text).title"}"# }),
        Scenario("GET /api/schema", signedIn, shows: ["\"kinds\":{", "\"planMembers\"", "\"choices\":["]),
        Scenario("GET /api/openapi.json", everybody, shows: ["\"openapi\":\"3.1.0\"", "/api/plans/{id}/snapshot"]),
        Scenario("GET /healthz", everybody, shows: ["ok"]),
        Scenario("GET /metrics", "404 404 404 404 404 404 404 404"),
    ]

    /// A restricted plan is not there for those outside of it, by whatever address.
    private static let restricted: [Scenario] = {
        let insiders = "401 404 404 404 404 200 200 200"
        return [
            Scenario("GET /api/plans/{id}", insiders, at: { "/api/plans/\($0.hub.restricted.text)" }),
            Scenario(
                "GET /api/plans/{id}/snapshot", insiders, at: { "/api/plans/\($0.hub.restricted.text)/snapshot" },
                shows: ["Merger"]),
            Scenario(
                "GET /api/plans/{id}/snapshot", insiders,
                at: { "/api/plans/\($0.hub.restricted.text)/snapshot?at=2026-11-23&zone=Europe/Vienna" },
                shows: ["Merger"]),
            Scenario(
                "PATCH /api/plans/{id}", "401 404 404 404 404 200 403 200",
                at: { "/api/plans/\($0.hub.restricted.text)" }, body: { _ in #"{"title":"Union"}"# },
                shows: ["Union"], journals: ["plan update"]),
            Scenario(
                "POST /api/comments", "401 422 422 422 422 201 201 201",
                body: { #"{"plan":"\#($0.hub.restricted.text)","text":"Hush"}"# }, journals: ["comment create"]),
            Scenario(
                "POST /api/presence", "401 404 404 404 404 204 204 204",
                body: { #"{"plan":"\#($0.hub.restricted.text)"}"# }),
            Scenario("GET /api/tasks/{id}", "401 404 404 404 404 404 404 404", at: { _ in "/api/tasks/no-uuid" }),
            Scenario(
                "GET /api/changes", signedIn, at: { "/api/changes?plan=\($0.hub.restricted.text)" },
                shows: ["\"next\":null"]),
        ]
    }()

    /// A personal view is its owner's alone; a shared one all staff have, and who made it or an admin changes it.
    private static let views: [Scenario] = {
        @Sendable func made(_ shared: Bool) -> @Sendable (House) async throws -> Void {
            { house in
                let me = house.hub.contributor.id.text
                let body =
                    #"{"owner":"\#(me)","screen":"accounts","name":"Rail","query":"industry=Rail","shared":\#(shared)}"#
                _ = try await house.ask(.contributor, .post, "/api/saved-views", body)
            }
        }
        @Sendable func newest(_ house: House) -> String {
            "/api/saved-views/\(house.hub.log.changes.last { $0.kind == "savedView" }?.record.text ?? "")"
        }
        return [
            Scenario("GET /api/saved-views", signedIn, shows: ["\"items\":[", "\"total\":"], after: made(true)),
            Scenario(
                "POST /api/saved-views", "401 403 403 403 201 403 403 403",
                body: { #"{"owner":"\#($0.hub.contributor.id.text)","screen":"work","name":"By day"}"# },
                shows: ["By day"], journals: ["savedView create"]),
            Scenario(
                "GET /api/saved-views/{id}", "401 404 200 200 200 200 200 200", at: newest, shows: ["industry=Rail"],
                after: made(true)),
            Scenario(
                "GET /api/saved-views/{id}", "401 404 404 404 200 404 404 404", at: newest, shows: ["industry=Rail"],
                after: made(false)),
            Scenario(
                "PATCH /api/saved-views/{id}", "401 404 403 403 200 403 403 200", at: newest,
                body: { _ in #"{"name":"Trains"}"# }, shows: ["Trains"], journals: ["savedView update"],
                after: made(true)),
            Scenario(
                "DELETE /api/saved-views/{id}", "401 404 404 404 204 404 404 404", at: newest,
                journals: ["savedView delete"], after: made(false)),
        ]
    }()
}
