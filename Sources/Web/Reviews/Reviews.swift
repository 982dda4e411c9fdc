import Domain
import HTTPTypes
import Hummingbird
import Store

/// Reviews are opened, joined and closed; what is decided in them becomes tasks.
struct Reviews: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/reviews/{id}/sheet", "All of one review, and the agenda as it would be",
                output: .json(
                    .object([
                        "seq": .int, "review": .record(Review.self), "agendaItems": .records(AgendaItem.self),
                        "reviewNotes": .records(ReviewNote.self), "decisions": .records(Decision.self),
                        "expected": .list(
                            of: .object([
                                "cause": .words(of: AgendaItem.Cause.self), "about": .text.orNull, "title": .text,
                                "evidence": .text.orNull, "minutes": .int, "position": .number,
                            ])), "before": .record(Review.self).orNull,
                    ])), sheet),
            Route(
                .post, "/api/reviews/{id}/openings", "A review begins, or goes on after it was closed",
                input: .form([]), output: .record(Review.self), open),
            Route(
                .post, "/api/reviews/{id}/attendances", "I take part in a review", input: .form([]),
                output: .record(Review.self), join),
            Route(
                .post, "/api/reviews/{id}/closings", "A review ends, and the plan is kept as it stands",
                input: .form([.text("summary", 1...10_000, optional: true)]), output: .record(Review.self), close),
            Route(
                .post, "/api/decisions/{id}/tasks", "A decision becomes a task", input: .form([]),
                output: .record(Decision.self), makeTask),
        ]
    }

    private func sheet(_ call: Call) async throws -> Response {
        let id = ID<Review>(try call.id())
        return call.json(try await store.read(as: call.caller, at: call.now) { try $0.sheet(of: id) })
    }

    private func open(_ call: Call) async throws -> Response {
        let id = ID<Review>(try call.id()), key = try call.requestKey()
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) { try $0.openReview(id) })
    }

    private func join(_ call: Call) async throws -> Response {
        let id = ID<Review>(try call.id()), key = try call.requestKey()
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) { try $0.joinReview(id) })
    }

    private func close(_ call: Call) async throws -> Response {
        let id = ID<Review>(try call.id()), key = try call.requestKey(), summary = call.optional("summary")
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) {
                try $0.closeReview(id, summary: summary)
            })
    }

    private func makeTask(_ call: Call) async throws -> Response {
        let id = ID<Decision>(try call.id()), key = try call.requestKey()
        return call.written(
            try await store.write(as: call.caller, at: call.now, request: key) { try $0.makeTask(of: id) })
    }
}
