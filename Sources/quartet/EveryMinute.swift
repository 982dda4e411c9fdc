import Domain
import Logging
import ServiceLifecycle

/// What time itself brings about, looked for at start and once a minute: so late may it come. A failure is written down, and the next
/// minute tries again.
struct EveryMinute: Service {
    /// "The day could not be closed"
    let complaint: String
    let work: @Sendable (Instant) async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await work(Ambient.now()) } catch {
                    let reason = (error as? any PlainProblem)?.sentence ?? "\(error)"
                    Logger(label: "quartet").error("\(complaint)", metadata: ["error": "\(reason)"])
                }
                try? await Task.sleep(for: .seconds(60))
            }
        }
    }
}
