import Foundation
import TestSupport
import Testing

@testable import Domain

/// Whatever is taken as a day, a moment, an id or a reference is written again as it was read.
@Suite struct ValueFuzzTests {
    private static let digits =
        "0123456789".map(String.init) + ["-", "-", ":", "T", "Z", ".", " ", "+", "٣", "\u{301}"]

    @Test func days() {
        Rubbish.rounds(4000) { rubbish in
            let day = Day(number: rubbish.number(below: 84_000) - 20)
            #expect(Day(day.text) == day, "seed \(rubbish.seed)")
            let text = rubbish.chance(1, in: 2) ? rubbish.mutated(day.text) : rubbish.text(of: Self.digits, atMost: 12)
            if let found = Day(text) { #expect(found.text == text, "seed \(rubbish.seed): \(text)") }
            if let held = Day(Value.text(text)) { #expect(Day.bounds.contains(held), "seed \(rubbish.seed)") }
        }
    }

    @Test func moments() {
        Rubbish.rounds(4000) { rubbish in
            let at = Instant(milliseconds: Int64(rubbish.number(below: 7_258_118_400_000)) - 100_000_000)
            #expect(Instant(at.text) == at, "seed \(rubbish.seed)")
            let text = rubbish.mutated(at.text)
            guard let found = Instant(text) else { return }
            #expect(Instant(found.text) == found, "seed \(rubbish.seed)")
            let canonical = text.utf8.count == 20 ? text.dropLast() + ".000Z" : text[...]
            #expect(found.text == canonical, "seed \(rubbish.seed): \(text)")
        }
    }

    @Test func idsAndReferences() {
        Rubbish.rounds(4000) { rubbish in
            let id = Identifier(high: rubbish.bits(), low: rubbish.bits())
            #expect(Identifier(id.text) == id && Identifier(id.text.uppercased()) == id, "seed \(rubbish.seed)")
            let text = rubbish.mutated(id.text)
            if let found = Identifier(text) {
                #expect(found.text == text.lowercased(), "seed \(rubbish.seed): \(text)")
            }
            let reference = rubbish.mutated("task:\(id.text)")
            if let found = RecordReference(reference) {
                #expect(RecordReference(found.text) == found, "seed \(rubbish.seed)")
                #expect(found.text.lowercased() == reference.lowercased(), "seed \(rubbish.seed)")
            }
        }
    }

    /// A patch is taken whole or not at all; what was taken stands there, is right, and changes nothing when it comes again.
    @Test func patches() {
        for type in Kinds.all { patches(of: type) }
    }
    private func patches<R: Record>(of: R.Type) {
        Rubbish.rounds(60) { rubbish in
            let old = R()
            var new = old, members: [String: Value] = [:]
            for field in R.fields.all where rubbish.chance(1, in: 2) {
                members[field.name] = value(field.traits.shape, &rubbish)
            }
            if rubbish.chance(1, in: 8) { members[rubbish.text(atMost: 5)] = .null }
            do throws(Invalid) {
                try new.apply(Patch(members), creating: true)
                #expect(new.problems().isEmpty, "\(R.kind.name), seed \(rubbish.seed)")
                let once = new
                try new.apply(Patch(members), creating: true)
                #expect(new == once, "\(R.kind.name), seed \(rubbish.seed)")
            } catch {
                #expect(new == old, "\(R.kind.name), seed \(rubbish.seed)")
                #expect(!error.problems.isEmpty && error.problems.allSatisfy { !$0.message.isEmpty })
                #expect(Set(error.problems.map(\.field)).count == error.problems.count, "each field once")
            }
        }
    }
    private func value(_ shape: Shape, _ rubbish: inout Rubbish) -> Value {
        switch rubbish.number(below: 8) {
        case 0: return .null
        case 1: return .text(rubbish.text())
        case 2: return .int(Int64(bitPattern: rubbish.bits()) >> Int64(rubbish.number(below: 64)))
        case 3: return .real(Double(rubbish.number(below: 10_000)) / 7)
        case 4: return .list([.text(rubbish.text(atMost: 3)), .int(1)])
        default: break
        }
        switch shape {
        case .text, .anyReference: return .text(rubbish.text())
        case .int, .money: return .int(Int64(rubbish.number(below: 10)))
        case .real: return .real(Double(rubbish.number(below: 100)) / 4)
        case .bool: return .bool(rubbish.chance(1, in: 2))
        case .day: return .text(Day(number: rubbish.number(below: 80_000)).text)
        case .instant: return .text(Instant(milliseconds: Int64(rubbish.number(below: 1 << 41))).text)
        case .choice(let words): return .text(rubbish.one(of: words))
        case .reference: return .text(Identifier(high: rubbish.bits(), low: rubbish.bits()).text)
        case .list(let element): return .list((0..<rubbish.number(below: 4)).map { _ in value(element, &rubbish) })
        }
    }
}
