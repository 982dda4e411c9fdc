import Domain
import JSON

/// The records of one kind as the journal makes them, change by change from the first.
final class Replay<R: Record> {
    private(set) var records: [Identifier: R] = [:]
    /// Of those deleted: what is brought back keeps who made it and when.
    private var gone: [Identifier: Stamp] = [:]

    /// - Throws: `Corrupt` for what the declaration does not know
    func take(_ line: JournalLine) throws {
        guard line.action != .delete else {
            gone[line.record] = records.removeValue(forKey: line.record)?.stamp
            return
        }
        var record =
            records[line.record]
            ?? R(ID(line.record)) { new in
                (new.stamp.createdAt, new.stamp.createdBy) = (line.at, line.actor.raw)
                if let stamp = gone[line.record] { new.stamp = stamp }
            }
        for (name, value) in try JSONReader.object(line.after) {
            guard let field = R.fields[name], field.set(&record, value) else {
                throw Corrupt(what: "journal: \(R.kind.name).\(name)")
            }
        }
        (record.stamp.rev, record.stamp.updatedAt) = (line.seq, line.at)
        records[line.record] = record
    }
}

/// A replay whose kind has been forgotten.
protocol Replaying: AnyObject {
    func take(_ line: JournalLine) throws
    /// As the elements of a list in JSON, in the order of their ids.
    func write(to json: inout JSONWriter, as table: Table, forStaff isStaff: Bool)
}
extension Replay: Replaying {
    func write(to json: inout JSONWriter, as table: Table, forStaff isStaff: Bool) {
        for (_, record) in records.sorted(by: { $0.key < $1.key }) where isStaff || !record.isAmongStaff {
            json.separate()
            table.write(record, to: &json, forStaff: isStaff)
        }
    }
}
extension Record {
    /// Nothing yet of this kind.
    static func replay() -> any Replaying { Replay<Self>() }
}
