import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// Every route × every role × ids of records that are there for others only, that never were, and that are none. What each is
/// answered follows from what the route and the kind of record declare, so that a new one is tried, too. What their own ids
/// answer stands in the scenario table, row by row.
@Suite struct MatrixTests {
    @Test func whatIsNotThereForSomebodyIsNotThere() async throws {
        let foreign = try await Foreign(), house = foreign.house
        var asked: Set<String> = [], tried = 0
        for route in house.site.routes where route.path.contains("{") {
            for (id, seers) in try foreign.ids(for: route) {
                for who in Who.allCases where !seers.contains(who) {
                    let path = route.path.replacing(/\{[a-z]+\}/, with: id)
                    let answer = try await house.ask(who, route.method, path, Foreign.body(of: route))
                    let comment = Testing.Comment(
                        rawValue: "\(route.name) with \(id) as \(who): \(answer.text.prefix(200))")
                    #expect(answer.status == Self.expected(route, who), comment)
                    for secret in Foreign.secrets { #expect(!answer.text.contains(secret), comment) }
                    asked.insert(route.name)
                    tried += 1
                }
            }
        }
        #expect(asked == Set(house.site.routes.filter { $0.path.contains("{") }.map(\.name)), "every route was asked")
        #expect(tried > 1000)
        #expect(house.hub.log.changes.count == foreign.changes, "and nothing was changed")
    }

    /// Before anything is looked up it is asked who it is.
    static func expected(_ route: Route, _ who: Who) -> Int {
        switch route.access {
        case .everybody: 404
        case .admin where who != .nobody && who != .admin: 403
        default: who == .nobody ? 401 : 404
        }
    }

    /// Routes without an id: who may not use them at all is told so, and nothing else.
    @Test func whoMayNotIsToldNothing() async throws {
        let foreign = try await Foreign(), house = foreign.house
        for route in house.site.routes where !route.path.contains("{") && route.access != .everybody {
            let refused = Who.allCases.filter { $0 == .nobody || route.access == .admin && $0 != .admin }
            for who in refused {
                let answer = try await house.ask(who, route.method, route.path, Foreign.body(of: route))
                #expect(answer.status == (who == .nobody ? 401 : 403), "\(route.name) as \(who)")
                for secret in Foreign.secrets { #expect(!answer.text.contains(secret), "\(route.name) as \(who)") }
            }
        }
        #expect(house.hub.log.changes.count == foreign.changes)
    }

    /// Nobody makes anything on a plan that they do not see, by naming it.
    @Test func nothingIsMadeOnAPlanThatIsNotThere() async throws {
        let foreign = try await Foreign(), house = foreign.house, plan = house.hub.restricted.text
        var tried = 0
        for route in house.site.routes where route.method == .post && !route.path.contains("{") {
            guard case .fields(let kind) = route.input, kind.scopes else { continue }
            for who in Who.allCases where who.rawValue < Who.manager.rawValue {
                let answer = try await house.ask(who, .post, route.path, #"{"plan":"\#(plan)"}"#)
                #expect([401, 403, 405, 422].contains(answer.status), "\(route.name) as \(who): \(answer.text)")
                for secret in Foreign.secrets { #expect(!answer.text.contains(secret), "\(route.name) as \(who)") }
                tried += 1
            }
        }
        #expect(tried > 40)
        #expect(house.hub.log.changes.count == foreign.changes)
    }
}

extension Record {
    /// Whether a plan is named by who makes one.
    fileprivate static var scopes: Bool {
        fields.all.contains { $0.traits.isScope && $0.traits.target == Plan.kind.name }
    }
}

/// A house with a record of each kind that only the manager of the restricted plan, or whoever sees every plan, may see.
private struct Foreign {
    let house: House, changes: Int
    /// Of each kind, the newest that is not for everybody.
    private let records: [String: String]
    private let session: String, entry: Int64, deletion: Int64

    static let secrets = ["Merger", "Foreign", "Nordwind", "outsider@ellandra.example"]

    init() async throws {
        let house = try await House(offersDemo: false), hub = house.hub
        self.house = house
        let made = try await hub.write(as: hub.manager) { try Self.make(hub, $0) }
        _ = try await hub.write(as: hub.manager) { tx in
            let gone = try tx.insert(
                PlanTask(tx.newID()) { ($0.plan, $0.team, $0.title) = (hub.restricted, hub.teams[0], "Foreign, gone") })
            return gone.id
        }
        entry = hub.log.entries.last?.number ?? 0
        let gone = ID<PlanTask>(hub.log.changes.last?.record ?? .none)
        try await hub.write(as: hub.manager) { try $0.remove(gone) }
        deletion = hub.log.changes.last { $0.action == .delete && $0.kind == "task" }?.seq ?? 0
        session = try await hub.write(as: hub.manager) {
            try $0.openSession(of: hub.manager.id, tokenHash: "other", device: "Firefox", address: "").text
        }
        records = made.mapValues(\.text)
        changes = hub.log.changes.count
    }

    private static func make(_ hub: TestSupport.Hub, _ tx: Tx) throws -> [String: Identifier] {
        var made: [String: Identifier] = [Member.kind.name: hub.outsider.id.raw, Plan.kind.name: hub.restricted.raw]
        func add<R: Record>(_ record: R) throws -> R {
            let new = try tx.insert(record)
            made[R.kind.name] = new.id.raw
            return new
        }
        let plan = hub.restricted, me = hub.manager.id
        made[PlanMember.kind.name] = try tx.all(PlanMember.self, where: ["plan": .id(plan.raw)])[0].id.raw
        _ = try add(Account(tx.newID()) { $0.name = "Nordwind" })
        let goal = try add(Objective(tx.newID()) { ($0.plan, $0.title) = (plan, "Foreign goal") })
        _ = try add(Commitment(tx.newID()) { ($0.plan, $0.objective, $0.team) = (plan, goal.id, hub.teams[1]) })
        let task = try add(
            PlanTask(tx.newID()) {
                ($0.plan, $0.team, $0.from, $0.title) = (plan, hub.teams[1], hub.teams[0], "Foreign task")
            })
        let comment = try add(
            Comment(tx.newID()) {
                ($0.plan, $0.about, $0.text) = (plan, RecordReference(task.id), "Foreign comment")
            })
        _ = try add(CommentReaction(tx.newID()) { ($0.plan, $0.comment, $0.emoji) = (plan, comment.id, "👍") })
        _ = try add(
            SignOff(tx.newID()) { ($0.plan, $0.team, $0.signedBy, $0.note) = (plan, hub.teams[0], me, "Foreign") })
        _ = try add(
            Pulse(tx.newID()) { ($0.plan, $0.member, $0.week, $0.note) = (plan, me, Day(2026, 11, 23), "Foreign") })
        _ = try add(Verification(tx.newID()) { ($0.plan, $0.verifiedBy) = (plan, me) })
        let review = try add(
            Review(tx.newID()) {
                ($0.plan, $0.title, $0.startsAt) = (plan, "Foreign review", TestSupport.Hub.now)
                $0.state = .open
            })
        let item = try add(
            AgendaItem(tx.newID()) { ($0.plan, $0.review, $0.title) = (plan, review.id, "Foreign item") })
        _ = try add(
            ReviewNote(tx.newID()) {
                ($0.plan, $0.review, $0.item, $0.text) = (plan, review.id, item.id, "Foreign note")
            })
        _ = try add(
            Decision(tx.newID()) {
                ($0.plan, $0.review, $0.item, $0.text) = (plan, review.id, item.id, "Foreign decision")
            })
        _ = try add(
            ShareLink(tx.newID()) {
                ($0.plan, $0.label, $0.sections, $0.expires) = (plan, "Foreign link", [.purpose], Day(2026, 12, 20))
            })
        _ = try add(SavedView(tx.newID()) { ($0.owner, $0.name) = (me, "Foreign view") })
        _ = try add(
            Notice(tx.newID()) { ($0.plan, $0.member, $0.about) = (plan, me, RecordReference(task.id)) })
        _ = try add(Preference(tx.newID()) { $0.member = me })
        return made
    }

    /// What to ask a route for, and who is not asked since it is there for them.
    func ids(for route: Route) throws -> [(id: String, seers: Set<Who>)] {
        let never: [(String, Set<Who>)] = [(Identifier(high: 0x0199_0000_0000_7000, low: 1 << 63).text, [])]
        let none: [(String, Set<Who>)] = [("none", [])]
        let parts = route.path.split(separator: "/")
        let plan: Set<Who> = [.manager, .leader, .admin], own: Set<Who> = [.manager]
        // What everybody who may ask for it at all gets, or nobody.
        if route.path.contains("{token}") || route.path.contains("{kind}") { return never + none }
        if route.path.contains("{entry}") { return [(String(entry), plan), ("999999", [])] + none }
        if route.path.contains("{seq}") { return [(String(deletion), plan), ("999999", [])] + none }
        if parts[1] == "sessions" { return [(session, own)] + never + none }
        let kind = try #require(Kinds.all.first { $0.kind.path == parts[1] }, "\(route.name) is of no kind")
        let seers: Set<Who>? =
            switch kind.visibility {
            case .everyone: nil
            case .colleagues, .accounts: Set(Who.allCases).subtracting([.nobody, .guest])
            case .plans, .planContent, .staffContent: plan
            case .blind, .own, .ownOrShared: own
            }
        guard let seers else { return never + none }
        let record = try #require(records[kind.kind.name], "there is no foreign \(kind.kind.name)")
        return [(record, seers)] + never + none
    }

    /// The least that a form takes; of fields, nothing.
    static func body(of route: Route) -> String? {
        switch route.input {
        case .nothing: return nil
        case .fields: return "{}"
        case .form(let members):
            let all = members.filter(\.isRequired).map { member in
                let value: String =
                    switch member.shape {
                    case .choice(let words): "\"\(words[0])\""
                    case .list(.choice(let words)): "[\"\(words[0])\"]"
                    case .int: "\(member.range?.lowerBound ?? 1)"
                    case .reference: "\"\(Identifier(high: 0x0199_0000_0000_7000, low: 1 << 63).text)\""
                    case .list: "[]"
                    case .day: "\"2026-12-24\""
                    default: "\"\(String(repeating: "x", count: max(1, member.length?.lowerBound ?? 1)))\""
                    }
                return "\"\(member.name)\":\(value)"
            }
            return "{\(all.joined(separator: ","))}"
        }
    }
}
