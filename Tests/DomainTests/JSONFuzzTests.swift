import Domain
import Foundation
import JSON
import TestSupport
import Testing

/// The reader beside Foundation's: what it takes means the same there, and what it refuses it refuses for a reason of its own.
@Suite struct JSONFuzzTests {
    /// What `Value` does not hold, though JSON does.
    private static let ownReasons = [
        "no field holds an object", "nested too deep", "a second time", "an object is expected",
    ]
    private static let pieces = [
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\"a\"", "\"b\":", "\"\\u00e9\"", "\\u", "\\ud83d\\ude00", "\\ud800",
        "0", "-0", "1", "01", ".5",
        "-1.25e-7", "1E400", "12345678901234567890", "true", "false", "null", "nul", " ", "\n", "\t", "\u{0}", "é",
        "\u{FEFF}", "\u{2028}",
    ]

    private func value(_ rubbish: inout Rubbish, depth: Int = 0) -> Value {
        switch rubbish.number(below: depth > 3 ? 5 : 6) {
        case 0: .null
        case 1: .bool(rubbish.chance(1, in: 2))
        case 2: .int(Int64(bitPattern: rubbish.bits()) >> Int64(rubbish.number(below: 64)))
        case 3: .real(Double(bitPattern: rubbish.bits()))
        case 4: .text(rubbish.text())
        default: .list((0..<rubbish.number(below: 4)).map { _ in value(&rubbish, depth: depth + 1) })
        }
    }
    /// As it comes back: whole numbers are whole, and what is no number is null.
    private func settled(_ value: Value) -> Value {
        switch value {
        case .real(let n): n.isFinite ? Int64(exactly: n).map(Value.int) ?? value : .null
        case .list(let values): .list(values.map(settled))
        default: value
        }
    }
    private func object(_ rubbish: inout Rubbish) -> [String: Value] {
        let names = (0..<rubbish.number(below: 5)).map { _ in rubbish.text(atMost: 6) }
        return Dictionary(names.map { ($0, value(&rubbish)) }) { $1 }
    }
    private func written(_ members: [String: Value]) -> [UInt8] {
        var json = JSONWriter()
        json.object(
            members.sorted { $0.key < $1.key }.map { Edit(place: 0, name: $0, before: .null, after: $1) }, \.after)
        return json.bytes
    }

    @Test func whatIsWrittenReadsBackTheSame() {
        Rubbish.rounds(1500) { rubbish in
            let members = object(&rubbish), bytes = written(members)
            #expect((try? JSONReader.object(bytes)) == members.mapValues(settled), "seed \(rubbish.seed)")
            #expect((try? JSONSerialization.jsonObject(with: Data(bytes))) is [String: Any], "seed \(rubbish.seed)")
        }
    }

    @Test func whatIsTakenIsWhatFoundationTakes() {
        Rubbish.rounds(6000) { rubbish in
            let bytes =
                rubbish.chance(1, in: 2)
                ? rubbish.mutated(written(object(&rubbish)))
                : Array(("{" + rubbish.text(of: Self.pieces) + (rubbish.chance(4, in: 5) ? "}" : "")).utf8)
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes))
            do throws(MalformedJSON) {
                let ours = try JSONReader.object(bytes)
                #expect(agree(ours, theirs), "seed \(rubbish.seed): \(String(decoding: bytes, as: UTF8.self))")
                #expect((try? JSONReader.object(written(ours))) == ours.mapValues(settled), "seed \(rubbish.seed)")
            } catch {
                #expect(1...bytes.count(where: { $0 == 10 }) + 1 ~= error.line, "seed \(rubbish.seed)")
                #expect(1...bytes.count + 1 ~= error.column, "seed \(rubbish.seed)")
                let isOwn = Self.ownReasons.contains { error.what.contains($0) }
                #expect(
                    isOwn || theirs == nil || isLenient(bytes),
                    "seed \(rubbish.seed): \(error) but Foundation takes \(String(decoding: bytes, as: UTF8.self))")
            }
        }
    }

    /// Where Foundation takes more than RFC 8259 has: a byte order mark, and encodings other than UTF-8, which it guesses from zeros.
    private func isLenient(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || bytes.prefix(4).contains(0)
    }

    /// Foundation drops a byte order mark from the beginning of any text.
    private func unmarked(_ text: String) -> String {
        text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    }
    private func agree(_ ours: [String: Value], _ theirs: Any?) -> Bool {
        guard let theirs = theirs as? [String: Any], ours.count == theirs.count else { return false }
        return ours.allSatisfy { name, value in
            (theirs[name] ?? theirs[unmarked(name)]).map { agree(value, $0) } ?? false
        }
    }
    private func agree(_ ours: Value, _ theirs: Any) -> Bool {
        switch ours {
        case .null: theirs is NSNull
        case .bool(let yes): theirs as? Bool == yes
        case .int(let n): (theirs as? NSNumber)?.int64Value == n
        // Foundation reads many digits by way of decimal numbers, which is off by the last bit.
        case .real(let n): (theirs as? NSNumber).map { abs($0.doubleValue - n) <= abs(n) * 1e-14 } ?? false
        case .text(let text): theirs as? String == text || theirs as? String == unmarked(text)
        case .list(let values):
            (theirs as? [Any]).map { $0.count == values.count && zip(values, $0).allSatisfy(agree) } ?? false
        default: false
        }
    }
}
