import Domain
import HTTPTypes
import Hummingbird
import Store

/// A team answers what it was asked, and is asked again.
struct CommitmentAnswers: Sendable {
    let store: Store

    var routes: [Route] {
        let answers = Commitment.Answer.allCases.map(\.rawValue)
        return [
            Route(
                .post, "/api/commitments/{id}/answers", "The answer of the team that was asked",
                input: .form([
                    .choice("answer", answers), .text("promise", 1...2000, optional: true),
                    .text("reason", 1...2000, optional: true),
                ]), output: .record(Commitment.self), answer),
            Route(
                .post, "/api/commitments/{id}/requests", "Ask a team again that has answered",
                input: .form([.text("ask", 1...2000, optional: true)]), output: .record(Commitment.self), askAgain),
        ]
    }

    private func answer(_ call: Call) async throws -> Response {
        let id = ID<Commitment>(try call.id()), key = try call.requestKey()
        guard let answer = Commitment.Answer(rawValue: call.required("answer")) else {
            throw Invalid([Problem("answer", Commitment.Answer.shape.wanted)])
        }
        let promise = call.text("promise").flatMap { $0.isEmpty ? nil : $0 }
        let reason = call.text("reason").flatMap { $0.isEmpty ? nil : $0 }
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.answerCommitment(id, answer, promise: promise, reason: reason)
            })
    }

    private func askAgain(_ call: Call) async throws -> Response {
        let id = ID<Commitment>(try call.id()), key = try call.requestKey()
        let ask = call.text("ask").flatMap { $0.isEmpty ? nil : $0 }
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.askCommitmentAgain(id, ask: ask)
            })
    }
}
