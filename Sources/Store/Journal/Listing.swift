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
        let total =
            try connection.first(
                SQL("SELECT count(*) FROM \(table.name) WHERE ") + scope.condition(table) + filter(table, query)
            ) { $0.int(0) } ?? 0
        // What guests do not get must not show in an order either.
        let column = query.sort.flatMap(table.column(of:)).flatMap { caller.isStaff || !$0.isStaffOnly ? $0 : nil }
        let place = column.flatMap { column in table.columns.firstIndex { $0.name == column.name } }
        let all = SQL(table.select + " WHERE ") + scope.condition(table) + filter(table, query, isOrdered: true)
        var json = JSONWriter(capacity: 32 * 1024), ids: [Identifier] = [], last: Value?, next: String?
        json.byte(UInt8(ascii: "["))
        for part in try parts(table, column, query) where ids.count <= query.limit && next == nil {
            let rest = SQL(" LIMIT ?", .int(Int64(query.limit + 1 - ids.count)))
            try connection.each(all + part + rest) { row in
                guard ids.count < query.limit else {
                    return next = try Cursor(last.map { [$0] } ?? [], ids.last ?? .none).text(in: epoch())
                }
                json.separate()
                table.write(row, to: &json, forStaff: caller.isStaff)
                ids.append(row.id(0))
                last = try place.map { try table.value(row, $0) }
            }
        }
        json.byte(UInt8(ascii: "]"))
        return Page(items: json.bytes, ids: ids, next: next, total: Int(total))
    }

    /// - Parameter isOrdered: a yes or no narrows little down, and must not have all rows sorted that its index finds,
    ///   where one of the order has the first of them at once: a plus keeps it from being taken
    private func filter(_ table: Table, _ query: ListQuery, isOrdered: Bool = false) -> SQL {
        var sql = SQL("")
        for (name, filter) in query.filters.sorted(by: { $0.key < $1.key }) {
            guard let column = table.column(of: name), caller.isStaff || !column.isStaffOnly else { continue }
            switch filter {
            case .anyOf(let values):
                let some = values.filter { $0 != .null }
                let list = Array(repeating: "?", count: some.count).joined(separator: ", ")
                let plus = isOrdered && column.shape == .bool ? "+" : ""
                var part = SQL(" AND (\(plus)\(column.quoted) IN (\(list))")
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
        // Sign by sign, as SQLite reads it: a percent with an accent upon it is another letter to Swift alone.
        let pattern = text.unicodeScalars.map { "\\%_".unicodeScalars.contains($0) ? "\\\($0)" : String($0) }.joined()
        sql += SQL(" AND (")
        for (i, trait) in columns.enumerated() {
            sql += SQL("\(i == 0 ? "" : " OR ")\"\(trait.column)\" LIKE ? ESCAPE '\\'", .text("%\(pattern)%"))
        }
        return sql + SQL(")")
    }

    /// The rest of the question, in parts each of which is read off an index in either direction: rows without a value
    /// come last.
    private func parts(_ table: Table, _ column: Table.Column?, _ query: ListQuery) throws -> [SQL] {
        let place = try query.after.map { after in
            guard let cursor = try Cursor(after, in: epoch()), cursor.values.count == (column == nil ? 0 : 1) else {
                throw Invalid([Problem("after", "must be the cursor of an answer with the same order")])
            }
            return cursor
        }
        let id = Value.id(place?.id ?? .none)
        guard let column else { return [(place == nil ? SQL("") : SQL(" AND id > ?", id)) + SQL(" ORDER BY id")] }
        let way = query.descending ? "DESC" : "ASC", sign = query.descending ? "<" : ">"
        var valued = SQL(column.isOptional ? " AND \(column.quoted) IS NOT NULL" : "")
        var empty = SQL(" AND \(column.quoted) IS NULL"), isPast = false
        if let place, var value = place.values.first {
            if case .text(let text) = value, column.shape == .instant {
                value = Instant(text).map(Value.instant) ?? .null
            }
            isPast = value == .null
            if isPast {
                empty += SQL(" AND id \(sign) ?", id)
            } else {
                valued += SQL(
                    " AND \(column.sorted) \(sign)= ? AND (\(column.sorted) \(sign) ? OR id \(sign) ?)", value, value,
                    id)
            }
        }
        let parts = [
            valued + SQL(" ORDER BY \(column.sorted) \(way), id \(way)"), empty + SQL(" ORDER BY id \(way)"),
        ]
        return column.isOptional ? Array(parts.dropFirst(isPast ? 1 : 0)) : [parts[0]]
    }
}
extension Table.Column {
    /// As people sort: without regard to case.
    fileprivate var sorted: String { shape == .text ? "\(quoted) COLLATE NOCASE" : quoted }
}
