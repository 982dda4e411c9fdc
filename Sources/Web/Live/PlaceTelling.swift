import Domain
import HTTPTypes
import Hummingbird
import Live
import Store

/// A member says where on a plan they are, which those who have it open see. Nothing of it is kept.
struct PlaceTelling: Sendable {
    let store: Store, hub: Hub

    var routes: [Route] {
        [
            Route(
                .post, "/api/presence", "Say where on a plan you are; no place is nowhere",
                input: .form([
                    .id("plan"), .text("place", 0...Place.length, optional: true),
                    .choice("doing", Place.Doing.allCases.map(\.rawValue), optional: true),
                    .text("tab", 1...36, optional: true),
                ]), output: .nothing, status: .noContent, tell)
        ]
    }

    private func tell(_ call: Call) async throws -> Response {
        let plan = ID<Plan>(call.identifier("plan")), caller = try call.caller
        let place = try call.optional("place").map { name in
            guard let place = Place(name, doing: call.text("doing").flatMap(Place.Doing.init)) else {
                throw Invalid([Problem("place", "must be made of letters, digits and : . / _ -")])
            }
            return place
        }
        let isSeen = try await store.read(as: caller) { try $0.find(plan) != nil }
        guard isSeen else { throw NotFound(kind: "plan") }
        hub.move(caller.member, tab: call.text("tab") ?? "", to: place, on: plan)
        return Response(status: .noContent)
    }
}
