import Domain
import Foundation
import HTTPTypes
import Live
import Store
import TestSupport
import Testing

@testable import Web

/// `scope=all`: what screens of all plans listen to.
@Suite(.timeLimit(.minutes(5))) struct EverythingStreamTests {
    private func title<R: Record>(_ house: House, _ id: ID<R>, _ title: String) async throws {
        let patch: Patch = ["title": .text(title)]
        _ = try await house.hub.write(as: house.hub.manager) { try $0.edit(id, patch) }
    }
    /// What everybody hears, whoever they are.
    private func sayAll(_ house: House, _ post: Post, _ name: String) async throws {
        let hub = house.hub
        _ = try await hub.write(as: hub.admin) { try $0.edit(hub.teams[0], ["name": .text(name)]) }
        post.send()
    }
    private func sign(_ house: House) async throws {
        let hub = house.hub, seq = Int(hub.log.changes.last?.seq ?? 0)
        _ = try await hub.write(as: hub.contributor) {
            try $0.signPlan(hub.plan, team: hub.teams[1], .agreed, note: nil, seq: seq)
        }
    }
    /// Another active plan, on whose team are its founder, the manager, and nobody else.
    private func plan(_ house: House, _ access: Plan.Openness, _ title: String) async throws -> ID<Plan> {
        let hub = house.hub
        return try await hub.write(as: hub.manager) { tx in
            let account = try tx.insert(Account(tx.newID()) { $0.name = "Nordwind" })
            return try tx.insert(
                Plan(tx.newID()) {
                    ($0.account, $0.title, $0.state) = (account.id, title, .active)
                    ($0.access, $0.teams) = (access, hub.teams)
                }
            ).id
        }
    }

    @Test func aLeaderHearsOfPlansTheyAreNotOn() async throws {
        let house = try await House(), hub = house.hub, post = Post(house)
        let ear = try await Ear(house, hub.leader, "?scope=all"), other = try await Ear(house, hub.admin, "")
        try await other.listen(in: house) {
            try await ear.listen(in: house) {
                await ear.hears("event: hello")
                try await title(house, hub.task, "Write to them")
                try await title(house, hub.restricted, "Union")
                try await sign(house)
                post.send()
                await ear.hears("event: figures")
                try await sayAll(house, post, "Field sales")
                await ear.hears("Field sales")
                await other.hears("Field sales")
            }
        }
        for words in ["Write to them", "Union", "\"kind\":\"signOff\""] {
            #expect(ear.text.contains(words), "\(words)")
        }
        #expect(ear.figures.count == 1 && ear.figures[0].contains(hub.plan.text))
        #expect(other.entries.count == 1 && other.figures.isEmpty, "who asks for less hears less")
    }

    @Test func staffDoNotHearRestrictedPlans() async throws {
        let house = try await House(), hub = house.hub, post = Post(house)
        let ear = try await Ear(house, hub.stranger, "?scope=all")
        try await ear.listen(in: house) {
            await ear.hears("event: hello")
            try await title(house, hub.restricted, "Union")
            try await title(house, hub.task, "Write to them")
            try await sayAll(house, post, "Field sales")
            await ear.hears("Field sales")
            // Restricted from the first.
            let late = try await plan(house, .restricted, "Takeover")
            try await hub.write(as: hub.manager) { tx in
                _ = try tx.insert(Objective(tx.newID()) { ($0.plan, $0.title) = (late, "Buy them") })
            }
            try await sayAll(house, post, "Near sales")
            await ear.hears("Near sales")
            #expect(!ear.text.contains(late.text))
        }
        #expect(ear.text.contains("Write to them"))
        for words in ["Union", "Merger", "Takeover", "Buy them", hub.restricted.text] {
            #expect(!ear.text.contains(words), "\(words)")
        }
    }

    @Test func aPlanThatBecomesRestrictedIsHeardOfNoMore() async throws {
        let house = try await House(), hub = house.hub, post = Post(house)
        let ear = try await Ear(house, hub.stranger, "?scope=all")
        try await ear.listen(in: house) {
            await ear.hears("event: hello")
            try await title(house, hub.task, "Write to them")
            post.send()
            await ear.hears("Write to them")
            // Before they come to read it, there are figures and a restriction.
            try await sign(house)
            _ = try await hub.write(as: hub.manager) { try $0.edit(hub.plan, ["access": .text("restricted")]) }
            try await title(house, hub.task, "Between us")
            _ = try await hub.write(as: hub.manager) { try $0.edit(hub.objective, ["target": .int(60)]) }
            try await sayAll(house, post, "Field sales")
            await ear.hears("Field sales")
        }
        #expect(!ear.text.contains("Between us") && ear.figures.isEmpty, "also what was pending is dropped")
    }

    @Test func aPlanThatBecomesOpenIsHeardOf() async throws {
        let house = try await House(), hub = house.hub, post = Post(house)
        let ear = try await Ear(house, hub.stranger, "?scope=all")
        try await ear.listen(in: house) {
            await ear.hears("event: hello")
            _ = try await hub.write(as: hub.manager) { try $0.edit(hub.restricted, ["access": .text("open")]) }
            try await title(house, hub.restricted, "Union")
            post.send()
            await ear.hears("Union")
        }
        #expect(ear.entries.count == 2)
    }

    /// Nor by what comes of it at the end: it was never theirs to know.
    @Test(arguments: [false, true]) func aRestrictedPlanThatIsDeletedStaysUnknown(fromJournal: Bool) async throws {
        let house = try await House(), hub = house.hub, post = Post(house)
        if fromJournal { try await hub.write(as: hub.manager) { try $0.remove(hub.restricted) } }
        let ears = try await [hub.stranger, hub.viewer, hub.guest].asyncMap {
            try await Ear(house, $0, "?scope=all\(fromJournal ? "&since=0" : "")")
        }
        for ear in ears {
            try await ear.listen(in: house) {
                await ear.hears("event: hello")
                if !fromJournal, try await hub.read(as: hub.admin, { try $0.find(hub.restricted) }) != nil {
                    try await title(house, hub.restricted, "Union")
                    try await hub.write(as: hub.manager) { try $0.remove(hub.restricted) }
                }
                try await sayAll(house, post, "Field sales")
                await ear.hears("Field sales")
            }
            for words in ["Merger", "Union", hub.restricted.text] { #expect(!ear.text.contains(words), "\(words)") }
        }
        let leader = try await Ear(house, hub.leader, "?scope=all&since=0")
        try await leader.listen(in: house) {
            await leader.hears("Field sales")
            #expect(leader.text.contains("Merger"), "whoever sees every plan saw this one")
        }
    }

    @Test func guestsGetTheirOwnPlans() async throws {
        let house = try await House(), hub = house.hub, post = Post(house)
        let other = try await plan(house, .open, "Elsewhere")
        let ear = try await Ear(house, hub.guest, "?scope=all"),
            staff = try await Ear(house, hub.stranger, "?scope=all")
        post.send()
        try await staff.listen(in: house) {
            try await ear.listen(in: house) {
                await ear.hears("event: hello")
                try await title(house, other, "Far away")
                try await title(house, hub.task, "Write to them")
                try await sign(house)
                try await sayAll(house, post, "Field sales")
                await ear.hears("Field sales")
                await staff.hears("Field sales")
                await staff.hears("event: figures")
            }
        }
        #expect(ear.text.contains("Write to them") && ear.figures.isEmpty && !ear.text.contains("signOff"))
        #expect(!ear.text.contains("Far away") && !ear.text.contains(other.text))
        #expect(staff.text.contains("Far away"))
    }

    @Test func whoComesAgainLosesAndDoublesNothing() async throws {
        let house = try await House(), hub = house.hub, post = Post(house)
        var heard: [String] = [], last: String?
        for round in 0..<6 {
            let ear = try await Ear(house, hub.stranger, "?scope=all&since=0", lastEventID: last)
            try await ear.listen(in: house) {
                for n in 0..<3 {
                    try await title(house, n == 1 ? hub.restricted.raw : hub.plan.raw, "Title \(round).\(n)")
                }
                // What is committed is published late, early, or by the journal alone.
                if round % 3 > 0 { post.send() }
                await ear.hears(round % 3 == 0 ? "event: hello" : "Title \(round).2")
            }
            let ids = ear.text.components(separatedBy: "\n").filter { $0.hasPrefix("id: ") }.map {
                String($0.dropFirst(4))
            }
            heard += ear.entries.compactMap { $0.split(separator: "\n").first.map { String($0.dropFirst(4)) } }
            last = ids.last
            post.send()
        }
        let ear = try await Ear(house, hub.stranger, "?scope=all", lastEventID: last)
        try await ear.listen(in: house) {
            try await sayAll(house, post, "Field sales")
            await ear.hears("Field sales")
        }
        heard += ear.entries.compactMap { $0.split(separator: "\n").first.map { String($0.dropFirst(4)) } }
        let wanted = hub.log.entries.filter { entry in
            entry.changes.contains { change in
                switch change.audience {
                case .everyone, .staff: true
                case .plan(let plan), .planStaff(let plan): plan != hub.restricted
                case .member(let member), .concern(let member, _): member == hub.stranger.id
                }
            }
        }
        // An id is that of the last change of an entry, seen or not.
        #expect(heard == wanted.map { "\(hub.store.epoch).\($0.seq)" })
    }

    private func title(_ house: House, _ plan: Identifier, _ title: String) async throws {
        try await self.title(house, ID<Plan>(plan), title)
    }

    /// Whatever the numbers of the open week are, everybody else hears the same bytes.
    @Test func pulsesAreNotHeard() async throws {
        func heard(_ level: Int, by who: KeyPath<TestSupport.Hub, Member>) async throws -> String {
            let house = try await House(), hub = house.hub, post = Post(house)
            let ear = try await Ear(house, hub[keyPath: who], "?scope=all")
            try await ear.listen(in: house) {
                await ear.hears("event: hello")
                for (member, given) in [(hub.viewer, 3), (hub.contributor, level), (hub.contributor, 6 - level)] {
                    _ = try await hub.write(as: member) {
                        try $0.givePulse(
                            on: hub.plan, week: nil, clarity: given, agreement: given, confidence: given, note: nil)
                    }
                }
                try await sign(house)
                try await sayAll(house, post, "Field sales")
                await ear.hears("Field sales")
                if hub[keyPath: who].role != .guest { await ear.hears("event: figures") }
            }
            return ear.text
        }
        for who in [\TestSupport.Hub.admin, \.leader, \.manager, \.viewer, \.stranger, \.guest] {
            let one = try await heard(1, by: who)
            #expect(try await heard(5, by: who) == one)
            #expect(one.contains("\"kind\":\"signOff\"") == (who != \.guest))
        }
        let mine = try await heard(1, by: \.contributor)
        #expect(try await heard(5, by: \.contributor) != mine, "but whose they are")
    }

    @Test func anyOtherScopeIsRefused() async throws {
        let house = try await House()
        for scope in ["mine", "", "ALL"] {
            await #expect {
                try await Ear(house, house.hub.leader, "?scope=\(scope)")
            } throws: { ($0 as? Failure)?.code == .invalid && ($0 as? Failure)?.problems.map(\.field) == ["scope"] }
        }
        let stranger = try await house.ask(.stranger, .get, "/api/live?scope=some")
        #expect(stranger.status == 422)
    }
}
extension Array {
    fileprivate func asyncMap<T>(_ body: (Element) async throws -> T) async throws -> [T] {
        var all: [T] = []
        for one in self { all.append(try await body(one)) }
        return all
    }
}
