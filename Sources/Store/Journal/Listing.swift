public import Domain
import Foundation
import JSON

/// A question for a list: filters, order and place.
public struct ListQuery: Sendable {
    public enum Filter: Hashable, Sendable {
        /// One of these; `.null` is "none".
        case anyOf([Value])
        case range(from: Value?, to: Value?)
    }
    public var filters: [String: Filter] = [:]
    /// Part of a searchable field, in any case.
    public var text: String?
    /// A sortable field; nil is by id.
    public var sort: String?
    public var descending = false
    public var after: String?
    /// 1…200.
    public var limit = 50
    public init() {}

    /// Reads `status=todo,doing`, `due=..2026-12-31`, `sort=-arr`, `q`, `limit`, `after`.
    /// - Throws: `Invalid`, naming each parameter that cannot be
    public init(kind path: String, parameters: [(name: String, value: String)], also known: Set<String> = []) throws {
        guard let type = Kinds.all.first(where: { $0.kind.path == path }) else { throw NotFound(kind: path) }
        let traits = traits(of: type)
        var problems: [Problem] = []
        for (name, text) in parameters where !known.contains(name) {
            switch name {
            case "q": self.text = text.isEmpty ? nil : String(text.prefix(200))
            case "after": after = text
            case "limit":
                guard let n = Int(text), (1...200).contains(n) else {
                    problems.append(Problem("limit", "must be from 1 to 200"))
                    continue
                }
                limit = n
            case "sort":
                let field = text.hasPrefix("-") ? String(text.dropFirst()) : text
                let isKnown = ["createdAt", "updatedAt"].contains(field)
                guard isKnown || traits.contains(where: { $0.name == field && $0.isSortable }) else {
                    problems.append(Problem("sort", "must be a sortable field"))
                    continue
                }
                (sort, descending) = (field, text.hasPrefix("-"))
            default:
                guard let trait = traits.first(where: { $0.name == name && $0.isFilterable }) else {
                    problems.append(Problem(name, "is not a filter of \(path)"))
                    continue
                }
                guard let filter = Filter(text, trait.shape) else {
                    problems.append(Problem(name, trait.shape.wanted))
                    continue
                }
                filters[name] = filter
            }
        }
        if !problems.isEmpty { throw Invalid(problems) }
    }
}
private func traits<R: Record>(of: R.Type) -> [Traits] { R.fields.traits }

extension ListQuery.Filter {
    init?(_ text: String, _ shape: Shape) {
        func value(_ text: Substring) -> Value? {
            switch shape {
            case .day: Day(text).map(Value.day)
            case .int, .money: Int64(text).map(Value.int)
            case .real: Double(text).flatMap { $0.isFinite ? Value.real($0) : nil }
            case .bool: text == "true" ? .bool(true) : text == "false" ? .bool(false) : nil
            case .reference: text == "none" ? .null : Identifier(text).map(Value.id)
            case .choice(let words): words.contains(String(text)) ? .text(String(text)) : nil
            case .text, .anyReference: text == "none" ? .null : .text(String(text))
            case .instant, .list: nil
            }
        }
        if shape.isOrdered, let dots = text.range(of: "..") {
            let (from, to) = (text[..<dots.lowerBound], text[dots.upperBound...])
            let ends = (from.isEmpty ? nil : value(from), to.isEmpty ? nil : value(to))
            guard (from.isEmpty || ends.0 != nil) && (to.isEmpty || ends.1 != nil), ends.0 ?? ends.1 != nil else {
                return nil
            }
            self = .range(from: ends.0, to: ends.1)
        } else {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false), values = parts.compactMap(value)
            guard values.count == parts.count, values.count <= 200 else { return nil }
            self = .anyOf(values)
        }
    }
}

extension Shape {
    /// Whether a list may be asked for what lies between two values.
    fileprivate var isOrdered: Bool {
        switch self {
        case .day, .int, .money, .real: true
        default: false
        }
    }
}

/// One page.
public struct Page: Sendable {
    /// A list in JSON.
    public let items: [UInt8]
    public let ids: [Identifier]
    /// The cursor of the next one.
    public let next: String?
    /// How many there are on all pages.
    public let total: Int
}

