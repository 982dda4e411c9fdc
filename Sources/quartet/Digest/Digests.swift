import Domain
import Logging
import ServiceLifecycle
import Store

/// Sends each member, once a day at their hour, what they were told and have not read.
struct Digests: Service {
    let store: Store, sendmail: Sendmail, url: String

    /// So late after somebody's hour their digest may leave.
    private static let step = Duration.seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.step)
                if Task.isCancelled { return }
                do { try await sendAll(at: Ambient.now()) } catch { complain("Digests could not be sent", error) }
            }
        }
    }

    /// One after the other. What fails is written down and not tried again that day.
    func sendAll(at now: Instant) async throws {
        for id in try await store.dueDigests(at: now) {
            if Task.isCancelled { return }
            guard let digest = try await store.beginDigest(of: id, at: now) else { continue }
            var reason: String?
            do { try await send(digest, at: now) } catch {
                reason = "\(error)"
                complain("A digest could not be sent", error)
            }
            try await store.endDigest(of: id, digest.day, error: reason, at: now)
        }
    }

    /// Sends a digest of this moment to one member, whatever was sent before.
    func sendTest(to id: ID<Member>, at now: Instant) async throws {
        guard let digest = try await store.testDigest(of: id, at: now) else { return }
        try await send(digest, at: now)
    }

    private func send(_ digest: Digest, at now: Instant) async throws {
        let workspace = try await store.read(as: .quartet) { try $0.workspace() }
        guard let workspace, let from = workspace.mailFrom else {
            throw Sendmail.Failed(description: "No address is set from which mail is sent.")
        }
        let words = DigestText(digest: digest, url: url)
        try await sendmail.send(
            Mail(
                from: Mail.Address("\(workspace.name), Quartet", from),
                to: Mail.Address(digest.member.name, digest.member.email), subject: words.subject, text: words.text,
                at: now, settings: "\(url)/settings/notifications", id: Ambient.newID()))
    }

    private func complain(_ words: String, _ error: any Error) {
        Logger(label: "quartet").error("\(words)", metadata: ["error": "\(error)"])
    }
}
