import Domain
import Logging
import ServiceLifecycle

/// What time itself brings about, looked for once a minute: so late may it come. A failure is written down, and the next
/// minute tries again.
struct EveryMinute: Service {
    /// "The day could not be closed"
    let complaint: String
    let work: @Sendable (Instant) async throws -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(60))
                if Task.isCancelled { return }
                do { try await work(Ambient.now()) } catch {
                    Logger(label: "quartet").error("\(complaint)", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}
