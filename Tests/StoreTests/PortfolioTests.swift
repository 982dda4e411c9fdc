import Domain
import Foundation
import Store
import TestSupport
import Testing

@Suite struct PortfolioTests {
    private func ids(_ items: [JSONObject]) -> [String] { items.compactMap { $0.text("plan") } }

    private func value(_ item: JSONObject, _ order: PortfolioQuery.Order) -> Double {
        switch order {
        case .score: item.number("score") ?? 0
        case .weakest: item.number("weakestScore") ?? 0
        case .spread: item.number("spread") ?? 0
        case .trend: item.number("trend30") ?? 0
        }
    }
    /// As it is to be: measured ones first, then by the value, then by id.
    private func isInOrder(_ a: JSONObject, _ b: JSONObject, _ order: PortfolioQuery.Order, _ descending: Bool) -> Bool
    {
        let (first, second) = (a.flag("isProvisional") ?? false, b.flag("isProvisional") ?? false)
        if first != second { return second }
        let (x, y) = ((value(a, order), a.text("plan") ?? ""), (value(b, order), b.text("plan") ?? ""))
        return descending ? x > y : x < y
    }

    @Test func everyOrderPagesThroughAllPlansOnce() async throws {
        let company = try await Company(), hub = company.hub
        let open = Set(company.plans).subtracting(company.restricted).map(\.text)
        for (member, seen) in [(hub.leader, company.plans.map(\.text)), (hub.stranger, open)] {
            for order in PortfolioQuery.Order.allCases {
                for descending in [false, true] {
                    let whole = try await company.pages(as: member, order, descending: descending, limit: 200)
                    let parts = try await company.pages(as: member, order, descending: descending, limit: 3)
                    let name = "\(order) \(descending ? "down" : "up") for \(member.name)"
                    #expect(Set(ids(whole.items)) == Set(seen) && whole.items.count == seen.count, "\(name)")
                    #expect(ids(parts.items) == ids(whole.items), "\(name)")
                    #expect(whole.pages == 1 && parts.pages == (seen.count + 2) / 3, "\(name)")
                    for (a, b) in zip(whole.items, whole.items.dropFirst()) {
                        #expect(isInOrder(a, b, order, descending), "\(name)")
                    }
                }
            }
        }
        let items = try await company.pages(as: hub.leader, limit: 200).items
        #expect(Set(items.compactMap { $0.flag("isProvisional") }) == [true, false], "some are measured, some are not")
        #expect(Set(items.map { value($0, .score) }).count > 8, "and they differ")
    }

