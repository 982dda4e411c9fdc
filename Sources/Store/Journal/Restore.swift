import Domain
import JSON

extension Tx {
    /// Brings back a record by the change that deleted it, with the parts that went with it, and puts it back where
    /// others only referred to it, as far as nothing later stands there. With the rights of who asks and every rule in
    /// force; nothing else of that entry is touched, which is how it differs from undoing it.
    /// Throws `NotFound`, `Forbidden`, `CannotRestore` with every reason.
    public func restore(deletedAt seq: Int64) throws -> Outcome {
        let sql = "SELECT entry FROM change WHERE seq = ? AND action = 'delete'"
        guard let entry = try connection.first(sql, [.int(seq)], { $0.int(0) }), try sees(seq) else {
            throw NotFound(kind: "deletion")
        }
        // Parts went before what they belong to, and so did references.
        let lines = try lines(of: entry).filter { $0.seq <= seq }
        try checkRights(recordType(lines[0]), lines[0])
        var back: Set<Identifier> = [], reasons: [String] = []
        try quietly(nil) {
            for line in lines {
                switch line.action {
                case .delete where try line.seq == seq || refers(recordType(line), line, to: back, asPart: true):
                    back.insert(line.record)
                    if let reason = try undo(recordType(line), line) { reasons.append(reason) }
                case .update where try refers(recordType(line), line, to: back, asPart: false):
                    _ = try undo(recordType(line), line)
                default: break
                }
            }
        }
        if !reasons.isEmpty { throw CannotRestore(reasons: reasons) }
        return Outcome(kind: schema[lines[0].kind]?.kind, record: lines[0].record)
    }

    /// Whether the record, as it was before the change, referred to one of these.
    /// - Parameter asPart: belonged to one of them
    private func refers<R: Record>(
        _: R.Type, _ line: JournalLine, to records: Set<Identifier>, asPart: Bool
    ) throws -> Bool {
        try JSONReader.object(line.before).contains { name, value in
            guard let traits = R.fields[name]?.traits, !asPart || traits.whenDeleted == .part else { return false }
            switch traits.shape {
            case .reference, .list(.reference):
                return value.texts.contains { Identifier($0).map(records.contains) ?? false }
            case .anyReference:
                return value.texts.contains { RecordReference($0).map { records.contains($0.id) } ?? false }
            default: return false
            }
        }
    }
}
extension Value {
    /// The texts in it: what ids are in the journal.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let values): values.flatMap(\.texts)
        default: []
        }
    }
}
