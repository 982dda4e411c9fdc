import Domain
import Store
import Web

/// What the flagship's customer reads by a link.
enum Shared {
    /// The steps that both have agreed on, by title; the second list is what the customer does.
    private static let ours = [
        "Gateway pictures from release 9", "Reference call with the depot 1 lead", "Root cause of ten repeat tickets",
        "Visit of the Northern Lines planners to depot 1", "Signal gateway sends its messages once after a restart",
    ]
    private static let theirs = ["Approval of Velmora’s press office", "Gateway log beside the ticket in depot 1"]

    /// Shared after the newest of these tasks was made, and read three times since.
    static func deeds(of story: Story, _ past: Past) -> [Deed] {
        let work = story.work.filter { (ours + theirs).contains($0.title) }
        let at = past.moment(1, minute: 1010, after: work.map(\.at).max())
        let link = ShareLink(.none) {
            ($0.plan, $0.label) = (story.id, "Steering group at Velmora")
            $0.sections = [.purpose, .objectives, .tasks, .dates, .people]
            $0.tasks = work.map(\.id)
            $0.theirs = work.filter { theirs.contains($0.title) }.map(\.id)
        }
        let share = Deed(at: at, by: story.manager) { tx in
            _ = try tx.share(link, expires: Day(of: at) + 90, tokenHash: Token().hash, passwordHash: nil)
        }
        let visits = [900, 300, 95].map { minutes in
            Deed(at: max(past.minutes(minutes), at.adding(seconds: 600)), by: story.manager) { tx in
                for link in try tx.all(ShareLink.self, where: ["plan": .id(story.id.raw)]) {
                    try tx.countVisit(of: link)
                }
            }
        }
        return [share] + visits
    }
}
