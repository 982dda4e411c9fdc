public import Domain

/// A growing run of bytes that knows how to write JSON. Commas and colons are the caller's.
public struct JSONWriter {
    public private(set) var bytes: [UInt8] = []

    public init(capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    public mutating func byte(_ c: UInt8) { bytes.append(c) }
    // One for each kind of bytes, since a generic one would not be specialised across modules.
    public mutating func raw(_ more: [UInt8]) { bytes.append(contentsOf: more) }
    public mutating func raw(_ more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }
    public mutating func raw(_ more: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: more) }
    public mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// `"name":`, with a comma before it unless it is the first in its object.
    public mutating func key(_ name: StaticString) {
        separate()
        byte(UInt8(ascii: "\""))
        raw(name)
        raw("\":")
    }
    public mutating func key(_ name: String) {
        separate()
        text(name)
        byte(UInt8(ascii: ":"))
    }
    /// A comma, unless this is the first element of its object or list.
    public mutating func separate() {
        guard let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "["), last != UInt8(ascii: ":")
        else { return }
        byte(UInt8(ascii: ","))
    }

    public mutating func int(_ n: Int64) { bytes.append(contentsOf: String(n).utf8) }

    /// The shortest digits that read back the same; whole numbers without a fraction; null where JSON has no number.
    public mutating func real(_ n: Double) {
        if let whole = Int64(exactly: n) {
            int(whole)
        } else if n.isFinite {
            bytes.append(contentsOf: n.description.utf8)
        } else {
            raw("null")
        }
    }
    public mutating func bool(_ yes: Bool) { yes ? raw("true") : raw("false") }

    public mutating func text(_ string: String) {
        var string = string
        string.withUTF8 { text(utf8: $0) }
    }

    /// A JSON string. Runs of harmless bytes are copied whole.
    public mutating func text(utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var from = 0
        for (at, c) in utf8.enumerated() where c < 32 || c == UInt8(ascii: "\"") || c == UInt8(ascii: "\\") {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[from..<at]))
            escape(c)
            from = at + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[from...]))
        bytes.append(UInt8(ascii: "\""))
    }
    private mutating func escape(_ c: UInt8) {
        byte(UInt8(ascii: "\\"))
        switch c {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte(c)
        case 8: byte(UInt8(ascii: "b"))
        case 9: byte(UInt8(ascii: "t"))
        case 10: byte(UInt8(ascii: "n"))
        case 12: byte(UInt8(ascii: "f"))
        case 13: byte(UInt8(ascii: "r"))
        default:
            raw("u00")
            for nibble in [c >> 4, c & 15] {
                byte(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
            }
        }
    }

    public mutating func value(_ value: Value) {
        switch value {
        case .null: raw("null")
        case .bool(let yes): bool(yes)
        case .int(let n): int(n)
        case .real(let n): real(n)
        case .text(let string): text(string)
        case .id(let id): quoted(id.utf8)
        case .day(let day): quoted(Array(day.text.utf8))
        case .instant(let at): quoted(Array(at.text.utf8))
        case .list(let values):
            byte(UInt8(ascii: "["))
            for (i, one) in values.enumerated() {
                if i > 0 { byte(UInt8(ascii: ",")) }
                self.value(one)
            }
            byte(UInt8(ascii: "]"))
        }
    }
    /// A string that needs no escapes.
    private mutating func quoted(_ utf8: [UInt8]) {
        byte(UInt8(ascii: "\""))
        raw(utf8)
        byte(UInt8(ascii: "\""))
    }

    /// An object of these members, in this order.
    public mutating func object(_ members: KeyValuePairs<String, Value>) {
        byte(UInt8(ascii: "{"))
        self.members(members)
        byte(UInt8(ascii: "}"))
    }
    /// Members of an object, with a comma before the first unless it begins it.
    public mutating func members(_ members: KeyValuePairs<String, Value>) {
        for (name, value) in members {
            key(name)
            self.value(value)
        }
    }

    /// One side of some edits as an object.
    public mutating func object(_ edits: [Edit], _ side: (Edit) -> Value) {
        byte(UInt8(ascii: "{"))
        for edit in edits {
            key(edit.name)
            value(side(edit))
        }
        byte(UInt8(ascii: "}"))
    }
}
