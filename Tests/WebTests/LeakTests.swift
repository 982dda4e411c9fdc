import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// Every route there is, asked by those who may know least, with every id there is: nothing that was planted for others
/// comes back. The list of routes makes the tests, so that a new one is asked, too.
@Suite struct LeakTests {
    /// Somebody who asks all routes, and what must never come back to them.
    enum Asker: CaseIterable, Sendable {
        /// On the team of the plan as a viewer.
        case guest
        /// A guest of another plan.
        case outsider
        /// Has the address of a page that shows everything that can be shown, and no session.
        case reader
    }

    @Test(arguments: Asker.allCases) func nothingPlantedComesBack(to asker: Asker) async throws {
        let planted = try await Planted(), house = planted.house
        let who: Who = asker == .reader ? .nobody : .guest
        let words = planted.words.filter { !planted.isFor(asker, $0) }
        #expect(words.count >= 17)
        var asked: Set<String> = [], answered = 0
        try await planted.askAll(house.site.routes, who, as: asker) { route, answer in
            asked.insert(route.name)
            if answer.status < 300 { answered += 1 }
            for word in words where answer.text.contains(word.text) {
                Issue.record("\(route.name) tells \(asker) “\(word.text)”")
            }
            if answer.text.contains(#/"(score|weakestScore|clarity|weight|arr)":-?\d/#.ignoresCase()), asker != .guest {
                Issue.record("\(route.name) tells \(asker) a figure")
            }
            if answer.text.contains(#/"(score|weakestScore|clarity|arr)":-?\d/#) {
                Issue.record("\(route.name) tells \(asker) a score")
            }
        }
        #expect(asked == Set(house.site.routes.map(\.name)), "every route was asked")
        #expect(answered > (asker == .reader ? 2 : 20), "and did answer")
    }

    /// The test above could fail: who may see it all gets each of these words by some of the routes.
    @Test func whatIsPlantedIsThere() async throws {
        let planted = try await Planted()
        var missing = Set(planted.words.map(\.text))
        try await planted.askAll(planted.house.site.routes.filter { $0.method == .get }, .admin, as: nil) { _, answer in
            missing = missing.filter { !answer.text.contains($0) }
        }
        #expect(missing.isEmpty)
    }

