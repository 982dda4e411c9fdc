import Testing

@testable import Domain

@Suite struct MentionTests {
    private let vera = "0199aaaa-0000-7000-8000-000000000001", emil = "0199aaaa-0000-7000-8000-000000000002"

    @Test func membersAreFoundOnceAndInOrder() {
        let text = "@[Emil](member:\(emil)), @[Vera Lind](member:\(vera.uppercased())) and @[E.](member:\(emil))"
        #expect(Mentions.members(in: text).map(\.text) == [emil, vera])
        #expect(Mentions.plain(text) == "@Emil, @Vera Lind and @E.")
    }

    @Test(arguments: [
        "@[](member:\u{0})", "@Vera", "@[Vera](member:x)", "[Vera](member:0199aaaa-0000-7000-8000-000000000001)",
        "@[Ve[ra](member:0199aaaa-0000-7000-8000-000000000001)",
        "@[Ve\nra](member:0199aaaa-0000-7000-8000-000000000001)",
        "@[Vera](team:0199aaaa-0000-7000-8000-000000000001)", "@[Vera](member:0199aaaa-0000-7000-8000-00000000000)",
    ])
    func whatOnlyLooksLikeOneIsNone(text: String) {
        #expect(Mentions.members(in: text).isEmpty)
        #expect(Mentions.plain(text) == text)
    }

    @Test func noMoreThanFiftyAreCalled() {
        func text(_ count: Int) -> String {
            (0..<count).map { "@[M](member:\(Identifier(high: 0, low: UInt64($0 + 1)).text))" }.joined()
        }
        #expect(Mentions.problem(text(50)) == nil)
        #expect(
            Mentions.problem(text(1000)) == "mentions 1,000 people; at most 50 can be called by one comment")
        #expect(Mentions.problem(String(repeating: text(1), count: 300)) == nil)
    }

    @Test func textThatTurnsTheWritingIsRefused() {
        for value in [0x202A, 0x202E, 0x2066, 0x2069] as [UInt32] {
            let turn = Unicode.Scalar(value).map(String.init) ?? ""
            #expect(Direction.problem("a \(turn)txt.exe") != nil)
        }
        #expect(Direction.problem("שלום \u{200F}(ok)\u{200E} مرحبا") == nil)
    }

    @Test func oneEmojiIsOneEmoji() {
        for text in ["👍", "👍🏽", "❤️", "👩‍💻", "🇦🇹", "1️⃣", "🎉"] { #expect(CommentReaction.isEmoji(text), "\(text)") }
        for text in ["", "1", "a", "#", "👍👍", "👍 ", "🇦", "ok", "©", "\u{FE0F}", "e\u{301}"] {
            #expect(!CommentReaction.isEmoji(text), "\(text)")
        }
    }
}
