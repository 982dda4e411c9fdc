import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Store

/// Makes answers of errors. What is not known here is for the log, and says no more than "Internal error".
struct Problems: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch {
            if let failure = Failure(error) {
                context.trace.reason = failure.reason
                return failure.response(request: context.requestID)
            }
            if error is CancellationError || error is ChannelError { throw error }  // the client has gone
            context.trace.reason = String(reflecting: error)
            return Failure(.internalError, "Internal error").response(request: context.requestID)
        }
    }
}
