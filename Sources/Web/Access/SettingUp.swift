import Domain
import HTTPTypes
import Hummingbird
import Store

/// The first admin makes the workspace, by a link that was printed where Quartet runs.
struct SettingUp: Sendable {
    let store: Store, signIn: SignIn, passwords: Passwords

    var routes: [Route] {
        [
            Route(
                .get, "/api/setup", "Whether the workspace waits for its first admin", for: .everybody,
                output: .json(.object(["open": .bool])), isOpen),
            Route(
                .post, "/api/setup", "Make the workspace and its first admin", for: .everybody,
                input: .form([
                    .text("token", 1...100), .text("workspace", 1...80), .text("currency", 1...10),
                    .text("timeZone", 1...64), .text("name", 1...80), .text("email", 1...254),
                    .text("password", 1...1000),
                ]), output: SignIn.welcomed, status: .created,
                refusals: [.notFound, .conflict, .unavailable], setUp),
        ]
    }

    private func isOpen(_ call: Call) async throws -> Response {
        call.json(Array("{\"open\":\(try await store.isEmpty())}".utf8))
    }

    private func setUp(_ call: Call) async throws -> Response {
        let token = Token(call.required("token")).hash
        guard try await store.isEmpty() else { throw AlreadySetUp() }
        _ = try await store.invitation(tokenHash: token, at: call.now)
        let workspace: Patch = [
            "name": .text(call.required("workspace")), "currency": .text(call.required("currency")),
            "timeZone": .text(call.required("timeZone")),
        ]
        let admin: Patch = ["name": .text(call.required("name")), "email": .text(call.required("email"))]
        try check(workspace, admin, call)
        let hash = try await passwords.hash(call.required("password"))
        let member = try await store.write(as: .quartet, at: call.now) { tx in
            try tx.setUp(workspace, admin: admin, tokenHash: token, passwordHash: hash)
        }
        return try await signIn.welcome(member, call)
    }

    /// Everything that is wrong, under the names of the form.
    private func check(_ workspace: Patch, _ admin: Patch, _ call: Call) throws {
        var problems: [Problem] = []
        var house = Workspace(), person = Member()
        do throws(Invalid) { try house.apply(workspace, creating: true) } catch {
            problems += error.problems.map { $0.field == "name" ? Problem("workspace", $0.message) : $0 }
        }
        do throws(Invalid) { try person.apply(admin, creating: true) } catch {
            problems += error.problems.filter { $0.field != "team" }
        }
        let password = call.required("password")
        if let message = PasswordRules.problem(
            password, name: call.required("name"), email: call.required("email"))
        {
            problems.append(Problem("password", message))
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }
}
