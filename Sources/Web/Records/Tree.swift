import Domain
import JSON

/// JSON that is put together as a tree.
enum Tree: Sendable {
    case null, bool(Bool), int(Int), real(Double), text(String), list([Tree]), members([(String, Tree)])

    static func object(_ members: KeyValuePairs<String, Tree>) -> Tree { .members(members.map { ($0.key, $0.value) }) }
    var asMembers: [(String, Tree)] {
        if case .members(let members) = self { members } else { [] }
    }

    var json: [UInt8] {
        var json = JSONWriter(capacity: 64 * 1024)
        write(to: &json)
        return json.bytes
    }
    private func write(to json: inout JSONWriter) {
        switch self {
        case .null: json.value(.null)
        case .bool(let yes): json.bool(yes)
        case .int(let n): json.int(Int64(n))
        case .real(let n): json.real(n)
        case .text(let text): json.text(text)
        case .list(let elements):
            json.byte(UInt8(ascii: "["))
            for element in elements {
                json.separate()
                element.write(to: &json)
            }
            json.byte(UInt8(ascii: "]"))
        case .members(let members):
            json.byte(UInt8(ascii: "{"))
            for (name, value) in members {
                json.key(name)
                value.write(to: &json)
            }
            json.byte(UInt8(ascii: "}"))
        }
    }
}
