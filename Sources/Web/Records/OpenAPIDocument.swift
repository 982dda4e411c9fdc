import Domain
import HTTPTypes
import JSON

/// OpenAPI 3.1, made from the list of routes and the declarations of records.
enum OpenAPIDocument {
    static func make(_ routes: [Route], _ kinds: [any Record.Type], version: String) -> [UInt8] {
        let paths = Dictionary(grouping: routes, by: \.path).sorted { $0.key < $1.key }
        return Tree.object([
            "openapi": .text("3.1.0"),
            "info": .object(["title": .text("Quartet"), "version": .text(version)]),
            "paths": .members(
                paths.map { path, routes in
                    let sorted = routes.sorted { $0.method.rawValue < $1.method.rawValue }
                    return (path, .members(sorted.map { ($0.method.rawValue.lowercased(), operation($0)) }))
                }),
            "components": .object([
                "schemas": .members(
                    kinds.map { ($0.kind.name, record($0)) } + kinds.map { ("\($0.kind.name)Fields", fields($0)) }
                        + [("problem", problem)]),
                "securitySchemes": .object([
                    "session": .object([
                        "type": .text("apiKey"), "in": .text("cookie"), "name": .text(Sessions.cookie),
                    ])
                ]),
            ]),
        ]).json
    }

    private static func operation(_ route: Route) -> Tree {
        let inPath = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        var parameters = inPath.map { parameter(String($0), in: "path", isRequired: true) }
        parameters += route.query.map { parameter($0, in: "query", isRequired: false) }
        var members: [(String, Tree)] = [
            ("summary", .text(route.summary)),
            ("security", route.access == .everybody ? .list([]) : .list([.object(["session": .list([])])])),
        ]
        if !parameters.isEmpty { members.append(("parameters", .list(parameters))) }
        switch route.input {
        case .nothing: break
        case .form(let form): members.append(("requestBody", body(self.form(form))))
        case .fields(let type): members.append(("requestBody", body(reference("\(type.kind.name)Fields"))))
        }
        members.append(
            ("responses", .members([(String(route.status.code), answer(route.output)), ("default", failure)])))
        return .members(members)
    }

    private static func parameter(_ name: String, in place: String, isRequired: Bool) -> Tree {
        .object([
            "name": .text(name), "in": .text(place), "required": .bool(isRequired),
            "schema": .object(["type": .text("string")]),
        ])
    }
    private static func reference(_ name: String) -> Tree { .object(["$ref": .text("#/components/schemas/\(name)")]) }
    private static func content(_ schema: Tree, type: String = "application/json") -> Tree {
        .members([("content", .members([(type, .object(["schema": schema]))]))])
    }
    private static func body(_ schema: Tree) -> Tree {
        .members([("required", .bool(true)), ("content", .object(["application/json": .object(["schema": schema])]))])
    }
    private static let failure = described("What went wrong", reference("problem"), type: "application/problem+json")

    private static func described(_ text: String, _ schema: Tree, type: String = "application/json") -> Tree {
        .members([("description", .text(text)), ("content", .members([(type, .object(["schema": schema]))]))])
    }

    private static func answer(_ output: Route.Output) -> Tree {
        switch output {
        case .nothing: .object(["description": .text("Done")])
        case .record(let type): described("The record", reference(type.kind.name))
        case .page(let type):
            described(
                "One page",
                .object([
                    "type": .text("object"),
                    "properties": .members([
                        ("items", .object(["type": .text("array"), "items": reference(type.kind.name)])),
                        ("next", .object(["type": .list([.text("string"), .text("null")])])),
                        ("total", .object(["type": .text("integer")])),
                    ]),
                ]))
        case .object(let names):
            described(
                "An object",
                .object(["type": .text("object"), "properties": .members(names.map { ($0, .object([:])) })]))
        case .text(let type): described("A text", .object(["type": .text("string")]), type: type)
        case .stream: described("A stream of events", .object(["type": .text("string")]), type: "text/event-stream")
        }
    }

    private static func form(_ form: [Route.Member]) -> Tree {
        .members([
            ("type", .text("object")), ("additionalProperties", .bool(false)),
            ("required", .list(form.filter(\.isRequired).map { .text($0.name) })),
            (
                "properties",
                .members(
                    form.map { member in
                        (member.name, schema(member.shape, isOptional: !member.isRequired, length: member.length))
                    })
            ),
        ])
    }

    /// What a client may send.
    private static func fields<R: Record>(_: R.Type) -> Tree {
        .members([
            ("type", .text("object")), ("additionalProperties", .bool(false)),
            (
                "properties",
                .members(
                    [("id", .object(["type": .text("string"), "format": .text("uuid")]))]
                        + R.fields.traits.filter { !$0.isReadOnly }.map { ($0.name, schema($0)) })
            ),
        ])
    }

    /// What a client gets.
    private static func record<R: Record>(_: R.Type) -> Tree {
        let stamp: [(String, Shape)] = [
            ("id", .reference(R.kind.name)), ("rev", .int), ("createdAt", .instant),
            ("createdBy", .reference("member")), ("updatedAt", .instant),
        ]
        return .members([
            ("type", .text("object")),
            (
                "properties",
                .members(
                    stamp.map { ($0, schema($1, isOptional: false, length: nil)) }
                        + R.fields.traits.map { ($0.name, schema($0)) })
            ),
        ])
    }

    private static func schema(_ traits: Traits) -> Tree {
        var members = schema(traits.shape, isOptional: traits.isOptional, length: traits.length).asMembers
        if let range = traits.range {
            members += [("minimum", .real(range.lowerBound)), ("maximum", .real(range.upperBound))]
        }
        if traits.isReadOnly { members.append(("readOnly", .bool(true))) }
        return .members(members)
    }

    private static func schema(_ shape: Shape, isOptional: Bool, length: ClosedRange<Int>?) -> Tree {
        let (type, format): (String, String?) =
            switch shape {
            case .text, .choice, .anyReference: ("string", nil)
            case .int, .money: ("integer", nil)
            case .real: ("number", nil)
            case .bool: ("boolean", nil)
            case .day: ("string", "date")
            case .instant: ("string", "date-time")
            case .reference: ("string", "uuid")
            case .list: ("array", nil)
            }
        var members: [(String, Tree)] = [
            ("type", isOptional ? .list([.text(type), .text("null")]) : .text(type))
        ]
        if let format { members.append(("format", .text(format))) }
        if case .choice(let words) = shape {
            members.append(("enum", .list(words.map(Tree.text) + (isOptional ? [.null] : []))))
        }
        if case .list(let element) = shape {
            members.append(("items", schema(element, isOptional: false, length: nil)))
        }
        if let length {
            members += [("minLength", .int(length.lowerBound)), ("maxLength", .int(length.upperBound))]
        }
        return .members(members)
    }

    private static let problem = Tree.object([
        "type": .text("object"),
        "properties": .members(
            ["type", "title", "status", "detail", "request", "errors", "conflicts", "record"].map { ($0, .object([:])) }
        ),
    ])
}

/// JSON that is put together as a tree.
enum Tree {
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
