import Domain
import Foundation
import JSON

/// A cursor, or another place in a list, of the time before a backup was restored: the list is to be read anew.
public struct OtherHistory: Error, Hashable {}

/// Where a page ended: the values it was sorted by, and the id.
struct Cursor {
    let values: [Value], id: Identifier

    init(_ values: [Value], _ id: Identifier) { (self.values, self.id) = (values, id) }

    /// Nil for what is no cursor.
    /// - Throws: `OtherHistory`
    init?(_ text: String, in epoch: String) throws(OtherHistory) {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
        guard let data = Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4)),
            case .list(let parts)? = try? JSONReader.value(Array(data)), (2...4).contains(parts.count),
            case .text(let history)? = parts.first, case .text(let last)? = parts.last, let id = Identifier(last)
        else { return nil }
        guard history == epoch else { throw OtherHistory() }
        self.init(Array(parts.dropFirst().dropLast()), id)
    }
    func text(in epoch: String) -> String {
        var json = JSONWriter()
        json.value(.list([.text(epoch)] + values + [.id(id)]))
        return Data(json.bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}

extension Reader {
    /// The name of this history, which every cursor carries.
    func epoch() throws -> String { try connection.epoch() ?? "" }

    /// A number as a cursor: `epoch.number`.
    func cursor(_ number: Int64) throws -> String { "\(try epoch()).\(number)" }

    /// The number in such a cursor.
    /// - Throws: `OtherHistory`, `Invalid` for what is no cursor
    func number(_ cursor: String) throws -> Int64 {
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int64(parts[1]), number >= 0 else {
            throw Invalid([Problem("after", "must be the next of an earlier answer")])
        }
        guard try parts[0] == epoch() else { throw OtherHistory() }
        return number
    }
}
extension Connection {
    /// Nil before there is one.
    func epoch() throws -> String? { try first("SELECT value FROM setting WHERE name = 'epoch'") { $0.string(0) } }
}
