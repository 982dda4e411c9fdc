import Crypto
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Live
import Store

/// Figures for those who run Quartet, as Prometheus reads them: for this machine, and for whoever brings the token.
/// Everybody else, and who comes through a proxy without it, finds nothing.
struct Metrics: Sendable {
    let store: Store, hub: Hub, snapshots: SnapshotCache, passwords: Passwords, requests: RequestFigures
    let build: (version: String, build: String), token: String?, connections: ConnectionShares?
    let backingUp: BackingUp?

    var routes: [Route] {
        [
            Route(
                .get, "/metrics", "Figures in the format of Prometheus, for this machine or with the token",
                for: .everybody, output: .text(Exposition.type), refusals: [.notFound], answer)
        ]
    }

    static func isLocal(_ address: String, _ headers: HTTPFields) -> Bool {
        let isForwarded = headers.contains { ["forwarded", "x-forwarded-for"].contains($0.name.canonicalName) }
        return (address.hasPrefix("127.") || address == "::1") && !isForwarded
    }

    /// `Authorization: Bearer …`
    static func brings(_ token: String?, _ headers: HTTPFields) -> Bool {
        guard let token, let header = headers[.authorization], header.lowercased().hasPrefix("bearer ") else {
            return false
        }
        // Compared as hashes, so that the time it takes tells nothing.
        return SHA256.hash(data: Data(header.dropFirst(7).utf8)) == SHA256.hash(data: Data(token.utf8))
    }

    private func answer(_ call: Call) async throws -> Response {
        let headers = call.request.headers
        guard Self.isLocal(call.context.address, headers) || Self.brings(token, headers) else {
            throw NotFound(kind: "address")
        }
        var page = Exposition()
        page.gauge("quartet_build_info", "What runs", 1, ["version": build.version, "build": build.build])
        writeRequests(to: &page)
        try await writeStore(to: &page, at: call.now)
        writeLive(to: &page)
        ProcessFigures.write(to: &page)
        return Response(
            status: .ok, headers: [.contentType: Exposition.type], body: ResponseBody(bytes: Array(page.text.utf8)))
    }

    private func writeRequests(to page: inout Exposition) {
        let all = requests.all
        // Told before there is one, so that its rise is seen.
        page.counter(
            "quartet_failures_total", "Requests that the server could not answer as asked, by a status of 500 or more",
            Double(all.reduce(0) { $0 + $1.answers.classes[4] }))
        page.counters(
            "quartet_requests_total", "Requests that were answered, by the class of the status",
            all.flatMap { key, answers in
                answers.classes.enumerated().filter { $0.element > 0 }.map { place, count in
                    (["method": key.method, "route": key.route, "status": "\(place + 1)xx"], Double(count))
                }
            })
        page.histograms(
            "quartet_request_seconds", "From the head of a request to the head of its answer",
            all.map { key, answers in (["method": key.method, "route": key.route], answers.seconds) })
        page.gauge(
            "quartet_passwords_queued", "Passwords that wait to be looked at, or are", Double(passwords.queued))
        if let held = connections?.figures {
            page.gauge("quartet_connections", "Open connections", Double(held.open))
            page.counter(
                "quartet_connections_refused_total", "Connections of addresses that hold as many as they may",
                Double(held.refused))
        }
    }

    private func writeStore(to page: inout Exposition, at now: Instant) async throws {
        let commits = store.commits
        page.counter("quartet_writes_total", "Requests to write that were committed", Double(commits.writes))
        page.counter("quartet_commits_total", "Commits, each of one write or several", Double(commits.commits))
        page.counter("quartet_commit_failures_total", "Commits that failed as a whole", Double(commits.failures))
        page.histograms("quartet_commit_writes", "Writes to a commit", [([:], commits.sizes)])
        page.histograms("quartet_commit_seconds", "Until a commit is durable", [([:], commits.seconds)])
        page.gauge("quartet_writes_queued", "Writes that wait for the commit before", Double(store.waitingWrites))
        if let use = store.diskUse {
            page.gauge("quartet_database_bytes", "Size of the database", Double(use.database))
            page.gauge("quartet_database_log_bytes", "Size of its write-ahead log", Double(use.log))
            page.gauge("quartet_disk_free_bytes", "What is free where the database lies", Double(use.free))
        }
        try await writeBackups(to: &page, at: now)
        let digests = try await store.read(as: .quartet) { try $0.digestStates(since: now.adding(seconds: -86_400)) }
        page.gauges(
            "quartet_digests", "Digests of the last 24 hours by state; begun is now leaving, or was cut off",
            DigestRun.State.allCases.map { (["state": $0.rawValue], Double(digests[$0] ?? 0)) })
    }

    private func writeBackups(to page: inout Exposition, at now: Instant) async throws {
        let isWanted = try await store.read(as: .quartet) { try $0.workspace()?.makesBackups } ?? false
        let tally = backingUp?.tally() ?? BackingUp.Tally()
        page.gauge(
            "quartet_backups_on", "1 where the server makes backups by itself: they are switched on and have a folder",
            isWanted && backingUp?.folder != nil ? 1 : 0)
        page.counters(
            "quartet_backups_total", "Backups that were made, or failed",
            [(["outcome": "made"], Double(tally.made)), (["outcome": "failed"], Double(tally.failed))])
        if let last = try await store.lastBackup(at: now) {
            let age = Double(now.milliseconds - last.at.milliseconds) / 1000
            page.gauge("quartet_last_backup_age_seconds", "Since the last backup that the server has made", age)
        }
    }

    private func writeLive(to page: inout Exposition) {
        let live = hub.figures, answers = snapshots.answers
        page.gauge("quartet_streams", "Open event streams", Double(live.streams))
        page.gauge("quartet_stream_members", "Members who have one", Double(live.members))
        page.counters(
            "quartet_snapshot_answers_total", "Whole plans, by where they came from; unchanged were not sent again",
            SnapshotCache.Source.allCases.map { (["source": $0.rawValue], Double(answers[$0] ?? 0)) })
        page.gauge("quartet_snapshots", "Plans kept in memory", Double(snapshots.count))
        page.gauge("quartet_snapshot_bytes", "What they take", Double(snapshots.size))
    }
}
