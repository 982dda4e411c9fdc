import Domain
import HTTPTypes
import Hummingbird
import Store

/// A whole plan in one answer.
struct PlanSnapshot: Sendable {
    let store: Store, cache: SnapshotCache, build: String

    var routes: [Route] {
        [
            Route(
                .get, "/api/plans/{id}/snapshot",
                "The whole plan: as it is, or as it stood at a seq, a moment or a day",
                query: ["at", "zone"],
                output: .object(
                    ["seq", "epoch", "account", "plan"] + Self.parts.map { $0.kind.plural } + ["activity"]), snapshot)
        ]
    }
    private static let parts: [any Record.Type] = [
        PlanMember.self, Objective.self, Commitment.self, PlanTask.self, Comment.self, SignOff.self, Verification.self,
        Review.self, Decision.self, ShareLink.self,
    ]

    private enum Found: Sendable {
        case version(SnapshotVersion)
        case built(SnapshotVersion, [UInt8])
    }

    private func snapshot(_ call: Call) async throws -> Response {
        let begun = ContinuousClock.now
        let plan = ID<Plan>(try call.id()), past = try Past(call.query), epoch = store.epoch, cache = cache
        let headers = call.request.headers, build = build
        let found = try await store.read(as: call.caller) { reader -> Found in
            let latest = try reader.snapshotVersion(of: plan)
            let version = try past.point.map { try reader.snapshotVersion(of: plan, at: $0, zone: past.zone) } ?? latest
            let etag = Self.etag(version, epoch, build)
            if headers.noneMatchNames(etag) || cache[version] != nil { return .version(version) }
            let bytes =
                try version == latest
                ? reader.snapshot(version, epoch: epoch) : reader.pastSnapshot(version, epoch: epoch)
            return .built(version, bytes)
        }
        let version: SnapshotVersion, snapshot: SnapshotCache.Snapshot?, source: SnapshotCache.Source
        switch found {
        case .version(let known): (version, snapshot, source) = (known, cache[known], .memory)
        case .built(let new, let bytes): (version, snapshot, source) = (new, cache.keep(bytes, as: new), .built)
        }
        let etag = Self.etag(version, epoch, build)
        let ms = Double((ContinuousClock.now - begun) / .microseconds(1)).rounded() / 1000
        var answer: HTTPFields = [
            .eTag: etag, .cacheControl: "private, no-cache", .vary: "Accept-Encoding, Cookie",
            .contentType: "application/json", .serverTiming: "snapshot;dur=\(ms);desc=\(source.rawValue)",
            .quartetSeq: String(version.seq),
        ]
        if headers.noneMatchNames(etag) {
            cache.count(.unchanged)
            return Response(status: .notModified, headers: answer)
        }
        cache.count(source)
        guard let snapshot else {  // forgotten between the two looks
            throw Failure(.unavailable, "Please ask again.")
        }
        guard call.acceptsGzip, let small = snapshot.gzipped else {
            return Response(status: .ok, headers: answer, body: ResponseBody(bytes: snapshot.plain))
        }
        answer[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: answer, body: ResponseBody(bytes: small))
    }

    /// Weak: plain and compressed bytes say the same.
    private static func etag(_ version: SnapshotVersion, _ epoch: String, _ build: String) -> String {
        "W/\"\(epoch).\(build).\(version.seq).\(version.isForStaff ? "staff" : "guest")\""
    }
}

/// The point of the past that is asked for, if one is.
private struct Past {
    var point: Point?, zone: String?

    /// - Throws: `Invalid`
    init(_ parameters: [(name: String, value: String)]) throws {
        var query = QueryReader()
        for (name, text) in parameters {
            switch name {
            case "at":
                point = query.take(Int64(text).map(Point.seq) ?? Point(text), name, "must be a seq, a moment or a day")
            case "zone": zone = query.zone(text)
            default: query.unknown(name)
            }
        }
        try query.finish()
    }
}
