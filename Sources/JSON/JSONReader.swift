public import Domain

/// Text that is not JSON, or not what `Value` can hold. Lines and columns count from 1, columns in bytes.
public struct MalformedJSON: Error, Hashable {
    public let line, column: Int
    public let what: String
    public init(line: Int, column: Int, what: String) { (self.line, self.column, self.what) = (line, column, what) }
}

/// Reads what `Value` can hold: an object whose members are scalars and lists.
public struct JSONReader {
    /// How deep lists may be nested.
    static let depth = 4
    private let bytes: [UInt8]
    private var at = 0

    /// - Throws: `MalformedJSON`, also where a name stands twice.
    public static func object(_ bytes: [UInt8]) throws(MalformedJSON) -> [String: Value] {
        var reader = JSONReader(bytes: bytes)
        let members = try reader.members()
        try reader.end()
        return members
    }

    /// An object some of whose members may be such objects themselves, or lists of them.
    public struct Nested {
        public var members: [String: Value] = [:], objects: [String: [String: Value]] = [:]
        /// Those with something in them; an empty one is one of the members.
        public var lists: [String: [[String: Value]]] = [:]
    }
    /// - Throws: `MalformedJSON`, also where a name stands twice.
    public static func nested(_ bytes: [UInt8]) throws(MalformedJSON) -> Nested {
        var reader = JSONReader(bytes: bytes), nested = Nested()
        nested.members = try reader.members { reader, name throws(MalformedJSON) in
            if try reader.next() == UInt8(ascii: "{") {
                nested.objects[name] = try reader.members()
            } else if let list = try reader.objects() {
                nested.lists[name] = list
            } else {
                return false
            }
            return true
        }
        try reader.end()
        return nested
    }

    /// A list that begins with an object; nil, and nothing read, where there is none.
    private mutating func objects() throws(MalformedJSON) -> [[String: Value]]? {
        let start = at
        guard try next() == UInt8(ascii: "[") else { return nil }
        at += 1
        guard try next() == UInt8(ascii: "{") else {
            at = start
            return nil
        }
        var objects: [[String: Value]] = []
        repeat { objects.append(try members()) } while try more(until: UInt8(ascii: "]"))
        return objects
    }

    /// - Parameter apart: reads the value of a name for itself, or says that it does not
    private mutating func members(
        apart: (inout JSONReader, String) throws(MalformedJSON) -> Bool = { _, _ in false }
    ) throws(MalformedJSON) -> [String: Value] {
        var members: [String: Value] = [:], names: Set<String> = []
        try expect(UInt8(ascii: "{"), "an object")
        if try next() == UInt8(ascii: "}") {
            at += 1
            return members
        }
        repeat {
            guard try next() == UInt8(ascii: "\"") else { throw wrong("a name in quotes is expected") }
            let place = self
            let name = try string()
            guard names.insert(name).inserted else { throw place.wrong("\(name) stands here a second time") }
            try expect(UInt8(ascii: ":"), "a colon")
            if try !apart(&self, name) { members[name] = try value(depth: 0) }
        } while try more(until: UInt8(ascii: "}"))
        return members
    }

