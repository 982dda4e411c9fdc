public import Domain
public import HTTPTypes
import Hummingbird
import JSON

/// What a client is told when something does not work: a code, a message for a person, and the fields it is about.
public struct Failure: Error, Sendable {
    public enum Code: String, Sendable, CaseIterable {
        case malformed, notSignedIn, forbidden, notFound, methodNotAllowed, timeout, conflict, gone, neverSeen, tooLarge
        case wrongContentType, invalid, tooMany, headersTooLarge, internalError, unavailable
    }
    public let code: Code
    /// One or more sentences for a person.
    public let detail: String
    public let problems: [Problem]
    public var headers: HTTPFields = [:]
    /// Why the server could not do what was asked, for the log: in words of Quartet's own alone.
    var reason: String?
    /// Further members of the problem, as JSON.
    var members: [(name: String, json: [UInt8])] = []

    public init(_ code: Code, _ detail: String, _ problems: [Problem] = []) {
        (self.code, self.detail, self.problems) = (code, detail, problems)
    }

    /// What the server cannot do at the moment.
    init(unavailable detail: String, reason: String? = nil) {
        self.init(.unavailable, detail)
        self.reason = reason ?? detail
    }

    /// The one table from code to status.
    public static func status(of code: Code) -> HTTPResponse.Status {
        switch code {
        case .malformed: .badRequest
        case .notSignedIn: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .timeout: .requestTimeout
        case .conflict: .conflict
        case .gone: .gone
        case .neverSeen: .preconditionFailed
        case .tooLarge: .contentTooLarge
        case .wrongContentType: .unsupportedMediaType
        case .invalid: .unprocessableContent
        case .tooMany: .tooManyRequests
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .internalError: .internalServerError
        case .unavailable: .serviceUnavailable
        }
    }

    /// RFC 9457.
    func response(request: String) -> Response {
        let status = Self.status(of: code)
        var json = JSONWriter()
        json.byte(UInt8(ascii: "{"))
        json.key("type")
        json.text("urn:quartet:problem:\(code.rawValue)")
        json.key("title")
        json.text(status.reasonPhrase)
        json.key("status")
        json.int(Int64(status.code))
        json.key("detail")
        json.text(detail)
        json.key("request")
        json.text(request)
        if !problems.isEmpty {
            json.key("errors")
            json.problems(problems)
        }
        for member in members {
            json.key(member.name)
            json.raw(member.json)
        }
        json.byte(UInt8(ascii: "}"))
        var response = Response(status: status, headers: headers, body: ResponseBody(bytes: json.bytes))
        response.headers[.contentType] = "application/problem+json"
        return response
    }
}
extension JSONWriter {
    fileprivate mutating func problems(_ problems: [Problem]) {
        byte(UInt8(ascii: "["))
        for problem in problems {
            separate()
            byte(UInt8(ascii: "{"))
            key("field")
            text(problem.field)
            key("message")
            text(problem.message)
            if let plan = problem.plan {
                key("plan")
                value(.id(plan.raw))
            }
            byte(UInt8(ascii: "}"))
        }
        byte(UInt8(ascii: "]"))
    }
}