    /// What every route tells of somebody, and what a stream that comes late hears, before and after they are erased; from
    /// memory, from the journal or as of an earlier day.
    @Test func whoIsErasedIsNowhere() async throws {
        let planted = try await Planted(), house = planted.house, hub = house.hub, name = "Zqxname Vole"
        let post = Post(house), start = hub.log.changes.last?.seq ?? 0
        let path = "/api/members/\(hub.viewer.id.text)"
        func send(_ who: Who, _ method: HTTPRequest.Method, _ path: String, _ body: String) async throws {
            let answer = try await house.ask(who, method, path, body)
            #expect(answer.status < 300, "\(path): \(answer.text)")
        }
        try await send(.admin, .patch, path, #"{"name":"\#(name)","email":"zqxmail@x.example","title":"Zqxtitle"}"#)
        try await send(
            .manager, .post, "/api/comments",
            #"{"plan":"\#(hub.plan.text)","text":"Ask @[\#(name)](member:\#(hub.viewer.id.text))"}"#)
        let gets = house.site.routes.filter { $0.method == .get }
        // Long enough to be in no token by chance.
        func isNamed(in text: String) -> Bool {
            ["zqxname", "zqxmail", "zqxtitle"].contains { text.lowercased().contains($0) }
        }
        func tells() async throws -> [String] {
            var routes: [String] = []
            try await planted.askAll(gets, .admin, as: nil) { route, answer in
                if isNamed(in: answer.text) { routes.append(route.name) }
            }
            post.send()
            // From where memory reaches back to.
            let ear = try await Ear(house, hub.leader, "?scope=all&since=\(start)")
            try await ear.listen(in: house) {
                let path = "/api/teams/\(hub.teams[0].text)"
                try await send(.admin, .patch, path, #"{"name":"Field \#(routes.count)"}"#)
                post.send()
                await ear.hears("Field \(routes.count)")
            }
            return routes + (isNamed(in: ear.text) ? ["stream"] : [])
        }
        let before = Set(try await tells())
        #expect(
            before.isSuperset(of: ["GET /api/session", "GET /api/plans/{id}/snapshot", "GET /api/changes", "stream"]))
        try await send(.admin, .post, path + "/erasures", #"{"name":"\#(name)"}"#)
        let after = try await tells()
        #expect(after.isEmpty)
        #expect(try await house.ask(.viewer, .get, "/api/session").status == 401)
    }

    @Test func nothingPlantedIsHeard() async throws {
        for (asker, who) in [(Asker.guest, \TestSupport.Hub.guest), (.outsider, \.outsider)] {
            let planted = try await Planted(), house = planted.house, post = Post(house)
            post.send()
            let ear = try await Ear(house, house.hub[keyPath: who], "?scope=all&plans=\(house.hub.plan.text)&since=0")
            try await ear.listen(in: house) {
                _ = try await house.hub.write(as: house.hub.admin) { tx in
                    let team = try tx.see(house.hub.teams[0])
                    var new = team
                    new.name = "Field sales"
                    return Outcome(try tx.update(team, to: new))
                }
                post.send()
                await ear.hears("Field sales")
            }
            for word in planted.words where !planted.isFor(asker, word) {
                #expect(!ear.text.contains(word.text), "the stream tells \(asker)")
            }
            #expect(ear.figures.isEmpty && ear.text.contains("Call them") == (asker == .guest))
        }
    }
}

/// A house in which words are planted where only some may find them.
struct Planted: Sendable {
    enum Place: Sendable {
        /// What our teams say of the plan among themselves.
        case staff
        /// On the plan, for all who see it.
        case plan
        /// On a plan of another account.
        case elsewhere
    }
    struct Word: Sendable { let text: String, place: Place }

    let house: House, token: String
    let words: [Word]
    private let elsewhere: ID<Plan>, elsewhereAccount: ID<Account>

    func isFor(_ asker: LeakTests.Asker, _ word: Word) -> Bool {
        switch asker {
        case .guest: word.place == .plan
        case .outsider: word.place == .elsewhere
        case .reader: false
        }
    }

    private static let staff = [
        "secret industry", "CRM-secret", "secret account notes", "secret sign-off", "secret comment on a sign-off",
        "secret words about the account", "secret words on a decision",
        "secret pulse", "secret review", "secret item", "secret review note", "secret decision", "secret link label",
        "Merger", "viewer@ellandra.example", "admin@ellandra.example", "manager@ellandra.example", "2031-03-04",
        "Europe/Lisbon",
    ]
    private static let plan = ["secret comment", "secret notes of a task", "secret reason", "secret goal"]
    private static let elsewhereWords = ["Nordwind", "elsewhere plan", "elsewhere task"]

    init() async throws {
        let house = try await House(offersDemo: false), hub = house.hub
        self.house = house
        let made = try await hub.write(as: hub.admin) { tx in
            let account = try tx.insert(Account(tx.newID()) { $0.name = "Nordwind" })
            let plan = try tx.insert(
                Plan(tx.newID()) {
                    ($0.account, $0.title, $0.access, $0.state) = (account.id, "elsewhere plan", .restricted, .active)
                    $0.teams = hub.teams
                })
            try tx.insert(
                PlanMember(tx.newID()) {
                    ($0.plan, $0.member, $0.team, $0.role) = (plan.id, hub.outsider.id, hub.outsider.team, .viewer)
                })
            try tx.insert(
                PlanTask(tx.newID()) { ($0.plan, $0.team, $0.title) = (plan.id, hub.teams[0], "elsewhere task") })
            return (plan.id, account.id)
        }
        (elsewhere, elsewhereAccount) = made
        try await Self.plant(in: house)
        // A comment on a sign-off, which somebody has reacted to.
        let said = try await hub.read(as: hub.admin) { reader in
            try reader.list("comments", ListQuery()).ids.filter {
                try reader.find(ID<Domain.Comment>($0))?.isAmongStaff ?? false
            }
        }
        words =
            said.map { Word(text: $0.text, place: .staff) } + Self.staff.map { Word(text: $0, place: .staff) }
            + Self.plan.map { Word(text: $0, place: .plan) }
            + Self.elsewhereWords.map { Word(text: $0, place: .elsewhere) }
        token = try await Self.share(house)
        // The week of the pulse has closed.
        house.clock.now = TestSupport.Hub.now.adding(seconds: 8 * 86_400)
    }

    private static func plant(in house: House) async throws {
        let hub = house.hub
        func send(_ who: Who, _ method: HTTPRequest.Method, _ path: String, _ body: String) async throws {
            let answer = try await house.ask(who, method, path, body)
            #expect(answer.status < 300, "\(path): \(answer.text)")
        }
        func newest(_ kind: String) -> String { hub.log.changes.last { $0.kind == kind }?.record.text ?? "none" }
        let plan = hub.plan.text, of = "\"plan\":\"\(plan)\""
        try await send(
            .admin, .patch, "/api/accounts/\(hub.account.text)",
            """
            {"industry":"secret industry","externalId":"CRM-secret","notes":"secret account notes","arr":987654,\
            "renewal":"2031-03-04"}
            """)
        try await send(.viewer, .patch, "/api/members/\(hub.viewer.id.text)", #"{"timeZone":"Europe/Lisbon"}"#)
        try await send(.manager, .patch, "/api/tasks/\(hub.task.text)", #"{"notes":"secret notes of a task"}"#)
        try await send(
            .manager, .patch, "/api/objectives/\(hub.objective.text)", #"{"companyGoal":"secret goal","weight":4}"#)
        try await send(
            .contributor, .post, "/api/commitments/\(hub.commitment.text)/answers",
            #"{"answer":"declined","reason":"secret reason"}"#)
        try await send(
            .contributor, .post, "/api/plans/\(plan)/sign-offs",
            """
            {"team":"\(hub.teams[1].text)","verdict":"concerns","note":"secret sign-off",\
            "seq":\(hub.log.changes.last?.seq ?? 0)}
            """)
        try await send(
            .viewer, .post, "/api/comments",
            #"{\#(of),"about":"signOff:\#(newest("signOff"))","text":"secret comment on a sign-off"}"#)
        try await send(
            .manager, .post, "/api/reactions", #"{\#(of),"comment":"\#(newest("comment"))","emoji":"👍"}"#)
        try await send(.viewer, .post, "/api/comments", #"{\#(of),"text":"secret comment"}"#)
        try await send(
            .viewer, .post, "/api/comments",
            #"{"about":"account:\#(hub.account.text)","text":"secret words about the account"}"#)
        try await send(
            .viewer, .post, "/api/plans/\(plan)/pulses",
            #"{"clarity":2,"agreement":2,"confidence":2,"note":"secret pulse"}"#)
        try await send(
            .contributor, .post, "/api/reviews",
            #"{\#(of),"type":"quarterly","title":"secret review","startsAt":"2026-11-26T09:00:00Z"}"#)
        let review = "\"review\":\"\(newest("review"))\""
        try await send(.contributor, .post, "/api/agenda-items", #"{\#(of),\#(review),"title":"secret item"}"#)
        let item = "\"item\":\"\(newest("agendaItem"))\""
        try await send(.contributor, .post, "/api/reviews/\(newest("review"))/openings", "{}")
        try await send(
            .contributor, .post, "/api/review-notes", #"{\#(of),\#(review),\#(item),"text":"secret review note"}"#)
        try await send(
            .contributor, .post, "/api/decisions", #"{\#(of),\#(review),\#(item),"text":"secret decision"}"#)
        try await send(
            .viewer, .post, "/api/comments",
            #"{\#(of),"about":"decision:\#(newest("decision"))","text":"secret words on a decision"}"#)
    }

    private static func share(_ house: House) async throws -> String {
        let sections = ShareLink.Section.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
        let answer = try await house.ask(
            .manager, .post, "/api/plans/\(house.hub.plan.text)/share-links",
            #"{"label":"secret link label","sections":[\#(sections)],"tasks":["\#(house.hub.task.text)"]}"#)
        return String((answer.object["link"] as? String ?? "").split(separator: "/").last ?? "")
    }

    /// Asks each route with each id of its kind, reading first; what would end the session comes last.
    func askAll(
        _ routes: [Route], _ who: Who, as asker: LeakTests.Asker?, _ look: (Route, Answer) -> Void
    ) async throws {
        let order = { (route: Route) in route.path.hasPrefix("/api/session") ? 2 : route.method == .get ? 0 : 1 }
        for route in routes.sorted(by: { (order($0), $0.name) < (order($1), $1.name) }) {
            let body = route.method == .get || route.method == .delete ? nil : "{}"
            for path in paths(of: route) {
                let answer =
                    asker == .outsider
                    ? try await house.ask(house.hub.outsider, route.method, path, body)
                    : try await house.ask(who, route.method, path, body)
                look(route, answer)
            }
        }
    }

    private func paths(of route: Route) -> [String] {
        let parts = route.path.split(separator: "/")
        if route.path.contains("{token}") { return [route.path.replacing("{token}", with: token)] }
        if route.path.contains("{entry}") {
            return house.hub.log.entries.suffix(30).map { route.path.replacing("{entry}", with: String($0.number)) }
        }
        if route.path.contains("{") {
            let kind = Kinds.all.first { parts.contains(Substring($0.kind.path)) }?.kind.name ?? ""
            let ids = Set(house.hub.log.changes.filter { $0.kind == kind }.map(\.record.text))
            let one = parts.first { $0.hasPrefix("{") } ?? ""
            return (ids + ["none"]).sorted().map { route.path.replacing(one, with: $0) }
        }
        guard route.method == .get, !route.query.isEmpty else { return [route.path] }
        let queries = route.query.map(\.name).flatMap { name -> [String] in
            switch name {
            case "q": ["q=secret", "q=elsewhere", "q=nordwind"]
            case "limit": ["limit=200"]
            case "plan", "plans": [house.hub.plan, elsewhere, house.hub.restricted].map { "\(name)=\($0.text)" }
            case "account": [house.hub.account, elsewhereAccount].map { "account=\($0.text)" }
            case "kind": Kinds.all.map { "kind=\($0.kind.name)" }
            case "include": ["include=plans"]
            default: []
            }
        }
        return [route.path] + queries.map { "\(route.path)?\($0)" }
    }
}
extension House {
    /// As a member who is none of the table's.
    fileprivate func ask(
        _ member: Member, _ method: HTTPRequest.Method, _ path: String, _ body: String?
    ) async throws -> Answer {
        try await ask(.nobody, method, path, body, headers: House.signedIn(self, member))
    }
}
