import Domain
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Store

/// What an admin may see of all data, to take along: as JSON Lines, which can be taken into another Quartet, and as tables.
struct Exports: Sendable {
    let store: Store

    var routes: [Route] {
        [
            Route(
                .get, "/api/export", "All that I may see, as JSON Lines", for: .admin,
                output: .text("application/jsonl"), refusals: [.unavailable], whole),
            Route(
                .get, "/api/export/{kind}", "What I may see of one kind of record, as CSV", for: .admin,
                output: .text("text/csv"), refusals: [.unavailable], table),
        ]
    }

    private func whole(_ call: Call) async throws -> Response {
        try await export(nil, as: "application/jsonl", "quartet-\(Day(of: call.now).text).jsonl", call)
    }

    private func table(_ call: Call) async throws -> Response {
        let kind = call.context.parameters.get("kind") ?? ""
        guard Kinds.all.contains(where: { $0.kind.path == kind }) else { throw NotFound(kind: "kind of record") }
        return try await export(
            kind, as: "text/csv; charset=utf-8", "quartet-\(kind)-\(Day(of: call.now).text).csv", call)
    }

    /// It is written to the disk first: all of it is of one moment, however slowly it is read.
    private func export(_ kind: String?, as type: String, _ name: String, _ call: Call) async throws -> Response {
        let caller = try call.caller, draft = try Draft()
        try await store.write(as: caller, at: call.now) { tx in
            try tx.audit(.exported, detail: kind.map { ["kind": .text($0)] } ?? [:])
        }
        try await store.export(kind, as: caller, at: call.now, to: draft.path)
        let size = try draft.unlink()
        return Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(contentLength: size) { writer in
                while let piece = try draft.read() { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }
}

/// A file of the moment, which nobody else can read, and which is gone with whoever reads it.
private final class Draft: Sendable {
    let path: String
    private let file: FileHandle
    private static let piece = 128 << 10

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "quartet-export-\(UUID().uuidString)").path
        let made = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard made >= 0 else { throw Failure(unavailable: "There is no room for an export at the moment.") }
        file = FileHandle(fileDescriptor: made, closeOnDealloc: true)
    }
    deinit { Foundation.unlink(path) }

    /// From now on it lives as long as this.
    /// - Returns: its size
    func unlink() throws -> Int {
        Foundation.unlink(path)
        let size = try file.seekToEnd()
        try file.seek(toOffset: 0)
        return Int(size)
    }

    func read() throws -> Data? {
        let piece = try file.read(upToCount: Self.piece)
        return piece?.isEmpty ?? true ? nil : piece
    }
}
extension HTTPField.Name {
    fileprivate static let contentDisposition = HTTPField.Name("Content-Disposition")!
}
