import Domain
import Store
import TestSupport
import Testing

/// Thousands of random operations by random people, in random groups; then the rows are rebuilt from the journal, and
/// the index of words from the rows.
@Suite struct RebuildTests {
    @Test(arguments: [1, 2, 3] as [UInt64]) func rowsAndJournalAgree(seed: UInt64) async throws {
        let hub = try await Hub()
        let people = [hub.admin, hub.manager, hub.contributor, hub.viewer, hub.stranger, hub.guest]
        var random = SeededGenerator(seed: seed), done = 0, refused = 0
        for round in 0..<60 {
            let seeds = (0..<25).map { _ in random.next() }
            let results = await withTaskGroup(of: Bool.self) { group in
                for seed in seeds {
                    group.addTask {
                        var random = SeededGenerator(seed: seed)
                        let member = people[Int(random.next() % UInt64(people.count))], rolled = random
                        do {
                            try await hub.write(as: member, at: Hub.now.adding(seconds: round)) { tx in
                                var random = rolled
                                for _ in 0...(random.next() % 3) { try RandomStep.take(tx, hub, &random) }
                                if random.next() % 11 == 0 { throw RandomStep.Refused.onPurpose }
                            }
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            done += results.filter(\.self).count
            refused += results.filter { !$0 }.count
        }
        #expect(done > 300 && refused > 100, "\(done) done, \(refused) refused")
        #expect(try await hub.differences() == [])
        let seqs = hub.log.changes.map(\.seq)
        #expect(seqs == Array(1...Int64(seqs.count)))
    }
}