    public static func value(_ bytes: [UInt8]) throws(MalformedJSON) -> Value {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        try reader.end()
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func wrong(_ what: String) -> MalformedJSON {
        let before = bytes[..<min(at, bytes.count)]
        let line = before.count { $0 == 10 } + 1
        let column = at - (before.lastIndex(of: 10).map { $0 + 1 } ?? 0) + 1
        return MalformedJSON(line: line, column: column, what: what)
    }
    private mutating func space() {
        while at < bytes.count, case let c = bytes[at], c == 32 || c == 10 || c == 13 || c == 9 { at += 1 }
    }
    private mutating func next() throws(MalformedJSON) -> UInt8 {
        space()
        guard at < bytes.count else { throw wrong("the text ends too early") }
        return bytes[at]
    }
    private mutating func expect(_ c: UInt8, _ what: String) throws(MalformedJSON) {
        guard try next() == c else { throw wrong("\(what) is expected") }
        at += 1
    }
    private mutating func end() throws(MalformedJSON) {
        space()
        guard at == bytes.count else { throw wrong("nothing more is expected") }
    }
    private mutating func more(until end: UInt8) throws(MalformedJSON) -> Bool {
        let c = try next()
        guard c == UInt8(ascii: ",") || c == end else { throw wrong("a comma is expected") }
        at += 1
        return c == UInt8(ascii: ",")
    }

    private mutating func value(depth: Int) throws(MalformedJSON) -> Value {
        switch try next() {
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "["):
            guard depth < Self.depth else { throw wrong("lists are nested too deep") }
            at += 1
            var values: [Value] = []
            if try next() == UInt8(ascii: "]") {
                at += 1
                return .list([])
            }
            repeat { values.append(try value(depth: depth + 1)) } while try more(until: UInt8(ascii: "]"))
            return .list(values)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "{"): throw wrong("no field holds an object")
        default: return try number()
        }
    }
    private mutating func word(_ word: String, _ value: Value) throws(MalformedJSON) -> Value {
        guard bytes[at...].starts(with: word.utf8) else { throw wrong("this is no value") }
        at += word.utf8.count
        return value
    }

    /// RFC 8259, section 6: no leading zeros, no plus, digits on both sides of the point.
    private mutating func number() throws(MalformedJSON) -> Value {
        let from = at
        var isWhole = true
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[at - whole] != UInt8(ascii: "0") else { throw wrong("this is no value") }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            isWhole = false
            guard digits() > 0 else { throw wrong("a digit is expected") }
        }
        if at < bytes.count, bytes[at] | 32 == UInt8(ascii: "e") {
            at += 1
            isWhole = false
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            guard digits() > 0 else { throw wrong("a digit is expected") }
        }
        let text = String(decoding: bytes[from..<at], as: UTF8.self)
        if isWhole, let n = Int64(text) { return .int(n) }
        guard let n = Double(text), n.isFinite else { throw wrong("the number is too large") }
        return .real(n)
    }
    private mutating func digits() -> Int {
        let from = at
        while at < bytes.count, bytes[at] >= UInt8(ascii: "0"), bytes[at] <= UInt8(ascii: "9") { at += 1 }
        return at - from
    }

    private mutating func string() throws(MalformedJSON) -> String {
        at += 1
        var out: [UInt8] = []
        while true {
            let from = at
            while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") {
                guard bytes[at] >= 32 else { throw wrong("a control character must be escaped") }
                at += 1
            }
            guard at < bytes.count else { throw wrong("the text ends within a string") }
            out += bytes[from..<at]
            at += 1
            if bytes[at - 1] == UInt8(ascii: "\"") { break }
            try escape(into: &out)
        }
        guard let text = String(validating: out, as: UTF8.self) else { throw wrong("this string is not UTF-8") }
        return text
    }
    private mutating func escape(into out: inout [UInt8]) throws(MalformedJSON) {
        guard at < bytes.count else { throw wrong("the text ends within a string") }
        let c = bytes[at]
        at += 1
        switch c {
        case UInt8(ascii: "\""), UInt8(ascii: "/"), UInt8(ascii: "\\"): out.append(c)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "u"):
            var units = [try hex()]
            if UTF16.isLeadSurrogate(units[0]), bytes[at...].starts(with: #"\u"#.utf8) {
                at += 2
                units.append(try hex())
            }
            guard let text = String(validating: units, as: UTF16.self) else { throw wrong("half a character") }
            out += text.utf8
        default: throw wrong("there is no such escape")
        }
    }
    private mutating func hex() throws(MalformedJSON) -> UInt16 {
        guard at + 4 <= bytes.count else { throw wrong("four hexadecimal digits are expected") }
        let digits = bytes[at..<at + 4]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw wrong("four hexadecimal digits are expected") }
        at += 4
        return unit
    }
}
