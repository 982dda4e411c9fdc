import Domain
import Foundation
import Testing

@Suite struct WordsTests {
    @Test(arguments: [
        ("Straße nach Łódź", "strasse nach lodz"), ("Smørrebrød i Århus", "smorrebrod i arhus"),
        ("NAÏVE Café", "naive cafe"),
        ("cafe\u{301}", "cafe"), ("Ὀδυσσεύς Ёлка", "οδυσσευσ елка"), ("ﬁnal ①②", "final 12"),
        ("don’t e-mail_us", "don t e mail us"),
        ("東京タワー", "東 京 タ ワ ー"), ("서울", "서울".decomposedStringWithCompatibilityMapping), ("İstanbul", "istanbul"),
        ("\0 * ^ - \u{202E} 🚀 \u{E000}", ""), ("", ""),
    ])
    func fold(_ text: String, _ folded: String) { #expect(Words.folded(text) == folded) }

    @Test func wordsStandWhereTheyAre() {
        let text = "«Café» für Łukasz"
        #expect(Words.all(in: text).map { String(text[$0.range]) } == ["Café", "für", "Łukasz"])
        #expect(Words.folded(String(repeating: "x", count: 1000)).utf8.count == 64)
    }

    @Test(
        arguments: [
            ("budget rev", [["budget"], ["rev"]], true), ("budget ", [["budget"]], false),
            ("\"next quarter\" x", [["next", "quarter"], ["x"]], false),
            ("T-12", [["t", "12"]], true), ("“smart quotes”", [["smart", "quotes"]], false),
            ("\"open", [["open"]], true),
            ("a OR b* NEAR(c)", [["a"], ["or"], ["b"], ["near", "c"]], false),
            ("\" OR * NEAR( ^ : -", [["or", "near"]], false),
        ] as [(String, [[String]], Bool)])
    func askedFor(_ text: String, _ terms: [[String]], _ isPrefix: Bool) {
        #expect(Wording(text).terms.map(\.words) == terms)
        #expect(Wording(text).terms.last?.isPrefix == isPrefix)
    }

    @Test func whatHasNoWordsAsksForNothing() {
        for text in ["", "   ", "\"\"", "!?.,;", "🚀", String(repeating: "ab ", count: 4000), "\0"] {
            #expect(Wording(text).terms.isEmpty)
        }
        #expect(Wording((0..<99).map { "w\($0)" }.joined(separator: " ")).terms.count == 10)
    }

    @Test func matchesAreMarked() throws {
        #expect(Marked("Agree the café price", Wording("cafe pri")).pieces == ["Agree the ", "café", " ", "price", ""])
        #expect(Marked("Nothing of it", Wording("café")).pieces == ["Nothing of it"])
        #expect(Marked("go on, go on", Wording("\"go on\"")).pieces == ["", "go on", ", ", "go on", ""])
        let long =
            String(repeating: "before it\n", count: 60) + "the Größe\tmatters"
            + String(repeating: " after it", count: 60)
        let excerpt = try #require(Marked(excerptOf: long, Wording("grosse")))
        #expect(excerpt.pieces.count == 3 && excerpt.pieces[1] == "Größe")
        #expect(
            excerpt.pieces[0].hasPrefix("…") && excerpt.pieces[2].hasPrefix(" matters after")
                && excerpt.pieces[2].hasSuffix("it…"))
        #expect(excerpt.pieces.joined().count < 200 && !excerpt.pieces.joined().contains("\n"))
        #expect(Marked(excerptOf: long, Wording("absent")) == nil)
        let endless = String(repeating: "字", count: 9000)
        #expect(try #require(Marked(excerptOf: endless, Wording("字"))).pieces.joined().count < 200)
    }

    @Test func whatItIsCalledCountsMost() {
        let now = Instant(milliseconds: 1_795_424_400_000), rank = SearchRank(Wording("renewal"), at: now)
        func score(
            _ title: String, _ kind: String = "task", _ currency: SearchRank.Currency = .current, days: Int = 0
        ) -> Double {
            rank.score(title: title, kind: kind, currency, changedAt: now.adding(seconds: -days * 86_400))
        }
        #expect(score("Renewal") > score("Prepare the renewal"))
        #expect(score("Prepare the renewal", days: 400) > score("Something else"))
        #expect(score("Prepare the renewal") > score("Prepare the renewals"), "whole words before beginnings")
        #expect(score("Renewal", "account") > score("Renewal", "task"))
        #expect(score("Renewal", "task", .current) > score("Renewal", "task", .past))
        #expect(score("Renewal", days: 1) > score("Renewal", days: 90))
    }

    @Test func mentionsAreReadAsNames() {
        var comment = Domain.Comment()
        comment.text = "@[Dana Whitfield](member:0199a000-0000-7000-8000-000000000001) sees it"
        #expect(SearchText(comment)?.body == "@Dana Whitfield sees it")
        #expect(SearchText(Domain.Comment()) == nil)
        var pulse = Pulse()
        pulse.note = "Not for others"
        #expect(SearchText(pulse) == nil)
        var account = Account()
        (account.name, account.notes) = ("Velmora", "Quiet")
        #expect(SearchText(account)?.title == "Velmora" && SearchText(account)?.staff == "Quiet")
    }
}
