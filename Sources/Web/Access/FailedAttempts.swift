import Domain
import Logging
import Store
import Synchronization

/// Brings attempts that failed to the audit, however many there are: the first of its kind in a minute at once, what
/// follows counted and written down with it when the minute is over. Of kinds, too, there are only so many in a minute;
/// all further ones are one. So whoever tries a million times writes a few rows, and keeps nobody from the one door.
final class FailedAttempts: Sendable {
    /// One event, of one account or link, from one place.
    private struct Kind: Hashable { let event: AuditEvent, about: RecordReference?, plan: ID<Plan>?, place: String }
    private struct Held { let address: String; var times: Int }

    private static let mostKinds = 16
    private let store: Store
    private let held = Mutex<[Kind: Held]>([:])

    init(store: Store) { self.store = store }

    /// - Parameter about: whose account or which link, where that is known; never what somebody typed
    func note(_ event: AuditEvent, about: RecordReference? = nil, plan: ID<Plan>? = nil, _ call: Call) async {
        let address = call.context.address
        let kind = Kind(event: event, about: about, plan: plan, place: Attempts.place(of: address))
        let isNew = held.withLock { held in
            if held[kind] == nil, held.count < Self.mostKinds {
                held[kind] = Held(address: address, times: 0)
                return true
            }
            let counted = held[kind] == nil ? Kind(event: event, about: nil, plan: nil, place: "") : kind
            held[counted, default: Held(address: "", times: 0)].times += 1
            return false
        }
        if isNew { await write(kind, Held(address: address, times: 1), at: call.now) }
    }

    /// Once a minute: writes down what was counted since.
    func writeDown(at now: Instant) async {
        let counted = held.withLock { held in
            defer { held = [:] }
            return held.filter { $0.value.times > 0 }
        }
        for (kind, held) in counted { await write(kind, held, at: now) }
    }

    /// Whoever is refused is refused whether or not it can be written down; what cannot is counted on.
    private func write(_ kind: Kind, _ counted: Held, at now: Instant) async {
        do {
            try await store.write(as: .quartet.from(counted.address), at: now) {
                try $0.audit(kind.event, about: kind.about, plan: kind.plan, times: counted.times)
            }
        } catch {
            held.withLock { $0[kind, default: Held(address: counted.address, times: 0)].times += counted.times }
            Logger(label: "quartet").error("The audit could not be written", metadata: ["error": "\(error)"])
        }
    }
}
