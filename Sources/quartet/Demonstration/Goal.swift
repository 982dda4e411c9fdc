/// Something that plans want, with what each team is asked, says, does and writes about it.
///
/// Made from a paragraph of lines that begin with a word: `title`, `measure` (name, unit, baseline, target), `lead`,
/// `weight`, `company`, `customer`, `notes`, `ask` and `yes` and `no` and `task` with a team, `say`, and `re`, which
/// answers the line before.
struct Goal: Sendable {
    struct Work: Sendable { let team: Int, title: String, notes: String? }
    struct Talk: Sendable { let text: String, reply: String? }
    var titles: [String] = [], measure: [String] = []
    var lead = 0, weight = 1, company: String?, customer: String?, notes: String?
    var asks: [Int: String] = [:], promises: [Int: String] = [:], reasons: [Int: String] = [:]
    var work: [Work] = [], talk: [Talk] = []
    let key: String

    static let all = (KeepingGoals.text + "\n\n" + GrowingGoals.text).split(separator: "# ").map { Goal(String($0)) }

    private init(_ paragraph: String) {
        let lines = paragraph.split(separator: "\n").map { Table.trim($0) }
        key = lines.first ?? ""
        for line in lines.dropFirst() {
            let (word, rest) = Table.split(line)
            let (team, text) = Table.split(rest)
            let columns = Table.rows(rest).first ?? []
            switch word {
            case "title": titles.append(rest)
            case "measure": measure = columns
            case "lead": lead = Company.team(rest)
            case "weight": weight = Int(rest) ?? 1
            case "company": company = rest
            case "customer": customer = rest
            case "notes": notes = rest
            case "ask": asks[Company.team(team)] = text
            case "yes": promises[Company.team(team)] = text
            case "no": reasons[Company.team(team)] = text
            case "task":
                let parts = Table.rows(text).first ?? []
                work.append(
                    Work(team: Company.team(team), title: parts.first ?? text, notes: parts.count > 1 ? parts[1] : nil))
            case "say": talk.append(Talk(text: rest, reply: nil))
            case "re":
                if let last = talk.popLast() { talk.append(Talk(text: last.text, reply: rest)) }
            default: break
            }
        }
    }
}

extension Customer {
    /// Puts this customer's words into a text: `{unit}`, `{sites}`, …
    func fill(_ text: String) -> String {
        guard text.contains("{") else { return text }
        var filled = text
        for (name, word) in [
            ("account", name), ("unit", unit), ("city", city), ("contact", contact), ("sites", trade.sites),
            ("site", trade.site), ("users", trade.users), ("pain", trade.pain), ("season", trade.season),
            ("system", trade.system), ("event", trade.event),
        ] { filled = filled.replacing("{\(name)}", with: word) }
        return filled.prefix(1).uppercased() + filled.dropFirst()
    }
}
