import Domain
import JSON

/// The lines of an export, as docs/export.md describes them.
enum ExportFormat {
    static let name = "quartet", version: Int64 = 1

    /// What a line says, in its member `line`.
    enum Line: String { case export, change, record, score, end }

    /// One JSON object and the end of its line.
    static func line(_ line: Line, _ write: (inout JSONWriter) throws -> Void) rethrows -> [UInt8] {
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.key("line")
        json.text(line.rawValue)
        try write(&json)
        json.raw("}\n")
        return json.bytes
    }
}

extension JournalLine {
    /// As a line of an export.
    var exported: [UInt8] {
        ExportFormat.line(.change) { json in
            json.members([
                "seq": .int(seq), "entry": .int(entry), "base": .int(base), "at": .instant(at), "actor": .id(actor.raw),
                "plan": plan.map { .id($0.raw) } ?? .null, "account": account.map { .id($0.raw) } ?? .null,
                "kind": .text(kind), "id": .id(record), "action": .text(action.rawValue),
                "verb": (verb?.rawValue).value,
            ])
            json.key("before")
            json.raw(before)
            json.key("after")
            json.raw(after)
        }
    }
}
