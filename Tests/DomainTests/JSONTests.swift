import Domain
import Foundation
import JSON
import TestSupport
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        "", "plain", "quote \" back \\ slash / tab\t line\n return\r bell\u{7} nul\u{0} unit\u{1f} del\u{7f}",
        "Müller & Söhne, 東京 👩‍👩‍👧 \u{2028}", "1234567\"", "\"12345678", String(repeating: "é\"", count: 100),
    ]) func escaping(_ text: String) throws {
        var json = JSONWriter(capacity: 1)
        let list = Value.list([.null, .bool(true), .int(.min), .real(1.5)])
        let edits = [("a", Value.text(text)), ("b", list)].map { Edit(place: 0, name: $0, before: .null, after: $1) }
        json.object(edits, \.after)
        let foundation = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any]
        #expect(foundation?["a"] as? String == text)
        #expect(try JSONReader.object(json.bytes) == ["a": .text(text), "b": list])
        let theirs = try JSONSerialization.data(withJSONObject: ["a": text])
        #expect(try JSONReader.object(Array(theirs)) == ["a": .text(text)])
    }

    @Test(arguments: [
        "", "{", "{}x", "{\"a\":}", "{\"a\":1,}", "{\"a\":{}}", "{\"a\":\"\\ud800\"}", "{\"a\":01}", "[1]",
        "{\"a\":+1}",
        "{\"a\":[[[[[1]]]]]}", "{\"a\":\"\n\"}", "{\"a\":1,\"a\":2}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":1e}",
        "{\"a\":1e999}", "{\"a\":\"\\u12", "{\"a\":\"\\", "{\"a\":tru}", "{a:1}", "{\"a\" 1}", "{\"a\":\"\\x\"}",
    ]) func malformed(_ text: String) {
        #expect(throws: MalformedJSON.self) { try JSONReader.object(Array(text.utf8)) }
    }

    @Test func theMistakeHasAPlace() {
        #expect(throws: MalformedJSON(line: 2, column: 7, what: "this is no value")) {
            try JSONReader.object(Array("{\n \"a\": x}".utf8))
        }
    }

    @Test func numbers() throws {
        let text = #"{"a":0,"b":-0.5,"c":9007199254740993,"d":1e3,"e":12345678901234567890}"#
        #expect(
            try JSONReader.object(Array(text.utf8)) == [
                "a": .int(0), "b": .real(-0.5), "c": .int(9_007_199_254_740_993), "d": .real(1000),
                "e": .real(12_345_678_901_234_567_168),
            ])
    }

    @Test func neverCrashesOnRubbish() {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("{}[]\",:\\u0123456789eE+-.tfn \u{1}é".utf8)
        for _ in 0..<20_000 {
            let length = Int(random.next() % 24)
            let bytes = (0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
            _ = try? JSONReader.object(bytes)
        }
    }
}
