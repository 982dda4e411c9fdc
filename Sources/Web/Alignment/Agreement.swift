import Domain
import HTTPTypes
import Hummingbird
import Store

/// What people do for alignment: sign, settle, say that it is still true, give their pulse.
struct Agreement: Sendable {
    let store: Store

    var routes: [Route] {
        let scale = 1...5
        return [
            Route(
                .post, "/api/plans/{id}/sign-offs", "A team's verdict on the plan as it stood at a seq",
                input: .form([
                    .id("team"), .choice("verdict", Verdict.allCases.map(\.rawValue)),
                    .text("note", 1...2000, optional: true), .int("seq", 0...Int.max),
                ]), output: .record(SignOff.self), status: .created, sign),
            Route(
                .post, "/api/commitments/{id}/settlements", "The general manager takes a decline as it is",
                input: .form([.text("note", 1...2000, optional: true)]), output: .record(Commitment.self), settle),
            Route(
                .post, "/api/plans/{id}/verifications", "A section of the plan is still true",
                input: .form([.choice("section", Verification.Section.allCases.map(\.rawValue))]),
                output: .record(Verification.self), status: .created, verify),
            Route(
                .post, "/api/plans/{id}/pulses", "My pulse of this week",
                input: .form([
                    .int("clarity", scale), .int("agreement", scale), .int("confidence", scale),
                    .text("note", 1...2000, optional: true), .day("week"),
                ]), output: .record(Pulse.self), status: .created, pulse),
        ]
    }

    private func sign(_ call: Call) async throws -> Response {
        let plan = ID<Plan>(try call.id()), team = ID<Team>(call.identifier("team")), key = try call.requestKey()
        let note = call.optional("note"), seq = call.int("seq")
        guard let verdict = Verdict(rawValue: call.required("verdict")) else {
            throw Invalid([Problem("verdict", Verdict.shape.wanted)])
        }
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.signPlan(plan, team: team, verdict, note: note, seq: seq)
            }, status: .created)
    }

    private func settle(_ call: Call) async throws -> Response {
        let id = ID<Commitment>(try call.id()), key = try call.requestKey(), note = call.optional("note")
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.settleDecline(id, note: note)
            })
    }

    private func verify(_ call: Call) async throws -> Response {
        let plan = ID<Plan>(try call.id()), key = try call.requestKey()
        guard let section = Verification.Section(rawValue: call.required("section")) else {
            throw Invalid([Problem("section", Verification.Section.shape.wanted)])
        }
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.verifySection(section, of: plan)
            }, status: .created)
    }

    private func pulse(_ call: Call) async throws -> Response {
        let plan = ID<Plan>(try call.id()), key = try call.requestKey(), week = call.day("week")
        let (clarity, agreement, confidence) = (call.int("clarity"), call.int("agreement"), call.int("confidence"))
        let note = call.optional("note")
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.givePulse(
                    on: plan, week: week, clarity: clarity, agreement: agreement, confidence: confidence, note: note)
            }, status: .created)
    }
}
