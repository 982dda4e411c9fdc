import Foundation
import Testing

@testable import Domain

@Suite struct MailTests {
    private func mail(_ subject: String = "3 new", from: String = "Ellandra", to: String = "Rosa Bianchi") -> [String] {
        let mail = Mail(
            from: Mail.Address(from, "quartet@ellandra.example"), to: Mail.Address(to, "rosa@ellandra.example"),
            subject: subject, text: "Grüße\n.\nFrom here", at: Instant(milliseconds: 1_795_424_400_000),
            settings: "https://q.example/settings", id: .none)
        return String(decoding: mail.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    @Test func plainHeadersStayAsTheyAre() {
        let lines = mail()
        #expect(lines[0] == "From: Ellandra <quartet@ellandra.example>")
        #expect(lines[1] == "To: Rosa Bianchi <rosa@ellandra.example>")
        #expect(lines[2] == "Subject: 3 new")
        #expect(lines[3] == "Date: Mon, 23 Nov 2026 09:00:00 +0000")
        let body = lines.drop { !$0.isEmpty }.joined()
        #expect(Data(base64Encoded: body).map { String(decoding: $0, as: UTF8.self) } == "Grüße\n.\nFrom here")
    }

    @Test(arguments: ["a\r\nBcc: all@x.example", "a\nb", "a\u{2028}Bcc: b", "a\u{202E}b", "\u{0}\u{7F}"])
    func nothingThatPeopleWriteBecomesAHeader(text: String) {
        let lines = mail(text, from: text, to: text), count = lines.prefix { !$0.isEmpty }.count
        #expect(count == 10, "as many as always")
        #expect(!lines.contains { $0.hasPrefix("Bcc") || $0.contains("\r") || $0.contains("\u{202E}") })
    }

    @Test func othersAreWordsOfWholeCharacters() throws {
        let subject = String(repeating: "Überprüfung „Depot“ 👩‍👩‍👧 ", count: 6)
        let encoded = Mail.encoded(subject).split(separator: "\n").map { $0.drop { $0 == " " } }
        #expect(encoded.allSatisfy { $0.hasPrefix("=?utf-8?B?") && $0.hasSuffix("?=") && $0.utf8.count <= 76 })
        let words = try encoded.map { word in
            let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
            return try #require(String(validating: data, as: UTF8.self))
        }
        // The joiners within a family are format characters, and left out with the rest of those.
        let plain = String(String.UnicodeScalarView(subject.unicodeScalars.filter { $0 != "\u{200D}" }))
        #expect(words.joined() == plain)
    }
}
