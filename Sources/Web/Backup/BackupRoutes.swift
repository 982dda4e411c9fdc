public import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store

/// What makes backups; made by the command, which alone knows where they go.
public struct BackingUp: Sendable {
    /// The folder that the administrator has named; nil where there is none.
    public let folder: String?
    /// Why none can be made there, in one sentence; nil where one can.
    public let problem: @Sendable () -> String?
    public let isRunning: @Sendable () -> Bool
    /// How many were made, and how many failed, since the start.
    public let tally: @Sendable () -> Tally
    /// Makes one. Throws `Busy`, or what went wrong, in words.
    public let make: @Sendable (Instant) async throws -> Void

    public struct Tally: Sendable {
        public var made = 0, failed = 0
        public init() {}
    }

    /// Another one is being made.
    public struct Busy: Error { public init() {} }

    public init(
        folder: String?, problem: @escaping @Sendable () -> String?, isRunning: @escaping @Sendable () -> Bool,
        tally: @escaping @Sendable () -> Tally, make: @escaping @Sendable (Instant) async throws -> Void
    ) {
        (self.folder, self.problem, self.isRunning) = (folder, problem, isRunning)
        (self.tally, self.make) = (tally, make)
    }
}

/// How backups go, for admins. When they are made is a matter of the workspace; where to, of who runs the server.
struct BackupRoutes: Sendable {
    let store: Store, backingUp: BackingUp?

    private static let shown = 30

    var routes: [Route] {
        [
            Route(
                .get, "/api/backups", "Where backups go, when the next is due, and how the last ones went", for: .admin,
                output: .json(
                    .object([
                        "folder": .text.orNull, "problem": .text.orNull, "isRunning": .bool, "next": .instant.orNull,
                        "last": .instant.orNull,
                        "items": .list(
                            of: .object([
                                "at": .instant, "file": .text, "size": .int.orNull, "endedAt": .instant.orNull,
                                "state": .words(["made", "failed", "begun", "cutOff"]), "error": .text.orNull,
                            ])),
                    ])), runs),
            Route(
                .post, "/api/backups", "Make a backup now; answered when it is made", for: .admin, input: .form([]),
                output: .nothing, status: .noContent, refusals: [.unavailable], make),
        ]
    }

    private func runs(_ call: Call) async throws -> Response {
        let last = try await store.lastBackup(at: call.now)
        let (runs, rota) = try await store.read(as: call.caller) {
            (try $0.backupRuns(limit: Self.shown), try $0.workspace()?.backupRota)
        }
        let isRunning = backingUp?.isRunning() ?? false
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.members([
            "folder": (backingUp?.folder).value, "problem": (backingUp?.problem()).value, "isRunning": .bool(isRunning),
            "next": rota.map { .instant($0.next(after: call.now)) } ?? .null,
            "last": last.map { .instant($0.at) } ?? .null,
        ])
        json.key("items")
        json.byte(UInt8(ascii: "["))
        for (place, run) in runs.enumerated() {
            json.separate()
            // Only the newest can still be on its way.
            let state = run.state == .begun && !(isRunning && place == 0) ? "cutOff" : run.state.rawValue
            json.object([
                "at": .instant(run.at), "file": .text(run.file), "size": run.size.map(Value.int) ?? .null,
                "endedAt": run.endedAt.value, "state": .text(state), "error": run.error.value,
            ])
        }
        json.raw("]}")
        return call.json(json.bytes)
    }

    private func make(_ call: Call) async throws -> Response {
        guard let backingUp, backingUp.folder != nil else {
            throw Failure(unavailable: "The server has no folder for backups: start it with --backups.")
        }
        let now = call.now, caller = try call.caller
        // It is made to its end, whether or not somebody waits for it.
        do { try await Task { try await backingUp.make(now) }.value } catch is BackingUp.Busy {
            throw Failure(.conflict, "A backup is just being made.")
        } catch { throw Failure(unavailable: "The backup could not be made. \(error)") }
        try await store.write(as: caller, at: now) { try $0.audit(.backedUp) }
        return Response(status: .noContent)
    }
}
