import Domain
import HTTPTypes
import Hummingbird
import JSON
import Live
import Store

/// One-time links by which a member sets a password.
struct Invitations: Sendable {
    let store: Store, hub: Hub, signIn: SignIn, passwords: Passwords, address: PublicAddress
    let failed: FailedAttempts, places: PlaceLimit

    var routes: [Route] {
        [
            Route(
                .post, "/api/members/{id}/invitations", "A one-time link by which this member sets a password",
                for: .admin,
                output: .json(.object(["link": .text, "expiresAt": .instant, "isReset": .bool])), status: .created,
                invite),
            Route(
                .post, "/api/invitations/lookup", "Whom a link is for", for: .everybody,
                input: .form([.text("token", 1...100)]),
                output: .json(.object(["name": .text, "email": .text, "workspace": .text, "isReset": .bool])),
                refusals: [.notFound, .tooMany], lookUp),
            Route(
                .post, "/api/invitations/accept", "Set a password by a link, and sign in", for: .everybody,
                input: .form([
                    .text("token", 1...100), .text("password", 1...1000), .text("code", 1...40, optional: true),
                ]), output: SignIn.welcomed, status: .created,
                refusals: [.notSignedIn, .notFound, .tooMany, .unavailable], accept),
        ]
    }

    private func invite(_ call: Call) async throws -> Response {
        let token = Token(), id = ID<Member>(try call.id())
        let made = try await store.write(as: call.caller, at: call.now) {
            try $0.invite(id, tokenHash: token.hash)
        }
        var json = JSONWriter()
        json.object([
            "link": .text(address.link("/join#\(token.text)", for: call)), "expiresAt": .instant(made.expires),
            "isReset": .bool(made.isReset),
        ])
        return call.json(json.bytes, status: .created)
    }

    private func lookUp(_ call: Call) async throws -> Response {
        let (member, invitation) = try await invited(call)
        var json = JSONWriter()
        json.object([
            "name": .text(member.name), "email": .text(member.email), "workspace": .text(invitation.workspace),
            "isReset": .bool(invitation.isReset),
        ])
        return call.json(json.bytes)
    }

    private func accept(_ call: Call) async throws -> Response {
        let (invited, _) = try await invited(call), password = call.required("password")
        if let message = PasswordRules.problem(password, name: invited.name, email: invited.email) {
            throw Invalid([Problem("password", message)])
        }
        // Who has lost their password, or says so, is asked for their second factor all the same.
        try await signIn.codes.signIn(invited, call)
        let token = Token(call.required("token")).hash, hash = try await passwords.hash(password)
        let member = try await store.write(as: Caller(invited).from(call.context.address), at: call.now) {
            try $0.acceptInvitation(tokenHash: token, passwordHash: hash)
        }
        hub.end(member: member.id)
        return try await signIn.welcome(member, call)
    }

    private func invited(_ call: Call) async throws -> (Member, Invitation) {
        try places.begin(call.context.address, at: call.now)
        let hash = Token(call.required("token")).hash
        do {
            let invitation = try await store.invitation(tokenHash: hash, at: call.now)
            guard let member = invitation.member, !member.archived else { throw InvitationInvalid() }
            return (member, invitation)
        } catch let error as InvitationInvalid {
            await failed.note(.linkFailed, call)
            throw error
        }
    }
}
