import Domain
import HTTPTypes
import Hummingbird
import JSON
import Store
import Synchronization

/// What there is, described: `GET /api/schema` for forms, `GET /api/openapi.json` for programs.
struct Descriptions: Sendable {
    private let schema = Written { SchemaDocument.make(Kinds.all) }
    private let openAPI: Written

    /// - Parameter routes: all but these two
    init(routes: [Route], version: String) {
        let nowhere: @Sendable (Call) async throws -> Response = { _ in Response(status: .ok) }
        let all = routes + Self.routes(nowhere, nowhere)
        openAPI = Written { OpenAPIDocument.make(all, Kinds.all, version: version) }
    }

    var routes: [Route] { Self.routes({ $0.json(schema.bytes) }, { $0.json(openAPI.bytes) }) }

    private static func routes(
        _ schema: @escaping @Sendable (Call) async throws -> Response,
        _ openAPI: @escaping @Sendable (Call) async throws -> Response
    ) -> [Route] {
        [
            Route(
                .get, "/api/schema", "The kinds of records and their fields",
                output: .json(.object(["kinds": .map(of: .anything)])), schema),
            Route(
                .get, "/api/openapi.json", "This description", for: .everybody,
                output: .json(
                    .object(["openapi": .text, "info": .anything, "paths": .anything, "components": .anything])),
                openAPI),
        ]
    }
}

/// A document that is written when it is first asked for, and kept.
private final class Written: Sendable {
    private let kept = Mutex<[UInt8]?>(nil)
    private let make: @Sendable () -> [UInt8]
    init(_ make: @escaping @Sendable () -> [UInt8]) { self.make = make }

    var bytes: [UInt8] {
        kept.withLock { kept in
            let bytes = kept ?? make()
            kept = bytes
            return bytes
        }
    }
}

/// `{"kinds": {"task": {"plural", "path", "fields": [{"name", "type", …}]}}}`
enum SchemaDocument {
    static func make(_ kinds: [any Record.Type]) -> [UInt8] {
        var json = JSONWriter(capacity: 32 * 1024)
        json.raw("{\"kinds\":{")
        for type in kinds { write(type, to: &json) }
        json.raw("}}")
        return json.bytes
    }

    private static func write<R: Record>(_: R.Type, to json: inout JSONWriter) {
        json.key(R.kind.name)
        json.byte(UInt8(ascii: "{"))
        for (name, text) in [("plural", R.kind.plural), ("path", R.kind.path)] {
            json.key(name)
            json.text(text)
        }
        json.key("deletable")
        json.bool(R.isDeletable)
        json.key("fields")
        json.byte(UInt8(ascii: "["))
        for traits in R.fields.traits {
            json.separate()
            write(traits, to: &json)
        }
        json.raw("]}")
    }

    private static func write(_ traits: Traits, to json: inout JSONWriter) {
        json.byte(UInt8(ascii: "{"))
        json.key("name")
        json.text(traits.name)
        json.key("type")
        json.text(word(traits.shape))
        for (name, isSo) in [
            ("optional", traits.isOptional), ("readOnly", traits.isReadOnly), ("fixed", traits.isFixed),
            ("multiline", traits.isMultiline), ("material", traits.isMaterial), ("searchable", traits.isSearchable),
            ("filterable", traits.isFilterable), ("sortable", traits.isSortable), ("staffOnly", traits.isStaffOnly),
        ] where isSo {
            json.key(name)
            json.bool(true)
        }
        if let length = traits.length {
            json.key("minLength")
            json.int(Int64(length.lowerBound))
            json.key("maxLength")
            json.int(Int64(length.upperBound))
        }
        if let range = traits.range {
            json.key("min")
            json.real(range.lowerBound)
            json.key("max")
            json.real(range.upperBound)
        }
        if case .choice(let words) = traits.shape {
            json.key("choices")
            json.value(.list(words.map(Value.text)))
        }
        if let target = traits.target {
            json.key("reference")
            json.text(target)
        }
        if traits.standard != .null, traits.target == nil || traits.standard == .list([]) {
            json.key("default")
            json.value(traits.standard)
        }
        json.byte(UInt8(ascii: "}"))
    }

    static func word(_ shape: Shape) -> String {
        switch shape {
        case .text: "text"
        case .int: "int"
        case .real: "real"
        case .bool: "bool"
        case .day: "day"
        case .instant: "instant"
        case .money: "money"
        case .choice: "choice"
        case .reference: "reference"
        case .anyReference: "anyReference"
        case .list(.reference): "references"
        case .list(let element): "list of \(word(element))"
        }
    }
}
