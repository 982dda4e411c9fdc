public import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// What hands mail to the system; made by the command, which alone starts other programs.
public struct Mailing: Sendable {
    /// The program that mail is handed to.
    public let program: String
    /// Sends a member the digest of this moment. Throws what went wrong, in words.
    public let sendTest: @Sendable (ID<Member>, Instant) async throws -> Void

    public init(program: String, sendTest: @escaping @Sendable (ID<Member>, Instant) async throws -> Void) {
        (self.program, self.sendTest) = (program, sendTest)
    }
}

/// How the sending of digests goes, for admins.
struct DigestRoutes: Sendable {
    let store: Store, mailing: Mailing?, url: String?

    private static let shown = 20

    var routes: [Route] {
        [
            Route(
                .get, "/api/digests", "How the last digests went, and what mail is handed to", for: .admin,
                output: .json(
                    .object([
                        "program": .text.orNull, "url": .text.orNull,
                        "items": .list(
                            of: .object([
                                "member": .id, "day": .day, "at": .instant, "state": .words(of: DigestRun.State.self),
                                "error": .text.orNull,
                            ])),
                    ])), runs),
            Route(
                .post, "/api/digests/tests", "Send me the digest of this moment", for: .admin, input: .form([]),
                output: .nothing, status: .noContent, refusals: [.unavailable], test),
        ]
    }

    private func runs(_ call: Call) async throws -> Response {
        let runs = try await store.read(as: call.caller) { try $0.digestRuns(limit: Self.shown) }
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.key("program")
        json.value((mailing?.program).value)
        json.key("url")
        json.value(url.value)
        json.key("items")
        json.byte(UInt8(ascii: "["))
        for run in runs {
            json.separate()
            json.byte(UInt8(ascii: "{"))
            for (name, value) in [
                ("member", Value.id(run.member.raw)), ("day", .day(run.day)), ("at", .instant(run.at)),
                ("state", .text(run.state.rawValue)), ("error", run.error.value),
            ] {
                json.key(name)
                json.value(value)
            }
            json.byte(UInt8(ascii: "}"))
        }
        json.raw("]}")
        return call.json(json.bytes)
    }

    private func test(_ call: Call) async throws -> Response {
        guard let mailing else { throw Failure(unavailable: "This server hands no mail to anybody.") }
        do { try await mailing.sendTest(call.caller.member, call.now) } catch {
            let reason = "The mail could not be handed over."
            throw Failure(unavailable: "\(reason) \(error)", reason: reason)
        }
        return Response(status: .noContent)
    }
}
