import HTTPTypes
import Hummingbird

/// What every answer carries unless it says something stricter itself, errors included: it stands outermost.
struct SecurityHeaders: RouterMiddleware {
    private static let always: HTTPFields = [
        .contentSecurityPolicy: """
        default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
        require-trusted-types-for 'script'; trusted-types quartet
        """,
        .strictTransportSecurity: "max-age=31536000",
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "same-origin",
        .openerPolicy: "same-origin",
        .resourcePolicy: "same-origin",
        .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ]

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for field in Self.always where response.headers[field.name] == nil {
            response.headers[field.name] = field.value
        }
        response.headers[.requestID] = context.requestID
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
