import Domain
import Store
import TestSupport

/// Every way by which records and figures leave the store for one caller: its name, and what comes.
final class Ways {
    let reader: Reader
    private(set) var told: [String: String] = [:]

    init(reader: Reader) { self.reader = reader }

    private func take(_ name: String, _ body: () throws -> [UInt8]) {
        do {
            let bytes = try body()
            told[name] = String(decoding: bytes, as: UTF8.self)
        } catch { told[name] = "\(error)" }
    }

    private func list(_ path: String, _ query: ListQuery) throws -> [UInt8] {
        let page = try reader.list(path, query)
        return page.items + Array("\(page.ids) \(page.total) \(page.next ?? "")".utf8)
    }
    private func search(_ query: SearchQuery) throws -> [UInt8] { try reader.search(query) }
    private func changes(_ query: HistoryQuery) throws -> [UInt8] {
        let page = try reader.changes(query)
        return page.items + Array((page.next ?? "").utf8)
    }

    /// - Parameter author: whose pulses are looked for
    func takeAll(of hub: Hub, author: ID<Member>) {
        takeLists(author)
        takeHistory(hub, author)
        takePlan(hub)
        takeScreens(hub)
    }

    private func takeLists(_ author: ID<Member>) {
        for type in Kinds.all { take("list \(type.kind.path)") { try list(type.kind.path, ListQuery()) } }
        var query = ListQuery()
        query.filters = ["member": .anyOf([.id(author.raw)])]
        take("theirs") { try list("pulses", query) }
        query.filters = ["week": .range(from: .day(Day(2026, 11, 23)), to: nil)]
        take("this week's") { try list("pulses", query) }
        query = ListQuery()
        for sort in ["week", "createdAt", "updatedAt"] {
            query.sort = sort
            take("by \(sort)") { try list("pulses", query) }
        }
        query = ListQuery()
        query.text = "budget"
        take("found") { try list("pulses", query) }
        for text in ["budget", "whose", "last week"] { take("search for \(text)") { try search(SearchQuery(text)) } }
    }

    private func takeHistory(_ hub: Hub, _ author: ID<Member>) {
        var query = HistoryQuery()
        query.limit = 200
        take("changes") { try changes(query) }
        query.kinds = ["pulse"]
        take("changes of pulses") { try changes(query) }
        for id in Set(hub.log.changes.filter { $0.kind == "pulse" }.map(\.record)) {
            query.record = id
            take("changes of \(id.text)") { try changes(query) }
            take("record \(id.text)") { try reader.record("pulses", id) ?? [] }
        }
        query = HistoryQuery()
        query.actors = [author]
        take("changes by them") { try changes(query) }
        query = HistoryQuery()
        (query.plan, query.limit) = (hub.plan, 200)
        take("changes of the plan") { try changes(query) }
        for change in hub.log.changes.suffix(40) {
            take("made in \(change.entry)") { Array("\(try reader.created(Pulse.self, in: change.entry))".utf8) }
        }
    }

    private func takePlan(_ hub: Hub) {
        for (name, plan) in [("open", hub.plan), ("restricted", hub.restricted)] {
            take("version, \(name)") { Array("\(try reader.snapshotVersion(of: plan).seq)".utf8) }
            take("snapshot, \(name)") { try reader.snapshot(reader.snapshotVersion(of: plan), epoch: "e") }
            take("alignment, \(name)") { try reader.alignment(of: plan) }
            take("history, \(name)") { try reader.alignmentHistory(of: plan) }
        }
    }

    private func takeScreens(_ hub: Hub) {
        for order in PortfolioQuery.Order.allCases {
            var query = PortfolioQuery()
            query.order = order
            take("portfolio by \(order)") { try reader.portfolio(query) }
        }
        for team in hub.teams { take("board \(team.text)") { try reader.board(of: team, weeks: 8) } }
        take("reliability") { try reader.reliability(from: nil, to: nil) }
        take("home") { try reader.home() }
        take("work") { try reader.work(at: reader.now) }
        take("overview") { try reader.overview(of: hub.account) }
        take("accounts") { try reader.plansOfAccounts([hub.account.raw]) }
    }
}
