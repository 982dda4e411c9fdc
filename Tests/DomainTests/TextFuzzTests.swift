import Foundation
import TestSupport
import Testing

@testable import Domain

/// What people write, wherever it is taken apart.
@Suite struct TextFuzzTests {
    @Test func mentions() {
        Rubbish.rounds(1500) { rubbish in
            let id = Identifier(high: rubbish.bits(), low: rubbish.bits()).text
            let text = rubbish.text(of: [
                "@[", "Vera Lind", "](member:", id, ")", "[", "]", "\n", "@", "é", rubbish.text(atMost: 4),
            ])
            let named = Mentions.members(in: text), plain = Mentions.plain(text)
            #expect(Set(named).count == named.count, "seed \(rubbish.seed)")
            #expect(named.isEmpty == (plain == text), "seed \(rubbish.seed): \(text)")
            #expect(named.allSatisfy { text.contains($0.text) }, "seed \(rubbish.seed)")
            #expect(Mentions.members(in: "\(text) @[Vera](member:\(id)) \(text)").contains(ID(Identifier(id) ?? .none)))
        }
    }

    /// However it is written, the longest comment is taken apart at once.
    @Test(arguments: ["@[", "@[a](member:", "@[a](member:0", "[", "@[" + String(repeating: "a", count: 99)])
    func nothingMakesMentionsSlow(piece: String) {
        let text = String(repeating: piece, count: 10_000 / piece.count), clock = ContinuousClock()
        #expect(clock.measure { _ = Mentions.members(in: text) } < .seconds(2))
    }

    @Test func words() {
        Rubbish.rounds(1500) { rubbish in
            let text = rubbish.text(atMost: 40), words = Words.all(in: text)
            #expect(words.map(\.folded).joined(separator: " ") == Words.folded(text), "seed \(rubbish.seed)")
            for (word, next) in zip(words, words.dropFirst()) {
                #expect(word.range.upperBound <= next.range.lowerBound, "seed \(rubbish.seed)")
            }
            for word in words {
                #expect(
                    !word.folded.isEmpty && !word.folded.contains { " \"\u{0}".contains($0) }, "seed \(rubbish.seed)")
                #expect(
                    Words.all(in: word.folded).map(\.folded).joined() == word.folded,
                    "folding is done once: seed \(rubbish.seed)")
            }
            let wording = Wording(
                rubbish.chance(1, in: 2) ? text : rubbish.text(of: words.map(\.folded) + ["\"", " ", "-"]))
            #expect(wording.terms.count <= 10 && wording.terms.allSatisfy { !$0.words.isEmpty }, "seed \(rubbish.seed)")
            let marked = Marked(text, wording)
            #expect(marked.pieces.count % 2 == 1, "seed \(rubbish.seed)")
            #expect(squeezed(marked.pieces.joined()) == squeezed(text), "seed \(rubbish.seed)")
        }
    }
    private func squeezed(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace }
    }

    @Test func letters() {
        Rubbish.rounds(800) { rubbish in
            let name = rubbish.text(), subject = rubbish.text(atMost: 80), text = rubbish.text(atMost: 200)
            let mail = Mail(
                from: Mail.Address(rubbish.text(), "quartet@\(rubbish.text(atMost: 4))"),
                to: Mail.Address(name, "rosa@x.example"),
                subject: subject, text: text, at: Instant(milliseconds: 1_795_424_400_000),
                settings: "https://q\(rubbish.text(atMost: 4))",
                id: .none)
            let lines = String(decoding: mail.bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            let header = lines.prefix { !$0.isEmpty }
            #expect(header.count { !$0.hasPrefix(" ") } == 10, "seed \(rubbish.seed): \(header)")
            #expect(lines.allSatisfy { $0.utf8.count <= 998 && !$0.utf8.contains(13) }, "seed \(rubbish.seed)")
            #expect(
                header.joined(separator: " ").split(separator: " ").allSatisfy {
                    !$0.hasPrefix("=?") || $0.utf8.count <= 75
                },
                "seed \(rubbish.seed)")
            let body = lines.drop { !$0.isEmpty }.joined()
            #expect(Data(base64Encoded: body) == Data(text.utf8), "seed \(rubbish.seed)")
            #expect((try? decoded(Mail.encoded(subject))) == visible(subject), "seed \(rubbish.seed)")
        }
    }
    /// RFC 2047, backwards.
    private func decoded(_ text: String) throws -> String {
        guard text.hasPrefix("=?") else { return text }
        let bytes = try text.split(separator: "\n ").flatMap { word in
            try #require(Data(base64Encoded: String(word.dropFirst("=?utf-8?B?".count).dropLast(2))))
        }
        return try #require(String(validating: bytes, as: UTF8.self))
    }
    private func visible(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: break
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }
}
