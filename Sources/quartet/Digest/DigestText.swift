import Domain
import Store

/// A digest in words: plan by plan, each line with its address.
struct DigestText {
    let digest: Digest
    /// Without a slash at its end.
    let url: String

    var subject: String {
        digest.lines.isEmpty ? "Nothing new in Quartet" : "\(digest.lines.count) new in your Quartet inbox"
    }

    var text: String {
        var out = "Good morning, \(digest.member.name.split(separator: " ").first ?? "")\n"
        if digest.lines.isEmpty { out += "\nNobody has told you anything new.\n" }
        var places: [String] = []
        for line in digest.lines where !places.contains(line.place) { places.append(line.place) }
        for place in places {
            let lines = digest.lines.filter { $0.place == place }
            out += "\n\(place)\n"
            for line in lines { out += "  - \(sentence(line))\n    \(url)\(address(line.notice))\n" }
        }
        if digest.unread > digest.lines.count { out += "\n\(digest.unread) are not read in all.\n" }
        return out + "\nYour inbox: \(url)/inbox\nWhen and whether this comes: \(url)/settings/notifications\n"
    }

    private func sentence(_ line: Digest.Line) -> String {
        let who = line.actor ?? "Somebody", thing = line.thing
        return switch line.notice.cause {
        case .assigned: "\(who) gave you: \(thing)"
        case .requested: "\(who) asks your team: \(thing)"
        case .answered: "\(who) \(word(line.notice.answer)): \(thing)"
        case .mentioned: "\(who) mentioned you on: \(thing)"
        case .replied: "\(who) replied on: \(thing)"
        case .drift: "\(who) changed what your team agreed to"
        case .overdue: "This was due and is not done: \(thing)"
        case .review: "This is held tomorrow: \(thing)"
        }
    }
    private func word(_ answer: Notice.Answer?) -> String {
        switch answer {
        case .committed: "committed to"
        case .accepted: "accepted"
        case .countered: "offers another day for"
        case .declined: "declined"
        case .withdrawn: "withdrew"
        case nil: "answered"
        }
    }
    private func address(_ notice: Notice) -> String {
        guard let plan = notice.plan.map({ "/plans/\($0.text)" }) else { return "/inbox" }
        guard let about = notice.about else { return plan }
        return switch about.kind {
        case PlanTask.kind.name: "\(plan)/tasks?task=\(about.id.text)"
        case Comment.kind.name: "\(plan)?comment=\(about.id.text)"
        default: plan
        }
    }
}
