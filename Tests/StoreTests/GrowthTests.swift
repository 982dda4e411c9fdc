import Domain
import TestSupport
import Testing

@testable import Store

/// What one screen costs does not depend on how many accounts there are that its reader has nothing to do with.
@Suite struct GrowthTests {
    /// More accounts, each with a plan on which others work and ask each other, in every way that Home looks for, and
    /// on which a team lost its agreement.
    private func grow(_ hub: Hub, by count: Int) async throws {
        let objectives = try await hub.write(as: hub.manager, at: Company.now) { tx in
            try (0..<count).map { number in
                let account = try tx.insert(Account(tx.newID()) { $0.name = "Other \(number)" })
                let plan = try tx.insert(
                    Plan(tx.newID()) {
                        ($0.account, $0.title, $0.state, $0.teams) = (account.id, "FY27", .active, hub.teams)
                    })
                let objective = try tx.insert(Objective(tx.newID()) { ($0.plan, $0.title) = (plan.id, "Grow") })
                try tx.insert(
                    Commitment(tx.newID()) { ($0.plan, $0.objective, $0.team) = (plan.id, objective.id, hub.teams[1]) })
                for handshake in [Handshake.requested, .countered] {
                    try tx.insert(
                        PlanTask(tx.newID()) {
                            ($0.plan, $0.title, $0.team, $0.handshake) = (plan.id, "Ask", hub.teams[2], handshake)
                        })
                }
                if let seat = try tx.planMember(hub.manager.id, on: plan.id) {
                    _ = try tx.edit(seat.id, ["duty": .text("representative")])
                }
                _ = try tx.signPlan(plan.id, team: hub.manager.team, .agreed, note: nil, seq: Int(tx.seq))
                return objective.id
            }
        }
        try await hub.write(as: hub.manager, at: Company.now) { tx in
            for objective in objectives { _ = try tx.edit(objective, ["target": .int(60)]) }
        }
    }

    /// How many steps SQLite took; that of the statements that are prepared, which all are kept.
    private func steps(
        _ hub: Hub, as member: Member, _ body: @escaping @Sendable (Reader) throws -> Void
    ) async throws -> Int64 {
        try await hub.store.read(as: Caller(member), at: Company.now) { reader in
            func all() throws -> Int64 {
                try reader.connection.first("SELECT sum(nstep) FROM sqlite_stmt") { $0.int(0) } ?? 0
            }
            try body(reader)
            let before = try all(), apart = try all() - before
            try body(reader)
            return try all() - before - apart * 2
        }
    }

    @Test func noScreenLooksThroughWhatIsNotItsReaders() async throws {
        let company = try await Company(), hub = company.hub
        let accounts = try ListQuery(
            kind: "accounts", parameters: [("archived", "false"), ("sort", "name"), ("limit", "10")])
        var page = PortfolioQuery()
        page.limit = 10
        let portfolio = page
        // How many further steps each further account may cost: those that are only counted, one entry of an index.
        let screens: [(name: String, member: Member, allowed: Int64, body: @Sendable (Reader) throws -> Void)] = [
            ("Home", hub.contributor, 0, { _ = try $0.home() }), ("Home", hub.guest, 0, { _ = try $0.home() }),
            ("Home", hub.leader, 0, { _ = try $0.home() }),
            ("My work", hub.contributor, 0, { _ = try $0.work(at: Company.now) }),
            ("Inbox", hub.contributor, 0, { _ = try $0.inbox() }),
            ("Alignment", hub.leader, 8, { _ = try $0.portfolio(portfolio) }),
            ("Alignment", hub.stranger, 8, { _ = try $0.portfolio(portfolio) }),
            ("Accounts", hub.leader, 8, { _ = try $0.list("accounts", accounts) }),
            ("Accounts", hub.stranger, 8, { _ = try $0.list("accounts", accounts) }),
            ("Search", hub.leader, 0, { _ = try $0.search(SearchQuery("Velmora")) }),
        ]
        var before: [Int64] = []
        for screen in screens { before.append(try await steps(hub, as: screen.member, screen.body)) }
        let more = 150
        try await grow(hub, by: more)
        for (screen, before) in zip(screens, before) {
            let after = try await steps(hub, as: screen.member, screen.body)
            #expect(
                after <= before + before / 4 + screen.allowed * Int64(more),
                "\(screen.name) of \(screen.member.name): \(before) steps, then \(after)")
        }
    }

    /// What is counted by triggers is what one counts.
    @Test func sumsAreThoseOfThePlans() async throws {
        let company = try await Company(), hub = company.hub
        func check() async throws {
            for member in [hub.leader, hub.stranger, hub.contributor] {
                let (items, first, _) = try await company.pages(as: member, limit: 200)
                let sums = first["sums"] as? JSONObject ?? [:]
                let stale = items.map { $0["stale"] as? Int ?? 0 }
                #expect(sums["plans"] as? Int == items.count)
                #expect(sums["stale"] as? Int == stale.reduce(0, +) && sums["fresh"] as? Int == stale.count { $0 == 0 })
                #expect(sums["disagreed"] as? Int == items.count { $0.flag("isCapped") ?? false })
                #expect(sums["provisional"] as? Int == items.count { $0.flag("isProvisional") ?? false })
            }
        }
        try await check()
        // Some are closed, some open to all, some restricted, some gone.
        for (number, plan) in company.plans.enumerated() {
            let patch: Patch =
                number % 3 == 0
                ? ["state": .text("closed")] : ["access": .text(number % 2 == 0 ? "open" : "restricted")]
            _ = try await hub.write(as: hub.manager, at: Company.now) { try $0.edit(plan, patch) }
        }
        try await check()
        #expect(try await hub.differences() == [])
    }
}
