import Domain
import Foundation
import JSON
import TestSupport
import Testing

@testable import Store

/// Whatever a list or a search is asked for: it answers, or says what it does not take. SQL never sees it.
@Suite struct QuestionFuzzTests {
    private func fields<R: Record>(_: R.Type) -> [Traits] { R.fields.traits }

    private func value(_ shape: Shape, _ rubbish: inout Rubbish) -> String {
        switch rubbish.number(below: 6) {
        case 0: return rubbish.text()
        case 1: return "\(value(shape, &rubbish))..\(value(shape, &rubbish))"
        case 2: return "\(value(shape, &rubbish)),\(value(shape, &rubbish))"
        default: break
        }
        switch shape {
        case .choice(let words): return rubbish.one(of: words)
        case .day: return Day(number: rubbish.number(below: 90_000)).text
        case .reference:
            return rubbish.chance(1, in: 4) ? "none" : Identifier(high: rubbish.bits(), low: rubbish.bits()).text
        default:
            return rubbish.one(of: [
                "0", "-1", "+1", "1.5", "1e400", "nan", "true", "false", "none", "9223372036854775807",
            ])
        }
    }

    @Test func lists() async throws {
        let hub = try await TestSupport.Hub(), epoch = hub.store.epoch
        await Rubbish.rounds(400) { rubbish in
            let type = rubbish.one(of: Kinds.all), traits = fields(type)
            var parameters: [(name: String, value: String)] = []
            for _ in 0..<rubbish.number(below: 4) {
                switch rubbish.number(below: 8) {
                case 0: parameters.append(("q", rubbish.text()))
                case 1: parameters.append(("after", cursor(epoch, &rubbish)))
                case 2: parameters.append(("limit", rubbish.one(of: ["1", "200", "0", "-1", "x", "1e2", ""])))
                case 3:
                    parameters.append(
                        ("sort", rubbish.chance(1, in: 3) ? rubbish.text() : "-" + rubbish.one(of: traits).name))
                case 4: parameters.append((rubbish.text(), rubbish.text()))
                default:
                    let trait = rubbish.one(of: traits)
                    parameters.append((trait.name, value(trait.shape, &rubbish)))
                }
            }
            let asked = parameters, seed = rubbish.seed
            do {
                let query = try ListQuery(kind: type.kind.path, parameters: asked)
                let who = rubbish.one(of: [hub.admin, hub.guest, hub.stranger])
                let page = try await hub.store.read(as: Caller(who)) { try $0.list(type.kind.path, query) }
                #expect(page.ids.count <= query.limit && page.total >= page.ids.count, "seed \(seed)")
                let items = try JSONSerialization.jsonObject(with: Data(page.items)) as? [Any]
                #expect(items?.count == page.ids.count, "seed \(seed)")
                if let next = page.next {
                    var more = query
                    more.after = next
                    let following = more
                    let rest = try await hub.store.read(as: Caller(who)) { try $0.list(type.kind.path, following) }
                    #expect(Set(rest.ids).isDisjoint(with: page.ids), "seed \(seed)")
                }
            } catch let invalid as Invalid {
                #expect(
                    invalid.problems.allSatisfy { problem in asked.contains { $0.name == problem.field } },
                    "seed \(seed)")
            } catch is OtherHistory {  // a cursor that is almost ours
            } catch { Issue.record("seed \(seed): \(error)") }
        }
    }

    /// One that could have been ours, or almost.
    private func cursor(_ epoch: String, _ rubbish: inout Rubbish) -> String {
        let id = Identifier(high: rubbish.bits(), low: rubbish.bits())
        let values: [Value] = [
            .null, .int(3), .real(0.5), .text(rubbish.text()), .bool(true), .list([.int(1)]), .int(.min),
        ]
        let some = (0..<rubbish.number(below: 4)).map { _ in rubbish.one(of: values) }
        let text = Cursor(some, id).text(in: epoch)
        return rubbish.chance(1, in: 2) ? text : rubbish.mutated(text)
    }

    @Test func cursors() throws {
        let epoch = "0199"
        try Rubbish.rounds(3000) { rubbish in
            let text = cursor(epoch, &rubbish)
            guard let found = try? Cursor(text, in: epoch) else { return }
            let again = try Cursor(found.text(in: epoch), in: epoch)
            #expect(again?.values == found.values && again?.id == found.id, "seed \(rubbish.seed)")
        }
    }

    @Test func searches() async throws {
        let hub = try await TestSupport.Hub()
        await Rubbish.rounds(400) { rubbish in
            let pieces = ["write", "the", "velmora", "\"", " ", "*", "-", rubbish.text(atMost: 6)]
            var query = SearchQuery(
                rubbish.chance(1, in: 2) ? rubbish.text(atMost: 40) : rubbish.text(of: pieces, atMost: 12))
            if rubbish.chance(1, in: 4) { query.kind = rubbish.one(of: SearchQuery.kinds) }
            let asked = query, who = rubbish.one(of: [hub.admin, hub.guest, hub.stranger])
            do {
                let answer = try await hub.store.read(as: Caller(who)) { try $0.search(asked) }
                let object = try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any]
                #expect(object?["items"] is [Any], "seed \(rubbish.seed)")
            } catch { Issue.record("seed \(rubbish.seed): \(error)") }
        }
    }

    /// All that can be found is found by any of its words, whatever it is made of.
    @Test func whatIsWrittenIsFound() async throws {
        let hub = try await TestSupport.Hub()
        var written: [(title: String, id: Identifier)] = []
        await Rubbish.rounds(40) { rubbish in
            let title = rubbish.text(
                of: ["Quarry", " ", "ﬁne", "東京", "É", "'", "\"", "*", rubbish.text(atMost: 5)], atMost: 12)
            let patch: Patch = ["plan": .id(hub.plan.raw), "title": .text(title), "team": .id(hub.teams[1].raw)]
            let made = try? await hub.store.write(as: Caller(hub.manager), at: TestSupport.Hub.now) {
                try $0.create(PlanTask.self, id: nil, patch).id.raw
            }
            if let made { written.append((title, made)) }
        }
        #expect(written.count > 5)
        for (title, id) in written {
            for word in Words.all(in: title) where !word.folded.isEmpty {
                let query = SearchQuery("\"\(title[word.range])\"")
                let rows = try await hub.store.read(as: Caller(hub.manager)) { reader in try reader.search(query) }
                #expect(String(decoding: rows, as: UTF8.self).contains(id.text), "\(title): \(word.folded)")
            }
        }
    }
}
