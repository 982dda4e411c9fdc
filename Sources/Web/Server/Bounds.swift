import HTTPTypes
import Hummingbird

/// How much a request may say before it comes to the point, and that it says once whom it asks.
struct Bounds: RouterMiddleware {
    /// An address may hold the 10,000 characters that somebody pastes into a search: that finds nothing, but is no error.
    static let headers = 100, headerBytes = 32 << 10, address = 16 << 10

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let size = request.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count }
        guard request.headers.count <= Self.headers, size <= Self.headerBytes,
            (request.head.path ?? "").utf8.count <= Self.address
        else {
            throw Failure(.headersTooLarge, "The address or the header of the request is too long.")
        }
        // RFC 9112, section 3.2; over HTTP/2 a Host beside the :authority must be the same.
        let hosts = request.headers.filter { $0.name.canonicalName == "host" }.map(\.value)
        guard let authority = request.head.authority, !authority.isEmpty, hosts.allSatisfy({ $0 == authority }) else {
            throw Failure(.malformed, "The request must name one host.")
        }
        return try await next(request, context)
    }
}