extension Reader {
    /// - Throws: `NotFound` for an unknown kind, `Invalid` for a cursor that is none, `OtherHistory`
    public func list(_ path: String, _ query: ListQuery) throws -> Page {
        guard let table = schema.table(path: path) else { throw NotFound(kind: path) }
        let condition = scope.condition(table) + filter(table, query)
        let total =
            try connection.first(SQL("SELECT count(*) FROM \(table.name) WHERE ") + condition) { $0.int(0) } ?? 0
        var sql = SQL(table.select + " WHERE ") + condition
        // What guests do not get must not show in an order either.
        let column = query.sort.flatMap(table.column(of:)).flatMap { caller.isStaff || !$0.isStaffOnly ? $0 : nil }
        if let after = query.after { sql += try self.after(after, column, query.descending) }
        sql += SQL(" ORDER BY ") + order(column, query.descending) + SQL(" LIMIT ?", .int(Int64(query.limit + 1)))
        var json = JSONWriter(capacity: 32 * 1024), ids: [Identifier] = [], last: Value?, next: String?
        let place = column.flatMap { column in table.columns.firstIndex { $0.name == column.name } }
        json.byte(UInt8(ascii: "["))
        try connection.each(sql) { row in
            guard ids.count < query.limit else {
                return next = try Cursor(last.map { [$0] } ?? [], ids.last ?? .none).text(in: epoch())
            }
            json.separate()
            table.write(row, to: &json, forStaff: caller.isStaff)
            ids.append(row.id(0))
            last = try place.map { try table.value(row, $0) }
        }
        json.byte(UInt8(ascii: "]"))
        return Page(items: json.bytes, ids: ids, next: next, total: Int(total))
    }

    private func filter(_ table: Table, _ query: ListQuery) -> SQL {
        var sql = SQL("")
        for (name, filter) in query.filters.sorted(by: { $0.key < $1.key }) {
            guard let column = table.column(of: name), caller.isStaff || !column.isStaffOnly else { continue }
            switch filter {
            case .anyOf(let values):
                let some = values.filter { $0 != .null }
                let list = Array(repeating: "?", count: some.count).joined(separator: ", ")
                var part = SQL(" AND (\(column.quoted) IN (\(list))")
                part.values = some
                sql += part + SQL(values.contains(.null) ? " OR \(column.quoted) IS NULL)" : ")")
            case .range(let from, let to):
                if let from { sql += SQL(" AND \(column.quoted) >= ?", from) }
                if let to { sql += SQL(" AND \(column.quoted) <= ?", to) }
            }
        }
        guard let text = query.text else { return sql }
        let columns = table.traits.filter { $0.isSearchable && (caller.isStaff || !$0.isStaffOnly) }
        guard !columns.isEmpty else { return sql + SQL(" AND 1 = 0") }
        let pattern = text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        sql += SQL(" AND (")
        for (i, trait) in columns.enumerated() {
            sql += SQL("\(i == 0 ? "" : " OR ")\"\(trait.column)\" LIKE ? ESCAPE '\\'", .text("%\(pattern)%"))
        }
        return sql + SQL(")")
    }

    /// Rows without a value come last in either direction.
    private func order(_ column: Table.Column?, _ descending: Bool) -> SQL {
        guard let column else { return SQL("id") }
        let way = descending ? "DESC" : "ASC"
        return SQL("\(column.quoted) IS NULL, \(column.sorted) \(way), id \(way)")
    }
    private func after(_ text: String, _ column: Table.Column?, _ descending: Bool) throws -> SQL {
        guard let cursor = try Cursor(text, in: epoch()), cursor.values.count == (column == nil ? 0 : 1) else {
            throw Invalid([Problem("after", "must be the cursor of an answer with the same order")])
        }
        let id = Value.id(cursor.id), sign = descending ? "<" : ">"
        guard let column, var value = cursor.values.first else { return SQL(" AND id > ?", id) }
        if case .text(let text) = value, column.shape == .instant { value = Instant(text).map(Value.instant) ?? .null }
        if value == .null { return SQL(" AND (\(column.quoted) IS NULL AND id \(sign) ?)", id) }
        return SQL(
            """
             AND (\(column.sorted) \(sign) ? OR (\(column.sorted) = ? AND id \(sign) ?) OR \(column.quoted) IS NULL)
            """, value, value, id)
    }
}
extension Table.Column {
    /// As people sort: without regard to case.
    fileprivate var sorted: String { shape == .text ? "\(quoted) COLLATE NOCASE" : quoted }
}
