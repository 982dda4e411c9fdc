import Foundation

/// What a fuzz test is fed with: the same for the same seed. `SEED` in the environment names another beginning, `ROUNDS` how many times as
/// much is tried; what fails tells the seed that brings it back with `ROUNDS=0`, which tries that one alone.
public struct Rubbish: Sendable {
    /// Of this round alone.
    public let seed: UInt64
    private var random: SeededGenerator

    public init(seed: UInt64) { (self.seed, random) = (seed, SeededGenerator(seed: seed)) }

    /// Calls the body once a round, each with rubbish of its own.
    public static func rounds(_ count: Int, _ body: (inout Rubbish) throws -> Void) rethrows {
        for seed in seeds(count) {
            var rubbish = Rubbish(seed: seed)
            try body(&rubbish)
        }
    }
    public static func rounds(_ count: Int, _ body: (inout Rubbish) async throws -> Void) async rethrows {
        for seed in seeds(count) {
            var rubbish = Rubbish(seed: seed)
            try await body(&rubbish)
        }
    }
    private static func seeds(_ count: Int) -> [UInt64] {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["SEED"].flatMap { UInt64($0) } ?? 20_261_126
        let times = environment["ROUNDS"].flatMap { Int($0) } ?? 1
        return (0..<max(1, count * times)).map { first &+ UInt64($0) }
    }

    // MARK: choosing

    public mutating func number(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    public mutating func chance(_ one: Int, in of: Int) -> Bool { number(below: of) < one }
    public mutating func one<T>(of list: [T]) -> T { list[number(below: list.count)] }
    public mutating func bits() -> UInt64 { random.next() }

    // MARK: text

    /// Made of some of these, put together.
    public mutating func text(of pieces: [String], atMost count: Int = 24) -> String {
        (0..<number(below: count + 1)).map { _ in one(of: pieces) }.joined()
    }

    /// Anything that Unicode has, with a leaning to what is special somewhere.
    public mutating func text(atMost count: Int = 24) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<number(below: count + 1) {
            switch number(below: 6) {
            case 0: scalars += Array(one(of: Self.special).unicodeScalars)
            case 1:
                if let any = Unicode.Scalar(UInt32(number(below: 0x110000))) { scalars.append(any) }
            case 2:
                if let any = Unicode.Scalar(UInt32(number(below: 0x3000))) { scalars.append(any) }
            default: scalars.append(Unicode.Scalar(UInt8(number(below: 128))))
            }
        }
        return String(scalars)
    }
    /// What means something to SQL, to its index of words, to HTML, to shells, to headers, to paths, to people.
    public static let special = [
        "'", "\"", "`", ";", "--", "/*", "*/", "\\", "%", "_", "*", "?", "' OR 1=1 --", "\"; DROP TABLE task; --",
        "UNION SELECT",
        "NEAR(", "AND", "OR", "NOT", "{title}", "title:", "^", "(", ")", "<", ">", "&lt;", "<script>",
        "<img src=x onerror=1>",
        "javascript:", "${7*7}", "\r\n", "\n", "\r", "\t", "\u{0}", "\u{1B}[31m", "\u{7F}", "../", "..\\", "%2e%2e%2f",
        "%00", "\u{FEFF}",
        "\u{202E}", "\u{200D}", "\u{301}", "\u{2028}", "é", "ß", "İ", "ﬁ", "東京", "👩‍👩‍👧", "\u{E000}", "=cmd|' /C calc'!A0",
        "@[", "](member:",
        "null", "true", "NaN", "-0", "1e999", "9223372036854775808", "0x10", "..", ",", "|", "=", "&", "+", "#",
    ]

    // MARK: bytes

    /// The same with a few bytes left out, doubled, changed, or put in.
    public mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...number(below: 4) {
            let at = number(below: bytes.count + 1), any = UInt8(truncatingIfNeeded: bits())
            switch number(below: 6) {
            case 0 where at < bytes.count: bytes.remove(at: at)
            case 1 where at < bytes.count: bytes[at] = any
            case 2 where at < bytes.count: bytes[at] ^= 1 << UInt8(number(below: 8))
            case 3: bytes.insert(any, at: at)
            case 4: bytes.insert(contentsOf: Array(one(of: Self.special).utf8), at: at)
            case 5 where !bytes.isEmpty:
                let from = number(below: bytes.count), to = min(bytes.count, from + 1 + number(below: 8))
                bytes.insert(contentsOf: bytes[from..<to], at: at)
            default: break
            }
        }
        return bytes
    }
    public mutating func mutated(_ text: String) -> String {
        String(decoding: mutated(Array(text.utf8)), as: UTF8.self)
    }
}
