/// A UUID, version 7 where Quartet makes it: sixteen bytes in memory, 36 lower-case characters wherever it is
/// written down. An identity only: never a time, an order, a cursor or a right.
public struct Identifier: Hashable, Comparable, Sendable {
    public let high, low: UInt64
    public static let none = Identifier(high: 0, low: 0)

    public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    /// RFC 9562, section 5.7: 48 bits of Unix milliseconds, 74 random bits.
    public init(at now: Instant, using random: inout some RandomNumberGenerator) {
        high = UInt64(bitPattern: now.milliseconds) << 16 | 0x7000 | random.next() & 0x0FFF
        low = 0x8000_0000_0000_0000 | random.next() >> 2
    }

    /// The canonical 36 characters in either case; nil for anything else. Read for every id of every row: plain loops
    /// over plain bytes, since a generic one would not be specialised across modules.
    public init?(utf8: UnsafeBufferPointer<UInt8>) {
        guard utf8.count == 36 else { return nil }
        var high = UInt64(0), low = UInt64(0), digits = 0, place = 0
        while place < 36 {
            let byte = utf8[place]
            place += 1
            if place == 9 || place == 14 || place == 19 || place == 24 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            if digits < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
            digits += 1
        }
        (self.high, self.low) = (high, low)
    }

    public init?(_ text: some StringProtocol) {
        var text = String(text)
        guard let found = text.withUTF8({ Identifier(utf8: $0) }) else { return nil }
        self = found
    }

    /// 7 for those that Quartet makes.
    public var version: Int { Int(high >> 12 & 0xF) }

    /// The 36 characters as bytes.
    public var utf8: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(36)
        for place in 0..<32 {
            if place == 8 || place == 12 || place == 16 || place == 20 { out.append(UInt8(ascii: "-")) }
            let nibble = UInt8(truncatingIfNeeded: (place < 16 ? high : low) >> UInt64(60 - 4 * (place & 15))) & 15
            out.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
        }
        return out
    }
    public var text: String { String(decoding: utf8, as: UTF8.self) }

    public static func < (a: Self, b: Self) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

/// An identifier that knows what it identifies: an `ID<Plan>` cannot be passed where an `ID<PlanTask>` is wanted.
public struct ID<Subject>: Hashable, Sendable {
    public let raw: Identifier
    public init(_ raw: Identifier) { self.raw = raw }
    public static var none: Self { Self(.none) }
    public var text: String { raw.text }
}

/// A reference to a record of one of several kinds, written `objective:0199…`.
public struct RecordReference: Hashable, Sendable {
    public let kind: String, id: Identifier
    public init(kind: String, id: Identifier) { (self.kind, self.id) = (kind, id) }
    public init<R: Record>(_ id: ID<R>) { self.init(kind: R.kind.name, id: id.raw) }
    public init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), let id = Identifier(text[text.index(after: colon)...]) else {
            return nil
        }
        self.init(kind: String(text[..<colon]), id: id)
    }
    public var text: String { "\(kind):\(id.text)" }
}
