import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// One request, asked by each of the eight: what each is answered, and what it leaves in the journal.
struct Scenario: Sendable, CustomTestStringConvertible {
    /// `PATCH /api/tasks/{id}`
    let route: String
    let path: @Sendable (House) -> String
    let body: (@Sendable (House) -> String)?
    /// In the order of `Who`.
    let statuses: [Int]
    /// What stands in every answer that went well.
    let shows: [String]
    /// What every success leaves: kind, action, and verb where there is one.
    let journals: Set<String>
    let prepare: @Sendable (House) async throws -> Void

    var method: HTTPRequest.Method {
        HTTPRequest.Method(String(route.prefix { $0 != " " })) ?? .get
    }
    var testDescription: String { route }

    /// - Parameters:
    ///   - statuses: of nobody, guest, stranger, viewer, contributor, manager, leader, admin
    ///   - path: nil where the route has no parameters
    init(
        _ route: String, _ statuses: String, at path: (@Sendable (House) -> String)? = nil,
        body: (@Sendable (House) -> String)? = nil, shows: [String] = [], journals: Set<String> = [],
        after prepare: @escaping @Sendable (House) async throws -> Void = { _ in }
    ) {
        let own = String(route.drop { $0 != " " }.dropFirst())
        (self.route, self.path, self.body, self.prepare) = (route, path ?? { _ in own }, body, prepare)
        self.statuses = statuses.split(separator: " ").compactMap { Int($0) }
        (self.shows, self.journals) = (shows, journals)
    }
}

@Suite struct ScenarioTests {
    @Test func everyRouteHasARow() async throws {
        let routes = Set(try await House().site.routes.map(\.name)), rows = Set(Scenario.all.map(\.route))
        #expect(routes.subtracting(rows).isEmpty, "routes without a row")
        #expect(rows.subtracting(routes).isEmpty, "rows without a route")
        for row in Scenario.all { #expect(row.statuses.count == Who.allCases.count, "\(row.route)") }
    }

    @Test(arguments: Scenario.all) func eachIsAnsweredAsTheyMay(row: Scenario) async throws {
        var left: House?
        for (who, status) in zip(Who.allCases, row.statuses) {
            let house: House
            if let left {
                house = left
            } else {
                house = try await House()
                try await row.prepare(house)
            }
            // Who was refused, or only read, left it as it was.
            left = status >= 300 || row.method == .get ? house : nil
            let before = house.hub.log.changes.count
            let answer = try await house.ask(who, row.method, row.path(house), row.body?(house))
            let comment = Testing.Comment(rawValue: "\(row.route) as \(who): \(answer.text.prefix(300))")
            #expect(answer.status == status, comment)
            // Whom a change is told to is tried by itself: StoreTests/InboxTests.
            let isOfNotices = row.route.contains("/api/notifications") || row.route.contains("/api/inbox")
            let journaled = house.hub.log.changes.dropFirst(before).filter { change in
                isOfNotices || change.kind != Notice.kind.name
            }.map { change in
                ["\(change.kind) \(change.action.rawValue)", change.verb?.rawValue].compactMap { $0 }
                    .joined(separator: " ")
            }
            #expect(Set(journaled) == (status < 300 ? row.journals : []), comment)
            if status < 300 { for text in row.shows { #expect(answer.text.contains(text), comment) } }
            if status >= 400 {
                #expect(answer.headers[.contentType] == "application/problem+json", comment)
                #expect(answer.object["detail"] is String, comment)
            }
            #expect(answer.headers[.cacheControl]?.contains("public") == false, comment)
            hides(answer, from: who, house, comment)
            if !journaled.isEmpty { #expect(try await house.hub.differences().isEmpty, comment) }
        }
    }

    /// What some must never be told, whatever they ask.
    private func hides(_ answer: Answer, from who: Who, _ house: House, _ comment: Testing.Comment) {
        if who.rawValue < Who.manager.rawValue {
            #expect(!answer.text.contains(house.hub.restricted.text), comment)
            #expect(!answer.text.contains("Merger"), comment)
        }
        let isSignedOut = answer.status == 401 || answer.status == 404
        if isSignedOut { #expect(!answer.text.contains("Velmora"), comment) }
        #expect(!answer.text.contains("$scrypt$"), comment)
        #expect(!answer.text.contains(house.setUp.hash) && !answer.text.contains(house.invitation.hash), comment)
        if who == .guest, answer.headers[.setCookie] == nil, answer.object["openapi"] == nil {
            for text in ["@ellandra.example\",\"team\":\"0199", "\"generalManager\":", "\"externalId\":", "\"arr\":"] {
                #expect(!answer.text.contains(text), comment)
            }
        }
    }
}
