public import Domain
import Foundation
public import HTTPTypes
import Hummingbird
import Store

/// One thing that can be asked of Quartet: the router, the OpenAPI document and the tests are made from the list of them.
public struct Route: Sendable {
    public enum Access: String, Sendable, CaseIterable {
        case everybody, signedIn, admin
        /// Whoever is signed in, even where they have to set up a second factor before they may do anything else.
        case enrolling
    }

    /// What comes in the body.
    public enum Input: Sendable {
        case nothing
        /// An object of exactly these members.
        case form([Member])
        /// The fields of a kind of record; which of them may stand here its declaration says.
        case fields(any Record.Type)
    }
    /// One member of a form.
    public struct Member: Sendable {
        let name: String, shape: Shape, length: ClosedRange<Int>?, isRequired: Bool
        var range: ClosedRange<Int>?
        /// - Parameter length: in Unicode scalars
        static func text(_ name: String, _ length: ClosedRange<Int>, optional: Bool = false) -> Member {
            Member(name: name, shape: .text, length: length, isRequired: !optional)
        }
        static func choice(_ name: String, _ words: [String], optional: Bool = false) -> Member {
            Member(name: name, shape: .choice(words), length: nil, isRequired: !optional)
        }
        static func int(_ name: String, _ range: ClosedRange<Int>) -> Member {
            Member(name: name, shape: .int, length: nil, isRequired: true, range: range)
        }
        static func id(_ name: String, optional: Bool = false) -> Member {
            Member(name: name, shape: .reference("record"), length: nil, isRequired: !optional)
        }
        static func ids(_ name: String, optional: Bool = false) -> Member {
            Member(name: name, shape: .list(.reference("record")), length: nil, isRequired: !optional)
        }
        /// Some of these words.
        static func choices(_ name: String, _ words: [String]) -> Member {
            Member(name: name, shape: .list(.choice(words)), length: nil, isRequired: true)
        }
        /// An optional one.
        static func day(_ name: String) -> Member { Member(name: name, shape: .day, length: nil, isRequired: false) }
    }

    /// What comes back.
    enum Output: Sendable {
        case nothing
        case record(any Record.Type)
        /// - Parameter also: what else stands beside the records
        case page(of: any Record.Type, also: KeyValuePairs<String, Schema> = [:])
        /// An object with these members.
        case object([String])
        case json(Schema)
        /// Text of this type.
        case text(String)
        case stream
    }

    public let method: HTTPRequest.Method
    /// `/api/plans/{id}/snapshot`
    public let path: String
    public let summary: String
    public let access: Access
    let query: [Parameter], output: Output
    public let input: Input, status: HTTPResponse.Status
    /// With what it may answer besides what follows from what it takes.
    let refusals: Set<Failure.Code>
    /// Whether it answers 304 to who has it as it is.
    let isRevalidated: Bool
    let handle: @Sendable (Call) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, for access: Access = .signedIn,
        query: [Parameter] = [], input: Input = .nothing, output: Output,
        status: HTTPResponse.Status = .ok, refusals: Set<Failure.Code> = [], isRevalidated: Bool = false,
        _ handle: @escaping @Sendable (Call) async throws -> Response
    ) {
        (self.method, self.path, self.summary, self.access) = (method, path, summary, access)
        (self.query, self.input, self.output, self.status) = (query, input, output, status)
        (self.refusals, self.isRevalidated, self.handle) = (refusals, isRevalidated, handle)
    }

    /// `GET /api/plans/{id}/snapshot`
    public var name: String { "\(method.rawValue) \(path)" }
}

/// A request that has come to its route: who asks, and what was sent, looked at already.
struct Call: Sendable {
    let request: Request, context: Context
    /// Nil on routes for everybody.
    let session: Session?
    /// When it came.
    let now: Instant
    /// The body, empty where there is none, and the members of its object.
    var bytes: [UInt8] = [], members: [String: Value] = [:]

