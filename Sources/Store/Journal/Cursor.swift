import Domain
import Foundation
import JSON

/// Where a page ended: the values it was sorted by, and the id.
struct Cursor {
    let values: [Value], id: Identifier

    init(_ values: [Value], _ id: Identifier) { (self.values, self.id) = (values, id) }
    init?(_ text: String) {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
        guard let data = Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4)),
            case .list(let parts)? = try? JSONReader.value(Array(data)), (1...3).contains(parts.count),
            case .text(let last)? = parts.last, let id = Identifier(last)
        else { return nil }
        self.init(Array(parts.dropLast()), id)
    }
    var text: String {
        var json = JSONWriter()
        json.value(.list(values + [.id(id)]))
        return Data(json.bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}
