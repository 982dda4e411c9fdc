import Domain
import Foundation
import Store
import TestSupport
import Testing

typealias JSONObject = [String: Any]

func object(_ bytes: [UInt8]) throws -> JSONObject {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? JSONObject)
}
extension [String: Any] {
    func list(_ name: String) -> [JSONObject] { self[name] as? [JSONObject] ?? [] }
    func text(_ name: String) -> String? { self[name] as? String }
    func number(_ name: String) -> Double? { self[name] as? Double }
    func flag(_ name: String) -> Bool? { self[name] as? Bool }
}
extension Instant {
    func adding(days: Int) -> Instant { adding(seconds: days * 86_400) }
}

/// What tests of alignment ask, and what they do on the open plan.
extension Hub {
    /// The newest change.
    var seq: Int { Int(log.changes.last?.seq ?? 0) }

    func ask(
        as member: Member, at now: Instant = Hub.now, _ body: @escaping @Sendable (Reader) throws -> [UInt8]
    ) async throws -> JSONObject { try object(await store.read(as: Caller(member), at: now, body)) }

    func alignment(of plan: ID<Plan>? = nil, at now: Instant = Hub.now) async throws -> JSONObject {
        let plan = plan ?? self.plan
        return try await ask(as: admin, at: now) { try $0.alignment(of: plan) }
    }
    /// Of one team, with its drift.
    func signOff(of team: Int, at now: Instant = Hub.now) async throws -> JSONObject {
        try #require(try await alignment(at: now).list("signOffs").first { $0.text("team") == teams[team].text })
    }
    func portfolio(as member: Member, at now: Instant = Hub.now) async throws -> JSONObject {
        try await ask(as: member, at: now) { try $0.portfolio(PortfolioQuery()) }
    }

    /// Marketing signs, by who represents it.
    func sign(
        _ verdict: Verdict = .agreed, _ note: String? = nil, on plan: ID<Plan>? = nil, seq: Int? = nil,
        by member: Member? = nil, at now: Instant = Hub.now
    ) async throws {
        let plan = plan ?? self.plan, team = teams[1], seq = seq ?? self.seq
        _ = try await write(as: member ?? contributor, at: now) {
            try $0.signPlan(plan, team: team, verdict, note: note, seq: seq)
        }
    }
    func edit<R: Record>(_ id: ID<R>, _ patch: Patch, at now: Instant = Hub.now) async throws {
        _ = try await write(as: manager, at: now) { try $0.edit(id, patch) }
    }
    func pulse(
        by member: Member, _ level: Int, on plan: ID<Plan>? = nil, note: String? = nil, at now: Instant = Hub.now
    ) async throws {
        let plan = plan ?? self.plan
        _ = try await write(as: member, at: now) {
            try $0.givePulse(
                on: plan, week: nil, clarity: level, agreement: level, confidence: level, note: note)
        }
    }
}
