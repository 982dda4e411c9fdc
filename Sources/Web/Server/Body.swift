import Domain
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import NIOHTTP1

/// The body of a request: bounded in size, and of the one type that Quartet reads.
enum Body {
    static let limit = 1 << 20
    static let tooLarge = "A body is at most 1 MiB."

    /// - Throws: `Failure` tooLarge, timeout, malformed, wrongContentType
    static func read(_ request: Request) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit { throw Failure(.tooLarge, tooLarge) }
        if announced == 0 { return [] }
        try checkEncoding(request.headers[.contentEncoding])
        let bytes = try await collect(request.body)
        if !bytes.isEmpty { try checkType(request.headers[.contentType]) }
        return bytes
    }

    private static func collect(_ body: RequestBody) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= limit else { throw Failure(.tooLarge, tooLarge) }
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch is BodyTooLate {
            throw Failure(.timeout, "The body did not come in time.")
        } catch is HTTPParserError {
            throw Failure(.malformed, "The body is not in the form that the header announces.")
        }
        return bytes
    }

    /// What is small when it comes and large when it is unpacked cannot be bounded by its size.
    private static func checkEncoding(_ encoding: String?) throws {
        if let encoding, encoding.lowercased() != "identity" {
            var failure = Failure(.wrongContentType, "The body must be sent as it is, without Content-Encoding.")
            failure.headers[.acceptEncoding] = "identity"
            throw failure
        }
    }

    private static func checkType(_ type: String?) throws {
        let name = type?.prefix { $0 != ";" }.trimmed.lowercased()
        guard name == "application/json" || name == "application/merge-patch+json" else {
            throw Failure(.wrongContentType, "The body must be application/json.")
        }
    }
}
/// What the transport ends a body with that takes longer than it may.
public struct BodyTooLate: Error {
    public init() {}
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