    @Test func theTrendOrdersToo() async throws {
        let company = try await Company(), hub = company.hub, late = Company.now.adding(days: 30)
        for plan in company.plans.prefix(6) {
            try await hub.sign(.agreed, on: plan, seq: hub.seq, at: Company.now.adding(days: 10))
        }
        try await hub.store.closeDay(at: late)
        var query = PortfolioQuery()
        (query.order, query.descending, query.limit) = (.trend, true, 5)
        var items: [JSONObject] = []
        repeat {
            let ready = query
            let page = try await hub.ask(as: hub.leader, at: late) { try $0.portfolio(ready) }
            items += page.list("items")
            query.after = page.text("next")
        } while query.after != nil
        #expect(Set(ids(items)) == Set(company.plans.map(\.text)) && items.count == company.plans.count)
        for (a, b) in zip(items, items.dropFirst()) { #expect(isInOrder(a, b, .trend, true)) }
        #expect(Set(items.compactMap { $0.number("trend30") }).count > 2)
    }

    @Test func filtersByTeamAndByGeneralManager() async throws {
        let company = try await Company(), hub = company.hub
        let all = try await company.pages(as: hub.leader, limit: 200).items
        for team in hub.teams {
            let some = try await company.pages(as: hub.leader, limit: 3, team: team).items
            let wanted = all.filter { $0.list("teams").contains { $0.text("team") == team.text } }
            #expect(ids(some) == ids(wanted) && (team == hub.teams[3]) == (some.count < 10))
        }
        for manager in [hub.leader, hub.manager] {
            let some = try await company.pages(as: hub.stranger, limit: 3, generalManager: manager.id).items
            #expect(!some.isEmpty && some.allSatisfy { $0.text("generalManager") == manager.id.text })
            let hidden = Set(company.restricted.map(\.text))
            #expect(
                ids(some)
                    == ids(all.filter { $0.text("generalManager") == manager.id.text }).filter { !hidden.contains($0) })
        }
        let both = try await company.pages(
            as: hub.leader, limit: 3, team: hub.teams[3], generalManager: hub.leader.id
        ).items
        #expect(
            ids(both)
                == ids(all).filter { id in
                    all.contains { $0.text("plan") == id && $0.text("generalManager") == hub.leader.id.text }
                        && all.first { $0.text("plan") == id }?.list("teams").count == 4
                })
        #expect(try await company.pages(as: hub.leader, limit: 3, generalManager: hub.viewer.id).items.isEmpty)
    }

    @Test func guestsGetNone() async throws {
        let company = try await Company()
        for guest in [company.hub.guest, company.hub.outsider] {
            await #expect(throws: Forbidden.self) { try await company.pages(as: guest, limit: 3) }
        }
    }

    @Test func sumsAgreeWithTheItems() async throws {
        let company = try await Company(), hub = company.hub
        for member in [hub.leader, hub.manager, hub.stranger] {
            for team in [nil, hub.teams[2], hub.teams[3]] {
                for manager in [nil, hub.leader.id] {
                    let all = try await company.pages(as: member, limit: 3, team: team, generalManager: manager)
                    let sums = try #require(all.first["sums"] as? [String: Int]), items = all.items
                    func stale(_ item: JSONObject) -> Int { item["stale"] as? Int ?? 0 }
                    #expect(sums["plans"] == items.count, "\(member.name)")
                    #expect(sums["fresh"] == items.count { stale($0) == 0 })
                    #expect(sums["stale"] == items.reduce(0) { $0 + stale($1) })
                    #expect(sums["disagreed"] == items.count { $0.flag("isCapped") == true })
                    #expect(sums["provisional"] == items.count { $0.flag("isProvisional") == true })
                    let lost = all.first.list("lost")
                    #expect(sums["lost"] == lost.count && lost.count <= 20)
                    #expect(Set(ids(lost)).isSubset(of: ids(items)), "what was lost is among what is shown")
                    for item in items {
                        let stale = item.list("teams").count { $0.flag("isStale") == true }
                        #expect(item["stale"] as? Int == stale)
                        #expect(item.list("teams").first?.text("team") == item.text("weakest"))
                    }
                }
            }
        }
    }

    @Test func eachSumCanBeLookedInto() async throws {
        let company = try await Company(), hub = company.hub
        for member in [hub.leader, hub.stranger] {
            let all = try await company.pages(as: member, limit: 200)
            let lost = Set(ids(all.first.list("lost")))
            for only in PortfolioQuery.Only.allCases {
                let some = try await company.pages(as: member, .weakest, limit: 3, only: only)
                let wanted = all.items.filter { item in
                    switch only {
                    case .stale: item["stale"] as? Int ?? 0 > 0
                    case .disagreed: item.flag("isCapped") == true
                    case .lost: lost.contains(item.text("plan") ?? "")
                    case .provisional: item.flag("isProvisional") == true
                    }
                }
                #expect(Set(ids(some.items)) == Set(ids(wanted)) && some.items.count == wanted.count, "\(only)")
                #expect(!wanted.isEmpty && wanted.count < all.items.count || member.id == hub.guest.id)
                #expect(some.first["sums"] as? NSDictionary == all.first["sums"] as? NSDictionary, "of all plans")
                #expect(ids(some.first.list("lost")) == ids(all.first.list("lost")))
            }
            #expect(all.items.allSatisfy { $0.flag("isLost") == lost.contains($0.text("plan") ?? "") })
        }
    }

    @Test func onlyTheFirstPageHasSums() async throws {
        let company = try await Company(), hub = company.hub
        let first = try await hub.portfolio(as: hub.leader)
        #expect(first["sums"] != nil && first["lost"] != nil)
        var query = PortfolioQuery()
        query.limit = 3
        let ready = query
        query.after = try await hub.ask(as: hub.leader) { try $0.portfolio(ready) }.text("next")
        let after = query
        let second = try await hub.ask(as: hub.leader) { try $0.portfolio(after) }
        #expect(second["sums"] == nil && second["lost"] == nil && second.list("items").count == 3)
    }

    @Test func nobodyLearnsOfARestrictedPlan() async throws {
        let company = try await Company(), hub = company.hub
        let leaders = try await company.pages(as: hub.leader, limit: 200)
        for plan in company.restricted { #expect(ids(leaders.items).contains(plan.text)) }
        #expect(!Set(ids(leaders.first.list("lost"))).isDisjoint(with: company.restricted.map(\.text)))
        for member in [hub.stranger, hub.viewer] {
            for order in PortfolioQuery.Order.allCases {
                var query = PortfolioQuery()
                (query.order, query.limit) = (order, 200)
                let ready = query
                let bytes = try await hub.store.read(as: Caller(member), at: Company.now) { try $0.portfolio(ready) }
                let text = String(decoding: bytes, as: UTF8.self)
                for plan in company.restricted { #expect(!text.contains(plan.text), "\(member.name) by \(order)") }
            }
        }
        // Put on its team, they see it.
        _ = try await hub.write(as: hub.manager) { tx in
            try tx.insert(
                PlanMember(tx.newID()) {
                    ($0.plan, $0.member, $0.team) = (company.restricted[0], hub.stranger.id, hub.stranger.team)
                })
        }
        #expect(ids(try await company.pages(as: hub.stranger, limit: 3).items).contains(company.restricted[0].text))
    }

    @Test func aCursorThatIsNoneIsRefused() async throws {
        let hub = try await Hub()
        for text in ["x", "", "W10", "WyJhIiwiYiJd"] {
            var query = PortfolioQuery()
            query.after = text
            let ready = query
            await #expect(throws: Invalid.self, "\(text)") {
                try await hub.ask(as: hub.leader) { try $0.portfolio(ready) }
            }
        }
    }

    @Test func noScoreIsLeftBehindByItsPlan() async throws {
        let company = try await Company(), hub = company.hub
        for item in try await company.pages(as: hub.leader, limit: 200).items {
            let id = ID<Plan>(try #require(Identifier(item.text("plan") ?? "")))
            let now = try await hub.alignment(of: id, at: Company.now)
            for name in ["score", "spread", "weakestScore"] {
                let wanted = name == "weakestScore" ? now.list("teams").first?.number("score") : now.number(name)
                #expect(item.number(name) == wanted, "\(name) of \(item.text("title") ?? "")")
            }
            #expect(item.flag("isProvisional") == now.flag("isProvisional"))
            #expect(item.flag("isCapped") == now.flag("isCapped"))
        }
        #expect(try await hub.differences() == [])
    }
}
