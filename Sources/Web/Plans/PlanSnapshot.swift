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
                output: .json(
                    .object(
                        [
                            ("seq", .int), ("epoch", .text), ("account", .record(Account.self)),
                            ("plan", .record(Plan.self)),
                        ] + Self.parts.map { ($0.kind.plural, .records($0)) } + [("activity", .activity)])),
                refusals: [.unavailable], isRevalidated: true, snapshot)
        ]
    }
    private static let parts: [any Record.Type] = [
        PlanMember.self, Objective.self, Commitment.self, PlanTask.self, Comment.self, CommentReaction.self,
        SignOff.self, Verification.self, Review.self, Decision.self, ShareLink.self,
    ]

    private enum Found: Sendable {
        case version(SnapshotVersion)
        case built(SnapshotVersion, [UInt8])
    }

    private func find(_ call: Call, _ plan: ID<Plan>, _ past: Past) async throws -> Found {
        let headers = call.request.headers, epoch = store.epoch, build = build, cache = cache, caller = try call.caller
        @Sendable func isEnough(_ version: SnapshotVersion) -> Bool {
            headers.noneMatchNames(Self.etag(version, epoch, build)) || cache[version] != nil
        }
        if past.point == nil, let known = store.knownVersion(of: plan, for: caller), isEnough(known) {
            return .version(known)
        }
        return try await store.read(plan, as: caller) { reader, latest in
            guard let point = past.point else {
                return isEnough(latest)
                    ? .version(latest) : .built(latest, try reader.snapshot(latest, epoch: epoch))
            }
            let version = try reader.snapshotVersion(of: plan, at: point, zone: past.zone)
            if isEnough(version) { return .version(version) }
            let bytes =
                try version == latest
                ? reader.snapshot(version, epoch: epoch) : reader.pastSnapshot(version, epoch: epoch)
            return .built(version, bytes)
        }
    }

    private func snapshot(_ call: Call) async throws -> Response {
        let begun = ContinuousClock.now, epoch = store.epoch, headers = call.request.headers
        let found = try await find(call, ID<Plan>(try call.id()), Past(call.query))
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
            throw Failure(unavailable: "Please ask again.")
        }
        guard call.acceptsGzip, let small = cache.gzipped(snapshot, of: version) else {
            return Response(status: .ok, headers: answer, body: ResponseBody(byteBuffer: snapshot.plain))
        }
        answer[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: answer, body: ResponseBody(byteBuffer: small))
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
