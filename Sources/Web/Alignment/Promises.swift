import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// The handshake by which a task that one team asks of another becomes a promise.
struct Promises: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .post, "/api/tasks/{id}/answers", "What one side says to a request or a counter-offer",
                input: .form([
                    .choice("answer", PlanTask.Answer.allCases.map(\.rawValue)), .day("day"),
                    .text("reason", 1...2000, optional: true),
                ]), output: .record(PlanTask.self), answer),
            Route(
                .post, "/api/tasks/{id}/releases", "The asking side lets go of a promise", input: .form([]),
                output: .record(PlanTask.self), release),
            Route(
                .post, "/api/requests", "One request for many plans at once",
                input: .form([
                    .ids("plans"), .id("team"), .text("title", 1...200), .day("due"),
                    .text("notes", 1...10_000, optional: true),
                ]), output: .json(.object(["tasks": .list(of: .id), "entry": .int.orNull])), status: .created, request),
        ]
    }

    private func answer(_ call: Call) async throws -> Response {
        let id = ID<PlanTask>(try call.id()), key = try call.requestKey()
        let day = call.day("day"), reason = call.optional("reason")
        guard let answer = PlanTask.Answer(rawValue: call.required("answer")) else {
            throw Invalid([Problem("answer", PlanTask.Answer.shape.wanted)])
        }
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.answerTask(id, answer, day: day, reason: reason)
            })
    }

    private func release(_ call: Call) async throws -> Response {
        let id = ID<PlanTask>(try call.id()), key = try call.requestKey()
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) { try $0.releaseTask(id) })
    }

    private func request(_ call: Call) async throws -> Response {
        guard case .list(let values)? = call.members["plans"] else { return call.json([]) }
        let plans = values.compactMap { ID<Plan>($0) }
        var patch = Patch(call.members)
        patch.members["plans"] = nil
        let ready = patch, key = try call.requestKey()
        let answer = try await store.write(as: call.caller, at: call.now, request: key) { tx in
            _ = try tx.requestOnPlans(plans, ready)
            return .none
        }
        let entry = answer.entry ?? 0
        let made = try await store.read(as: call.caller) { try $0.created(PlanTask.self, in: entry) }
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.key("tasks")
        json.value(.list(made.map(Value.id)))
        json.key("entry")
        json.int(entry)
        json.byte(UInt8(ascii: "}"))
        return call.json(json.bytes, status: .created, headers: HTTPFields(of: answer))
    }
}
