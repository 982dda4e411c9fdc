import HTTPTypes
import Hummingbird

/// Where browsers reach the server, for links that people hand on: what the administrator has set, or else the host by
/// which whoever asks has come.
struct PublicAddress: Sendable {
    /// `https://quartet.example.com`
    let url: String?

    /// - Parameter path: with its leading slash
    func link(_ path: String, for call: Call) -> String {
        (url ?? "https://\(call.request.head.authority ?? "localhost")") + path
    }
}
