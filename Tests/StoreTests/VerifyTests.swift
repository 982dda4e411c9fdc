import Domain
import Store
import TestSupport
import Testing

/// What somebody did behind Quartet's back is found, each in its own words.
@Suite struct VerifyTests {
    @Test(arguments: [
        ("UPDATE task SET title = 'x'", "differs from the journal"),
        ("DELETE FROM comment", "has no row"),
        ("UPDATE alignment SET score = score + 1", "is not what its records make of it"),
        ("UPDATE alignment SET stale = 7", "is not what its records make of it"),
        ("UPDATE alignment_team SET verdict = 'agreed'", "is not what its records make of it"),
        ("DELETE FROM alignment_team; DELETE FROM alignment", "has no score"),
        ("UPDATE alignment_sum SET plans = plans + 1", "the sums over all plans"),
        ("UPDATE alignment_team SET is_active = 1 - is_active", "the sums over all plans"),
        ("DELETE FROM search_row WHERE kind = 'task'", "is not in the index"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM team", "refers to a missing row of team"),
        ("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'task_by_plan'", "never used"),
    ]) func isTold(tampering: String, words: String) async throws {
        let premises = try await Premises()
        try premises.hub.store.close()
        #expect(try premises.verify() == [])
        try sqlite(premises.data, tampering)
        let found = try premises.verify()
        #expect(found.contains { $0.contains(words) }, "\(found)")
    }

    /// A score depends on the day: one that was right when it was written is no difference later.
    @Test func daysThatPassAreNoDifference() async throws {
        let premises = try await Premises(), hub = premises.hub
        _ = try await hub.write(as: hub.contributor) { try $0.answerTask(hub.task, .accepted, day: nil, reason: nil) }
        for days in [1, 8, 9, 40] {
            let later = Hub.now.adding(seconds: days * 86_400)
            #expect(try Store.verify(nil, in: premises.data, migrations: Hub.migrations, at: later) == [])
            if days == 9 { try await hub.store.closeDay(at: later) }
        }
    }
}
