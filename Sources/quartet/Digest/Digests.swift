import Domain
import Logging
import Store

/// Sends each member, once a day at their hour, what they were told and have not read.
struct Digests: Sendable {
    let store: Store, sendmail: Sendmail, url: String

    /// One after the other. What fails is written down and not tried again that day.
    func sendAll(at now: Instant) async throws {
        for id in try await store.dueDigests(at: now) {
            if Task.isCancelled { return }
            guard let digest = try await store.beginDigest(of: id, at: now) else { continue }
            var reason: String?
            do { try await send(digest, at: now) } catch {
                reason = "\(error)"
                // Why stands in Settings, Notifications: what mail programs say holds addresses.
                Logger(label: "quartet").error("A digest could not be sent", metadata: ["member": "\(id.text)"])
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
}
