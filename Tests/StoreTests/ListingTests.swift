import Domain
import JSON
import Store
import TestSupport
import Testing

@Suite struct ListingTests {
    private func portfolio() async throws -> Hub {
        let hub = try await Hub()
        try await hub.write(as: hub.admin) { tx in
            for n in 0..<60 {
                try tx.insert(
                    Account(tx.newID()) {
                        $0.name = (n % 2 == 0 ? "a" : "B") + "ccount \(n % 7)_%"
                        $0.arr = n % 5 == 0 ? nil : Money(minor: Int64(n % 6) * 100)
                        $0.renewal = n % 4 == 0 ? nil : Day(2027, 1, 1 + n % 9)
                        $0.industry = n % 3 == 0 ? "Rail" : nil
                        $0.generalManager = hub.manager.id
                    })
            }
        }
        return hub
    }

    @Test(arguments: ["name", "-name", "arr", "-arr", "renewal", "-renewal", "updatedAt", nil] as [String?])
    func pagesHoldEachRecordOnce(_ sort: String?) async throws {
        let hub = try await portfolio()
        var seen: [Identifier] = [], after: String?
        repeat {
            var parameters = [("limit", "7")] + (sort.map { [("sort", $0)] } ?? [])
            if let after { parameters.append(("after", after)) }
            let query = try ListQuery(kind: "accounts", parameters: parameters)
            let page = try await hub.read(as: hub.leader) { try $0.list("accounts", query) }
            #expect(page.total == 61)
            seen += page.ids
            after = page.next
        } while after != nil
        #expect(seen.count == 61 && Set(seen).count == 61)
        guard let sort, sort != "updatedAt" else { return }
        let ids = seen
        let values = try await hub.write(as: hub.leader) { tx in
            try ids.map {
                try tx.find(ID<Account>($0)).flatMap { Account.fields[sort.replacing("-", with: "")]?.get($0) }
            }
        }
        let keys = values.compactMap { value -> String? in
            switch value {
            case .text(let text)?: text.lowercased()
            case .int(let n)?: String(100_000 + n)
            case .day(let day)?: day.text
            default: nil
            }
        }
        #expect(keys == (sort.hasPrefix("-") ? keys.sorted(by: >) : keys.sorted()))
        #expect(values.drop { $0 != .null }.allSatisfy { $0 == .null })
    }

    @Test func filters() async throws {
        let hub = try await portfolio()
        func count(_ parameters: [(String, String)]) async throws -> Int {
            let query = try ListQuery(kind: "accounts", parameters: parameters)
            return try await hub.read(as: hub.leader) { try $0.list("accounts", query).total }
        }
        #expect(try await count([("industry", "Rail")]) == 20)
        #expect(try await count([("industry", "none")]) == 41)
        #expect(try await count([("industry", "Rail,none")]) == 61)
        #expect(try await count([("renewal", "2027-01-02..2027-01-03")]) == 11)
        #expect(try await count([("renewal", "..2027-01-01")]) == 5)
        #expect(try await count([("generalManager", hub.manager.id.text), ("archived", "false")]) == 61)
        #expect(try await count([("q", "_%")]) == 60)
        #expect(try await count([("q", "b")]) == 30)
        #expect(try await count([("q", "'; DROP TABLE account; --")]) == 0)
        // A percent with an accent upon it is one letter to Swift, and two signs to SQLite.
        _ = try await hub.write(as: hub.leader) { try $0.create(Account.self, id: nil, ["name": .text("Max\u{301}")]) }
        #expect(try await count([("q", "x\u{301}")]) == 1)
        #expect(try await count([("q", "%\u{301}")]) == 0)
    }

    @Test func badQuestionsAreNamed() throws {
        let bad = [
            ("limit", "0"), ("sort", "notes"), ("colour", "red"), ("archived", "maybe"), ("renewal", "soon"),
            ("parent", "x"),
        ]
        let error = #expect(throws: Invalid.self) { try ListQuery(kind: "accounts", parameters: bad) }
        #expect(error?.problems.map(\.field) == bad.map(\.0))
        #expect(throws: NotFound.self) { try ListQuery(kind: "unicorns", parameters: []) }
    }

    @Test func aStrangeCursorIsRefused() async throws {
        let hub = try await portfolio()
        for cursor in ["x", "", "W10", "WyJhIl0"] {
            let query = try ListQuery(kind: "accounts", parameters: [("after", cursor), ("sort", "name")])
            await #expect(throws: Invalid.self) {
                try await hub.read(as: hub.leader) { try $0.list("accounts", query) }
            }
        }
    }

    @Test func historyAndSnapshotSayTheSame() async throws {
        let hub = try await Hub()
        let (version, bytes) = try await hub.read(as: hub.viewer) { reader in
            let version = try reader.snapshotVersion(of: hub.plan)
            return (version, try reader.snapshot(version, epoch: hub.store.epoch))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(version.seq == hub.log.changes.filter { $0.plan == hub.plan }.map(\.seq).max())
        for part in ["\"account\":{", "\"planMembers\":[{", "\"tasks\":[{", "\"comments\":[{", "\"activity\":[{"] {
            #expect(text.contains(part), "\(part)")
        }
        let tail = try await hub.read(as: hub.admin) { try $0.entries(after: 0, limit: 10_000) }
        #expect(tail.flatMap(\.changes).map(\.json) == hub.log.changes.map(\.json))
        #expect(tail.map(\.number) == hub.log.entries.map(\.number))
        #expect(tail.flatMap(\.changes).map(\.audience) == hub.log.changes.map(\.audience))
        let some = try await hub.read(as: hub.admin) { try $0.entries(after: 0, limit: 3) }
        #expect(some.first?.number == 1)
    }
}
