import Domain
import HTTPTypes
import Hummingbird
import Live
import Store

/// Figures for those who run Quartet, as Prometheus reads them. For this machine alone: who comes from elsewhere, or
/// through a proxy, finds nothing.
struct Metrics: Sendable {
    let store: Store, hub: Hub, snapshots: SnapshotCache

    var routes: [Route] {
        [
            Route(
                .get, "/metrics", "Figures in the format of Prometheus, from this machine alone", for: .everybody,
                output: .object([]), answer)
        ]
    }

    static func isLocal(_ address: String, _ headers: HTTPFields) -> Bool {
        let isForwarded = headers.contains { ["forwarded", "x-forwarded-for"].contains($0.name.canonicalName) }
        return (address.hasPrefix("127.") || address == "::1") && !isForwarded
    }

    private func answer(_ call: Call) async throws -> Response {
        guard Self.isLocal(call.context.address, call.request.headers) else { throw NotFound(kind: "address") }
        let commits = store.commits, live = hub.figures
        let lines = [
            ("quartet_writes_total", "counter", commits.writes), ("quartet_commits_total", "counter", commits.commits),
            ("quartet_streams", "gauge", live.streams), ("quartet_stream_members", "gauge", live.members),
            ("quartet_snapshots", "gauge", snapshots.count), ("quartet_snapshot_bytes", "gauge", snapshots.size),
        ].map { name, type, value in "# TYPE \(name) \(type)\n\(name) \(value)\n" }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(bytes: Array(lines.joined().utf8)))
    }
}
