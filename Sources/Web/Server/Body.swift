import Domain
import HTTPTypes
import Hummingbird
import JSON
import NIOCore

/// The body of a request: bounded in size and in time, and of the one type that Quartet reads.
enum Body {
    static let limit = 1 << 20
    static let tooLarge = "A body is at most 1 MiB."
    /// How long all of it may take.
    static let patience = Duration.seconds(30)

    /// - Throws: `Failure` tooLarge, timeout, wrongContentType
    static func read(_ request: Request) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit { throw Failure(.tooLarge, tooLarge) }
        if announced == 0 { return [] }
        let bytes = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            defer { group.cancelAll() }
            group.addTask { try await collect(request.body) }
            group.addTask {
                try await Task.sleep(for: patience)
                throw Failure(.timeout, "The body did not come within 30 seconds.")
            }
            return try await group.next() ?? []
        }
        if !bytes.isEmpty { try checkType(request.headers[.contentType]) }
        return bytes
    }

    private static func collect(_ body: RequestBody) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await part in body {
            guard bytes.count + part.readableBytes <= limit else { throw Failure(.tooLarge, tooLarge) }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    private static func checkType(_ type: String?) throws {
        let name = type?.prefix { $0 != ";" }.trimmed.lowercased()
        guard name == "application/json" || name == "application/merge-patch+json" else {
            throw Failure(.wrongContentType, "The body must be application/json.")
        }
    }
}
extension Substring {
    /// Without blanks around it.
    var trimmed: Substring {
        let start = drop { $0 == " " || $0 == "\t" }
        return start.prefix(
            upTo: start.lastIndex { $0 != " " && $0 != "\t" }.map(start.index(after:)) ?? start.startIndex
        )
    }
}
