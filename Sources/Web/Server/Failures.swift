import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

extension Failure {
    /// What to tell of an error; nil when it is nobody's business but the log's.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as NotFound:
            self.init(.notFound, "There is no such \(error.kind), or none for you.")
        case let error as Forbidden: self.init(.forbidden, error.reason)
        case let error as Invalid: self.init(.invalid, Self.sentence(error.problems), error.problems)
        case let error as MalformedJSON:
            self.init(
                .malformed,
                "The JSON is broken at line \(error.line), column \(error.column): \(error.what).")
        case let error as Conflict: self.init(error)
        case let error as InUse:
            let by = error.by.isEmpty ? "others" : error.by.joined(separator: ", ")
            self.init(
                .conflict, "This \(error.kind) is referred to by \(by).", error.by.map { Problem("id", $0) }
            )
        case let error as CannotUndo:
            let problems = error.reasons.map { Problem("entry", $0) }
            self.init(
                .conflict, "This cannot be undone: \(error.reasons.joined(separator: "; ")).", problems)
        case let error as CannotRestore:
            let problems = error.reasons.map { Problem("seq", $0) }
            self.init(
                .conflict, "This cannot be brought back: \(error.reasons.joined(separator: "; ")).", problems)
        case let error as NotDeletable:
            self.init(.methodNotAllowed, "A \(error.kind) is archived, not deleted.")
        case is PlanClosed: self.init(.conflict, "The plan is closed.")
        case let error as MadeByActions:
            self.init(.methodNotAllowed, "A \(error.kind) is made and changed by actions only.")
        case let error as Answered:
            self.init(.conflict, "This has been answered already.")
            if !error.record.isEmpty { members = [("record", error.record)] }
        case let error as Drifted:
            self.init(.conflict, "Something that your team agreed to has changed since. Look at it first.")
            members = [("drift", error.drift)]
        case let error as AlreadyThere:
            self.init(.conflict, "A \(error.kind) with this id is there already.")
        case is OtherHistory:
            self.init(.gone, "A backup has been restored since this list was begun. Read it from its beginning.")
        case let error as NotYetThere:
            self.init(.neverSeen, "At the rev in If-Match this \(error.kind) was not there yet. Read it again.")
        case is KeyReused:
            let problem = Problem("Idempotency-Key", "came with other content before")
            self.init(.invalid, "This Idempotency-Key came with other content before.", [problem])
        case is AlreadySetUp: self.init(.conflict, "The workspace has been set up already.")
        case is InvitationInvalid:
            self.init(.notFound, "This link is spent or too old. Ask an admin for a new one.")
        case is WrongCode:
            let wrong = Problem("code", "is not right, or was used already")
            self.init(.invalid, Self.sentence([wrong]), [wrong])
        case let error as SecondFactorStands:
            self.init(
                .conflict,
                error.isOn ? "Your second factor is on already." : "There is no second factor to be confirmed.")
        case let error as Attempts.TooMany:
            self.init(.tooMany, "Too many attempts. Try again in \(error.seconds) seconds.")
            headers[.retryAfter] = String(error.seconds)
        case is Passwords.Busy:
            self.init(unavailable: "Too many are signing in at this moment. Try again.")
            headers[.retryAfter] = "2"
        case let error as Trouble:
            self.init(
                unavailable: "Quartet cannot do this at the moment. \(error.reason) Nothing was changed.",
                reason: error.reason)
            headers[.retryAfter] = "10"
        case let error as HTTPError: self.init(error)
        default: return nil
        }
    }

    private init(_ conflict: Conflict) {
        let fields = conflict.clashes.map(\.field).joined(separator: ", ")
        self.init(.conflict, "Somebody else has changed \(fields) in the meantime.")
        var json = JSONWriter()
        json.byte(UInt8(ascii: "["))
        for clash in conflict.clashes {
            json.separate()
            json.byte(UInt8(ascii: "{"))
            for (name, value) in [
                ("field", Value.text(clash.field)), ("theirs", clash.theirs), ("yours", clash.yours),
                ("by", .id(clash.by)), ("at", .instant(clash.at)),
            ] {
                json.key(name)
                json.value(value)
            }
            json.byte(UInt8(ascii: "}"))
        }
        json.byte(UInt8(ascii: "]"))
        members = [("conflicts", json.bytes)]
        if !conflict.record.isEmpty { members.append(("record", conflict.record)) }
    }

    /// What Hummingbird itself has to object to.
    private init?(_ error: HTTPError) {
        switch error.status {
        case .notFound: self.init(.notFound, "There is nothing at this address.")
        case .contentTooLarge: self.init(.tooLarge, Body.tooLarge)
        case let status where status.kind == .clientError:
            self.init(.malformed, "The request is malformed.")
        default: return nil
        }
    }

    private static func sentence(_ problems: [Problem]) -> String {
        guard let first = problems.first else { return "Something is not as it should be." }
        let more = problems.count == 1 ? "" : " And \(problems.count - 1) more."
        return "\(first.field) \(first.message).\(more)"
    }
}
