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
                "schemas": .members(schemas(kinds).map { ($0, $1.tree) }),
                "responses": .members(Failure.Code.allCases.filter { $0 != .internalError }.map(refusal)),
                "parameters": .object(["key": key, "rev": rev]),
                "securitySchemes": .object([
                    "session": .object([
                        "type": .text("apiKey"), "in": .text("cookie"), "name": .text(Sessions.cookie),
                    ])
                ]),
            ]),
        ]).json
    }

    // MARK: what is sent

    private static func operation(_ route: Route) -> Tree {
        let names = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        var parameters = names.map { parameter(Parameter(String($0), inPath($0)), in: "path") }
        parameters += route.query.map { parameter($0, in: "query") }
        if route.takesKey { parameters.append(reference("parameters/key")) }
        if route.takesRev { parameters.append(reference("parameters/rev")) }
        var members: [(String, Tree)] = [
            ("summary", .text(route.summary)),
            ("security", route.access == .everybody ? .list([]) : .list([.object(["session": .list([])])])),
        ]
        if !parameters.isEmpty { members.append(("parameters", .list(parameters))) }
        if let schema = body(route) {
            members.append(
                (
                    "requestBody",
                    .members([("required", .bool(true)), ("content", content(schema, type: "application/json"))])
                ))
        }
        members.append(("responses", .members(answers(route))))
        return .members(members)
    }

    private static func inPath(_ name: Substring) -> Schema {
        switch name {
        case "entry", "seq": .int
        case "token": .text
        case "kind": .words(Kinds.all.map { $0.kind.path })
        default: .id
        }
    }
    private static func parameter(_ parameter: Parameter, in place: String) -> Tree {
        .object([
            "name": .text(parameter.name), "in": .text(place), "required": .bool(place == "path"),
            "schema": parameter.schema.tree,
        ])
    }
    private static let key = Tree.object([
        "name": .text("Idempotency-Key"), "in": .text("header"), "schema": Schema.id.tree,
        "description": .text("Names the request: with the same name and content it is carried out once."),
    ])
    private static let rev = Tree.object([
        "name": .text("If-Match"), "in": .text("header"), "schema": Schema.text(like: "\"[1-9][0-9]{0,17}\"").tree,
        "description": .text("The rev that was seen, in quotes: what others have changed since is not overwritten."),
    ])

    private static func body(_ route: Route) -> Schema? {
        switch route.input {
        case .nothing: nil
        case .form(let members):
            Schema.object(members.map { ($0.isRequired ? $0.name : $0.name + "?", $0.schema) }).strict
        case .fields(let type): .named(type.kind.name + (route.method == .post ? "New" : "Fields"))
        }
    }

    // MARK: what comes back

    private static func answers(_ route: Route) -> [(String, Tree)] {
        var answers = [(String(route.status.code), answer(route))]
        if route.mayHide {
            let hidden = Tree.object(["description": .text("Done, and nothing that the caller may see any more")])
            answers.append(("204", hidden))
        }
        if route.isRevalidated { answers.append(("304", .object(["description": .text("As it was")]))) }
        let refusals = route.allRefusals.sorted { Failure.status(of: $0).code < Failure.status(of: $1).code }
        return answers
            + refusals.map { (String(Failure.status(of: $0).code), reference("responses/\($0.rawValue)")) }
    }

    private static func answer(_ route: Route) -> Tree {
        var members: [(String, Tree)] = [("description", .text("Done"))]
        switch route.output {
        case .nothing: break
        case .record(let type): members.append(("content", content(.record(type), type: "application/json")))
        case .page(let type, let more):
            let page = Schema.object(["items": .records(type), "next": .text.orNull, "total": .int]).and(more)
            members.append(("content", content(page, type: "application/json")))
        case .object(let names):
            let object = Schema.object(names.map { ($0 + "?", .anything) })
            members.append(("content", content(object, type: "application/json")))
        case .json(let schema): members.append(("content", content(schema, type: "application/json")))
        case .text(let type): members.append(("content", content(.text, type: type)))
        case .stream: members.append(("content", content(.text, type: "text/event-stream")))
        }
        return .members(members)
    }

    private static func refusal(_ code: Failure.Code) -> (String, Tree) {
        (
            code.rawValue,
            .object([
                "description": .text(Failure.status(of: code).reasonPhrase),
                "content": content(.named("problem"), type: "application/problem+json"),
            ])
        )
    }

    private static func content(_ schema: Schema, type: String) -> Tree {
        .members([(type, .object(["schema": schema.tree]))])
    }
    private static func reference(_ name: String) -> Tree { .object(["$ref": .text("#/components/\(name)")]) }

    // MARK: names

    private static func schemas(_ kinds: [any Record.Type]) -> [(String, Schema)] {
        kinds.map { ($0.kind.name, Schema(answer: $0)) }
            + kinds.filter { $0 != Workspace.self }.map { ("\($0.kind.name)New", Schema(fieldsOf: $0, creating: true)) }
            + kinds.map { ("\($0.kind.name)Fields", Schema(fieldsOf: $0, creating: false)) }
            + [("change", .change), ("planFigures", .planFigures), ("problem", .problem)]
    }
}

extension Schema {
    /// RFC 9457, and what else a conflict tells.
    fileprivate static let problem = object([
        "type": .text, "title": .text, "status": .int(400...599), "detail": .text, "request": .text,
        "errors?": .list(of: .object(["field": .text, "message": .text, "plan?": .id])),
        "conflicts?": .list(
            of: .object(["field": .text, "theirs": .anything, "yours": .anything, "by": .id, "at": .instant])),
        "drift?": .list(of: .drift), "record?": .anything, "needs?": .words(["code", "secondFactor"]),
    ])
}
