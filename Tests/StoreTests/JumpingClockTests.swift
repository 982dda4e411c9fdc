import Domain
import TestSupport
import Testing

@testable import Store

/// A clock that is years ahead for a while, or behind, and is then put right.
@Suite struct JumpingClockTests {
    private static let year = 365 * 86_400
    private func days(_ n: Int) -> Instant { Hub.now.adding(seconds: n * 86_400) }

    /// The journal has an order of its own, and ids are no time.
    @Test func whatIsWrittenKeepsItsOrder() async throws {
        let hub = try await Hub()
        for (n, jump) in [0, Self.year, -Self.year, 60, 10 * Self.year, 0, 120].enumerated() {
            let now = Hub.now.adding(seconds: jump), id = ID<PlanTask>(Identifier(high: 0x7000 | UInt64(n), low: 1))
            let before = hub.log.changes.last?.seq ?? 0
            let made = try await hub.write(as: hub.manager, at: now) { tx in
                let patch: Patch = ["plan": .id(hub.plan.raw), "team": .id(hub.teams[0].raw), "title": .text("Task")]
                return try tx.create(PlanTask.self, id: n % 2 == 0 ? nil : id, patch)
            }
            #expect(made.stamp.rev > before && made.number == n + 2)
            let base = try await hub.read(as: hub.manager) { try $0.find(hub.task)?.stamp.rev }
            let edited = try await hub.write(as: hub.contributor, at: now) {
                try $0.edit(hub.task, ["title": .text("Call them \(n)")], ifMatch: base)
            }
            #expect(edited.stamp.rev > made.stamp.rev && edited.stamp.updatedAt == now)
            try await hub.store.closeDay(at: now)
        }
        let numbers = hub.log.changes.map(\.seq)
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 })
        #expect(Set(hub.log.changes.map(\.record)).count > 7)
        #expect(try await hub.differences() == [])
        // A plan as it stands now holds what was written while the clock was ahead.
        let point = Point.moment(Hub.now.adding(seconds: 120))
        let version = try await hub.store.read(as: Caller(hub.manager), at: Hub.now.adding(seconds: 120)) {
            try $0.snapshotVersion(of: hub.plan, at: point, zone: nil)
        }
        #expect(version.seq == numbers.last)
    }

    /// Whether it is ahead or behind, and whenever the session began.
    @Test func aSessionGoesOnWhenTheClockIsRight() async throws {
        let hub = try await Hub()
        for (token, day) in [("ahead", 400), ("right", 0), ("behind", -10)] {
            _ = try await hub.write(as: hub.viewer, at: days(day)) {
                try $0.openSession(of: hub.viewer.id, tokenHash: token, device: "Firefox", address: "::1")
            }
            for other in [-400, 0, 1] { #expect(try await hub.store.session(tokenHash: token, at: days(other)) != nil) }
        }
        #expect(try await hub.store.session(tokenHash: "right", at: days(15)) == nil, "two weeks without being used")
    }

    /// What was made by a clock that was ahead lives no longer for it.
    @Test func aSessionAndALinkLiveAsLongAsOthers() async throws {
        let hub = try await Hub()
        for (token, day) in [("ahead", 400), ("right", 0)] {
            _ = try await hub.write(as: hub.viewer, at: days(day)) {
                try $0.openSession(of: hub.viewer.id, tokenHash: token, device: "Firefox", address: "::1")
            }
        }
        _ = try await hub.write(as: hub.admin, at: days(400)) { try $0.invite(hub.viewer.id, tokenHash: "link") }
        #expect(try await hub.store.session(tokenHash: "ahead", at: days(90)) != nil)
        try await hub.store.write(as: .quartet, at: days(1)) { tx in
            try tx.pruneSessions()
            try tx.boundInvitations()
        }
        for token in ["ahead", "right"] {
            #expect(try await hub.store.session(tokenHash: token, at: days(13)) != nil)
            #expect(try await hub.store.session(tokenHash: token, at: days(15)) == nil)
        }
        #expect(try await hub.store.invitation(tokenHash: "link", at: days(7)).member?.id == hub.viewer.id)
        await #expect(throws: InvitationInvalid()) {
            try await hub.store.invitation(tokenHash: "link", at: self.days(8))
        }
    }

    @Test func codesAreTakenOnceTheClockIsRight() {
        let secret = Array("12345678901234567890".utf8), now = Hub.now
        let step = now.milliseconds / 30_000, code = TOTP.code(secret, step: step)
        let ahead = step + Int64(Self.year / 30)
        #expect(TOTP.step(of: code, secret, at: now, after: ahead) == step)
        #expect(TOTP.step(of: code, secret, at: now, after: step) == nil, "each only once")
        #expect(TOTP.step(of: code, secret, at: now, after: step + 1) == nil, "a phone may be a step ahead")
    }

    @Test func aBackupOfALaterDayIsNoneOfToday() async throws {
        let hub = try await Hub()
        _ = try await hub.write(as: hub.admin) { try $0.edit(hub.workspace, ["makesBackups": .bool(true)]) }
        for day in [-1, 400] {
            try await hub.store.beginBackup("quartet-\(day).db", at: days(day))
            try await hub.store.endBackup(begun: days(day), size: 1, error: nil, at: days(day))
        }
        #expect(try await hub.store.isBackupDue(at: days(400)) == false)
        #expect(try await hub.store.isBackupDue(at: days(0)))
        #expect(try await hub.store.lastBackup(at: days(0))?.at == days(-1), "the alarm goes by this one's age")
    }

    @Test func whatIsNewIsInTheDigestAfterOneOfALaterDay() async throws {
        let hub = try await Hub()
        let ahead = try await hub.store.beginDigest(of: hub.contributor.id, at: days(400))
        #expect(ahead?.lines.count == 2)
        _ = try await hub.write(as: hub.manager, at: days(1)) { tx in
            try tx.create(
                PlanTask.self, id: nil,
                [
                    "plan": .id(hub.plan.raw), "team": .id(hub.teams[0].raw), "title": .text("Call them again"),
                    "assignee": .id(hub.contributor.id.raw),
                ])
        }
        let digest = try await hub.store.beginDigest(of: hub.contributor.id, at: days(2))
        #expect(digest?.lines.contains { $0.thing == "Call them again" } == true)
        #expect(try await hub.store.beginDigest(of: hub.contributor.id, at: days(2)) == nil, "one a day")
    }

    @Test func whatWasPutOffStaysPutOff() async throws {
        let hub = try await Hub(), me = Caller(hub.contributor)
        func unread(_ day: Int) async throws -> Int64 {
            try await hub.store.read(as: me, at: days(day)) { try $0.unreadCount() }
        }
        let all = try await unread(0)
        let until = days(5)
        _ = try await hub.store.write(as: me, at: days(0)) { tx in
            let notice = try tx.all(Notice.self, where: ["member": .id(hub.contributor.id.raw)])[0]
            return try tx.edit(notice.id, ["snoozedUntil": .instant(until)])
        }
        #expect(try await unread(0) == all - 1)
        #expect(try await unread(400) == all)
        #expect(try await unread(-400) == all - 1)
        #expect(try await unread(4) == all - 1)
        #expect(try await unread(6) == all)
    }
}
