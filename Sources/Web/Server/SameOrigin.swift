import HTTPTypes
import Hummingbird

/// Refuses what another site makes a browser send. A request that changes something must come from our own pages, as
/// browsers say by `Sec-Fetch-Site` or `Origin`; programs that send neither pass, as long as they bring no cookie.
struct SameOrigin: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        if !Self.isAllowed(request.head) {
            throw Failure(.forbidden, "This request comes from another site, and was not carried out.")
        }
        return try await next(request, context)
    }

    static func isAllowed(_ head: HTTPRequest) -> Bool {
        switch head.method {
        case .get, .head, .options: return true
        default: break
        }
        if let site = head.headerFields[.secFetchSite] {
            return site == "same-origin" || site == "none"
        }
        if let origin = head.headerFields[.origin] {
            guard let host = head.authority ?? head.headerFields[HTTPField.Name("Host") ?? .origin] else {
                return false
            }
            return origin.lowercased() == "https://\(host.lowercased())"
        }
        return head.headerFields[.cookie] == nil
    }
}
