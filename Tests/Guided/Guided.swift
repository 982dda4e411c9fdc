import Domain
import JSON

// What libFuzzer calls with bytes that it makes by watching which branches those before have taken. The first byte says
// which parser gets the rest; each must not only survive but keep its word.

@_cdecl("LLVMFuzzerTestOneInput")
public func feed(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let first = bytes.first else { return 0 }
    let rest = Array(bytes.dropFirst()), text = String(decoding: rest, as: UTF8.self)
    switch first % 5 {
    case 0: json(rest)
    case 1: search(text)
    case 2: mentions(text)
    case 3: moments(text)
    default: letter(text)
    }
    return 0
}

/// What is read is written, read again, and the same.
private func json(_ bytes: [UInt8]) {
    guard let value = try? JSONReader.value(bytes) else {
        _ = try? JSONReader.object(bytes)
        return
    }
    var once = JSONWriter()
    once.value(value)
    guard let again = try? JSONReader.value(once.bytes) else { fatalError("written, but not read again") }
    var twice = JSONWriter()
    twice.value(again)
    precondition(once.bytes == twice.bytes, "written in two ways")
}

private func search(_ text: String) {
    let words = Words.all(in: text), wording = Wording(text)
    precondition(words.map(\.folded).joined(separator: " ") == Words.folded(text), "cut in two ways")
    precondition(wording.terms.count <= 10 && wording.terms.allSatisfy { !$0.words.isEmpty }, "terms without words")
    precondition(Marked(text, wording).pieces.count % 2 == 1, "a match without an end")
    _ = Marked(excerptOf: text, wording)
}

private func mentions(_ text: String) {
    let named = Mentions.members(in: text)
    precondition(Set(named).count == named.count, "named twice")
    precondition(named.isEmpty == (Mentions.plain(text) == text), "taken out without being named")
}

private func moments(_ text: String) {
    if let day = Day(text) { precondition(day.text == text, "a day written otherwise") }
    if let at = Instant(text) { precondition(Instant(at.text) == at, "a moment written otherwise") }
    if let id = Identifier(text) { precondition(id.text == text.lowercased(), "an id written otherwise") }
    if let reference = RecordReference(text) { precondition(RecordReference(reference.text) == reference) }
}

private func letter(_ text: String) {
    let from = Mail.Address(text, "quartet@x.example"), to = Mail.Address(text, "rosa@x.example")
    let mail = Mail(
        from: from, to: to, subject: text, text: text, at: Instant(milliseconds: 0), settings: "https://x.example",
        id: .none)
    let head = mail.bytes.split(separator: 10, omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    precondition(head.count { $0.first != 32 } == 10 && !mail.bytes.contains(13), "a header more or less")
}
