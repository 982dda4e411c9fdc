import Domain
import Hummingbird
import Logging

/// One line for each request: which route, how it went, how long it took, and an error with its reason where the server
/// could not do it. No addresses, no names, nothing of what was asked for or answered. The same is counted for `/metrics`.
struct RequestLog: RouterMiddleware {
    let figures: RequestFigures

    /// Pages and what they load are most of all requests, and the least news.
    private static func level(of response: Response, isPage: Bool) -> Logger.Level {
        switch response.status.kind {
        case .serverError: .error
        case .clientError: .info
        default: isPage ? .debug : .info
        }
    }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let begun = ContinuousClock.now
        let response = try await next(request, context)
        let took = ContinuousClock.now - begun
        figures.count(request.method, context.endpointPath, response.status, taking: took)
        var metadata: Logger.Metadata = [
            "method": .string(request.method.rawValue),
            "route": .string(context.endpointPath ?? RequestFigures.pages),
            "status": .stringConvertible(response.status.code),
            "ms": .stringConvertible(Double(took / .microseconds(1)).rounded() / 1000),
        ]
        if let member = context.trace.member { metadata["member"] = .string(member.text) }
        if let reason = context.trace.reason { metadata["reason"] = .string(reason) }
        context.logger.log(
            level: Self.level(of: response, isPage: context.endpointPath == nil), "request", metadata: metadata)
        return response
    }
}
