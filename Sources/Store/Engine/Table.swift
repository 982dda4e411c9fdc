import Domain
import JSON

/// What the declaration of a kind says about its table. Made once per kind.
final class Table: Sendable {
    struct Column: Sendable {
        let name: String, shape: Shape, isOptional: Bool, isStaffOnly: Bool
        /// The same in JSON: `leadTeam`.
        let field: String
        /// `,"leadTeam":`
        let key: [UInt8]
        init(_ field: String, _ column: String, _ shape: Shape, isOptional: Bool = false, isStaffOnly: Bool = false) {
            (name, self.field, self.shape) = (column, field, shape)
            (self.isOptional, self.isStaffOnly) = (isOptional, isStaffOnly)
            key = Array(",\"\(field)\":".utf8)
        }
        var quoted: String { "\"\(name)\"" }
    }
    /// id and the stamp stand before the fields.
    static let stamps = 5

    let type: any Record.Type, kind: Kind, columns: [Column], traits: [Traits]
    /// Where `plan` or `account` stands among the fields, for kinds that belong to one.
    let planPlace: Int?, accountPlace: Int?, numberPlace: Int?
    let visibility: Visibility
    let name: String, select, insert, delete: String

    init(_ type: any Record.Type) {
        self.type = type
        kind = type.kind
        (traits, visibility) = (fieldTraits(of: type), type.visibility)
        columns =
            [
                Column("id", "id", .reference(kind.name)), Column("rev", "rev", .int),
                Column("createdAt", "created_at", .instant), Column("createdBy", "created_by", .reference("member")),
                Column("updatedAt", "updated_at", .instant),
            ]
            + traits.map {
                Column($0.name, $0.column, $0.shape, isOptional: $0.isOptional, isStaffOnly: $0.isStaffOnly)
            }
        planPlace = traits.firstIndex { $0.isScope && $0.target == Plan.kind.name }
        accountPlace = traits.firstIndex { $0.isScope && $0.target == Account.kind.name }
        numberPlace = traits.firstIndex(where: \.isNumbered)
        name = "\"\(kind.table)\""
        let list = columns.map(\.quoted).joined(separator: ", ")
        select = "SELECT \(list) FROM \(name)"
        let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        insert = "INSERT INTO \(name) (\(list)) VALUES (\(places))"
        delete = "DELETE FROM \(name) WHERE id = ?"
    }

    /// Whether whoever sees a plan sees these records of it; some are for staff only.
    var isForAllOfPlan: Bool { visibility == .planContent || visibility == .staffContent }

    /// Sets rev, updated_at and the fields at these places, in this order; the id comes last.
    func update(_ places: [Int]) -> String {
        let sets = places.map { ", \(columns[Self.stamps + $0].quoted) = ?" }.joined()
        return "UPDATE \(name) SET rev = ?, updated_at = ?\(sets) WHERE id = ?"
    }
    /// The column of a declared field, or of the stamp.
    func column(of field: String) -> Column? {
        if let place = traits.firstIndex(where: { $0.name == field }) { return columns[Self.stamps + place] }
        return ["id", "createdAt", "updatedAt"].contains(field) ? columns.first { $0.name == snakeCase(field) } : nil
    }

    /// Writes the row on which the statement stands as a JSON object: column to bytes, nothing in between.
    func write(_ row: Row, to json: inout JSONWriter, forStaff isStaff: Bool) {
        json.byte(UInt8(ascii: "{"))
        for (place, column) in columns.enumerated() where isStaff || !column.isStaffOnly {
            let i = Int32(place)
            json.raw(place == 0 ? column.key[1...] : column.key[...])
            if row.isNull(i) {
                json.raw("null")
                continue
            }
            switch column.shape {
            case .text, .choice, .anyReference: json.text(utf8: row.text(i))
            case .int, .money: json.int(row.int(i))
            case .real: json.real(row.real(i))
            case .bool: json.bool(row.int(i) != 0)
            case .instant: json.value(.instant(row.instant(i)))
            case .list: json.raw(row.text(i))
            case .reference, .day:
                json.byte(UInt8(ascii: "\""))
                json.raw(row.text(i))
                json.byte(UInt8(ascii: "\""))
            }
        }
        json.byte(UInt8(ascii: "}"))
    }

    /// The same object from the struct.
    func write<R: Record>(_ record: R, to json: inout JSONWriter, forStaff isStaff: Bool) {
        let stamp = record.stamp
        let values: [Value] =
            [
                .id(record.id.raw), .int(stamp.rev), .instant(stamp.createdAt), .id(stamp.createdBy),
                .instant(stamp.updatedAt),
            ] + R.fields.all.map { $0.get(record) }
        json.byte(UInt8(ascii: "{"))
        for (column, value) in zip(columns, values) where isStaff || !column.isStaffOnly {
            json.separate()
            json.raw(column.key[1...])
            json.value(value)
        }
        json.byte(UInt8(ascii: "}"))
    }

    func value(_ row: Row, _ place: Int) throws -> Value {
        let i = Int32(place)
        if row.isNull(i) { return .null }
        return switch columns[place].shape {
        case .text, .choice, .anyReference, .day: .text(row.string(i))
        case .int, .money: .int(row.int(i))
        case .real: .real(row.real(i))
        case .bool: .bool(row.int(i) != 0)
        case .instant: .instant(row.instant(i))
        case .reference: .id(row.id(i))
        case .list: try JSONReader.value(Array(row.text(i)))
        }
    }

    /// The same declaration, read into the struct.
    func record<R: Record>(_ row: Row) throws -> R {
        var record = R()
        record.id = ID(row.id(0))
        record.stamp.rev = row.int(1)
        record.stamp.createdAt = row.instant(2)
        record.stamp.createdBy = row.id(3)
        record.stamp.updatedAt = row.instant(4)
        let fields = R.fields.all
        for place in 0..<fields.count {
            guard fields[place].set(&record, try value(row, place + Self.stamps)) else {
                throw Corrupt(what: "\(kind.name) \(row.string(0)): \(fields[place].name)")
            }
        }
        return record
    }
}
private func fieldTraits<R: Record>(of: R.Type) -> [Traits] { R.fields.traits }

/// The kinds this workspace knows.
struct Schema: Sendable {
    let tables: [Table]
    /// What whoever sees a plan sees of it, besides the plan itself.
    let planContent: [Table]
    /// What belongs to a plan and not everybody who sees it may see, as a list in SQL.
    let blindKinds: String
    private let byName: [String: Table], byPath: [String: Table]
    init(_ kinds: [any Record.Type]) {
        tables = kinds.map(Table.init)
        let content = tables.filter { $0.planPlace != nil && $0.kind != Plan.kind }
        planContent = content.filter(\.isForAllOfPlan)
        blindKinds = content.filter { !$0.isForAllOfPlan }.map { "'\($0.kind.name)'" }.joined(separator: ", ")
        byName = Dictionary(uniqueKeysWithValues: tables.map { ($0.kind.name, $0) })
        byPath = Dictionary(uniqueKeysWithValues: tables.map { ($0.kind.path, $0) })
    }
    subscript(kind: String) -> Table? { byName[kind] }
    subscript<R: Record>(_: R.Type) -> Table {
        guard let table = byName[R.kind.name] else { preconditionFailure("\(R.kind.name) is not in Kinds.all") }
        return table
    }
    func table(path: String) -> Table? { byPath[path] }
}
