import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// People from outside who are asked onto a plan.
struct Guests: Sendable {
    let store: Store, address: PublicAddress

    var routes: [Route] {
        [
            Route(
                .post, "/api/plans/{id}/guests", "Put somebody from outside on the plan, as a viewer and guest",
                input: .form([.text("name", 1...80), .text("email", 3...254)]),
                output: .json(.object(["member": .id, "link": .text.orNull, "expiresAt": .instant.orNull])),
                status: .created, invite)
        ]
    }

    private func invite(_ call: Call) async throws -> Response {
        let plan = ID<Plan>(try call.id()), name = call.required("name"), email = call.required("email")
        let token = Token()
        let guest = try await store.write(as: call.caller, at: call.now) {
            try $0.inviteGuest(to: plan, name: name, email: email, tokenHash: token.hash)
        }
        let link = guest.expires.map { _ in address.link("/join#\(token.text)", for: call) }
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        for (name, value) in [
            ("member", Value.id(guest.member.raw)), ("link", link.map(Value.text) ?? .null),
            ("expiresAt", guest.expires.map(Value.instant) ?? .null),
        ] {
            json.key(name)
            json.value(value)
        }
        json.byte(UInt8(ascii: "}"))
        return call.json(json.bytes, status: .created)
    }
}
