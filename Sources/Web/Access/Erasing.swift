import Domain
import HTTPTypes
import Hummingbird
import Live
import Store

/// The right of a person to be forgotten.
struct Erasing: Sendable {
    let store: Store, hub: Hub, snapshots: SnapshotCache

    var routes: [Route] {
        [
            Route(
                .post, "/api/members/{id}/erasures", "Erase who a member was, for good; their name is asked for",
                for: .admin, input: .form([.text("name", 1...80)]), output: .nothing, status: .noContent, erase)
        ]
    }

    private func erase(_ call: Call) async throws -> Response {
        let id = ID<Member>(try call.id()), name = call.required("name")
        try await store.write(as: call.caller, at: call.now) { try $0.erase(id, name: name) }
        hub.end(member: id)
        hub.forget()
        snapshots.forget()
        try await store.scrub(at: call.now)
        return Response(status: .noContent)
    }
}
