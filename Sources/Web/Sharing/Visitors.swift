import Domain
import HTTPTypes
import Hummingbird
import Synchronization

/// Tells a visit from a page that is read again: one browser at one place counts once until it has stayed away for half
/// an hour. Machines that look at links are no visitors, and neither are our own people.
final class Visitors: Sendable {
    private static let away: Int64 = 30 * 60_000
    /// More than so many are not remembered at once; those away the longest are forgotten first.
    private static let most = 20_000

    private struct Visitor: Hashable { let link, place, agent: String }
    private let seen = Mutex<[Visitor: Instant]>([:])

    func isNew(_ call: Call, _ token: Token) -> Bool {
        let agent = call.request.headers[.userAgent] ?? ""
        guard call.request.method == .get, !Self.isMachine(agent), call.request.cookies[Sessions.cookie] == nil else {
            return false
        }
        let visitor = Visitor(
            link: token.hash, place: Attempts.place(of: call.context.address), agent: String(agent.prefix(200)))
        return seen.withLock { seen in
            let last = seen.updateValue(call.now, forKey: visitor)
            if seen.count > Self.most {
                let kept = seen.sorted { $0.value > $1.value }.prefix(Self.most / 2)
                seen = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
            }
            return last.map { abs(call.now.milliseconds - $0.milliseconds) > Self.away } ?? true
        }
    }

    private static func isMachine(_ agent: String) -> Bool {
        let agent = agent.lowercased()
        return ["bot", "crawl", "spider", "preview", "scan"].contains { agent.contains($0) }
    }
}
