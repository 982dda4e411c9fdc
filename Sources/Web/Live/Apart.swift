import Hummingbird

/// Answers the requests for streams in tasks of their own. A task holds on to all memory that its calls ever needed until
/// it ends, and the connection's task lives as long as the stream: what brought the request through everything between
/// the socket and its route would cost each open stream 44 KB.
struct Apart<Inner: HTTPResponder>: HTTPResponder where Inner.Context == Context {
    let inner: Inner, path: String

    func respond(to request: Request, context: Context) async throws -> Response {
        guard request.uri.path == path else { return try await inner.respond(to: request, context: context) }
        let answering = Task { try await inner.respond(to: request, context: context) }
        return try await withTaskCancellationHandler {
            try await answering.value
        } onCancel: {
            answering.cancel()
        }
    }
}