    /// - Throws: `Failure` notSignedIn
    var signedIn: Session {
        get throws {
            guard let session else { throw Failure(.notSignedIn, "Sign in first.") }
            return session
        }
    }
    var caller: Caller { get throws { try signedIn.caller.from(context.address) } }
    /// Quartet itself, at work for somebody who is not signed in.
    var stranger: Caller { .quartet.from(context.address) }

    /// A parameter of the address. What is no id names nothing.
    func id(_ name: String = "id") throws -> Identifier {
        guard let id = context.parameters.get(name).flatMap({ Identifier($0) }) else {
            throw NotFound(kind: "record")
        }
        return id
    }

    func text(_ name: String) -> String? {
        guard case .text(let text)? = members[name] else { return nil }
        return text
    }
    /// A text that may be missing or empty.
    func optional(_ name: String) -> String? { text(name).flatMap { $0.isEmpty ? nil : $0 } }
    /// Members that are there and right because the form was checked.
    func int(_ name: String) -> Int { members[name].flatMap { Int($0) } ?? 0 }
    func identifier(_ name: String) -> Identifier { text(name).flatMap { Identifier($0) } ?? .none }
    func day(_ name: String) -> Day? { members[name].flatMap { Day($0) } }

    /// A required text of the form, which is there because the form was checked.
    func required(_ name: String) -> String { text(name) ?? "" }

    /// What stands behind the question mark, decoded as forms write it (a plus is a space), in order.
    var query: [(name: String, value: String)] {
        (request.uri.query ?? "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = sides.map { side in
                let spaced = String(side).replacing("+", with: " ")
                return spaced.removingPercentEncoding ?? spaced
            }
            return (decoded[0], decoded.count > 1 ? decoded[1] : "")
        }
    }
}

extension Route.Input {
    /// Everything that is wrong with the members of a form.
    func problems(_ members: [String: Value]) -> [Problem] {
        guard case .form(let known) = self else { return [] }
        var problems = members.keys.filter { name in !known.contains { $0.name == name } }.sorted()
            .map { Problem($0, "is not known here") }
        for member in known {
            if let message = member.problem(members[member.name] ?? .null) {
                problems.append(Problem(member.name, message))
            }
        }
        return problems
    }
}
extension Route.Member {
    var schema: Schema {
        var schema = Schema(shape)
        if let range { schema = .int(range) }
        // What may be missing may be empty, too.
        if let length { schema = .text((isRequired ? length.lowerBound : 0)...length.upperBound) }
        return isRequired ? schema : schema.orNull
    }

    var isReference: Bool {
        switch shape {
        case .reference, .list(.reference): true
        default: false
        }
    }

    fileprivate func problem(_ value: Value) -> String? {
        if value == .null { return isRequired ? "is required" : nil }
        switch shape {
        case .int:
            guard let range, case .int(let n) = value else { return shape.wanted }
            let bounds = Int64(range.lowerBound)...Int64(range.upperBound)
            if bounds.contains(n) { return nil }
            return range.upperBound == .max
                ? "must not be below \(range.lowerBound)"
                : "must be from \(range.lowerBound) to \(range.upperBound)"
        case .day: return Day(value) == nil ? shape.wanted : nil
        case .reference: return ID<Plan>(value) == nil ? shape.wanted : nil
        case .list(.choice(let words)):
            return [String](value)?.allSatisfy(words.contains) ?? false ? nil : shape.wanted
        case .list: return [ID<Plan>](value) == nil ? shape.wanted : nil
        default: break
        }
        guard case .text(let text) = value else { return shape.wanted }
        if text.isEmpty { return isRequired ? "is required" : nil }
        if case .choice(let words) = shape, !words.contains(text) { return shape.wanted }
        if let length, !length.contains(text.unicodeScalars.count) {
            return "must be \(length.lowerBound) to \(length.upperBound) characters"
        }
        return nil
    }
}
