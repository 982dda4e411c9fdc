import Domain
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Store

extension ResponseBody {
    init(bytes: [UInt8]) { self.init(byteBuffer: ByteBuffer(bytes: bytes)) }
}

extension Call {
    /// Below this, compression costs more than it saves.
    private static let worthCompressing = 1400

    /// JSON, compressed where the client can take it.
    func json(
        _ bytes: [UInt8], status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    )
        -> Response
    {
        var headers = headers
        headers[.contentType] = "application/json"
        headers[.vary] = "Accept-Encoding"
        guard bytes.count >= Self.worthCompressing, acceptsGzip, let small = Gzip.compress(bytes, .fast)
        else {
            return Response(status: status, headers: headers, body: ResponseBody(bytes: bytes))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: status, headers: headers, body: ResponseBody(bytes: small))
    }

    /// A list in JSON, and the cursor of what comes after it.
    func page(_ items: [UInt8], next: String?) -> Response {
        var json = JSONWriter(capacity: items.count + 64)
        json.byte(UInt8(ascii: "{"))
        json.key("items")
        json.raw(items)
        json.key("next")
        json.value(next.value)
        json.byte(UInt8(ascii: "}"))
        return self.json(json.bytes)
    }

    var acceptsGzip: Bool { request.headers.acceptsGzip }

    /// What a writer is told: the record, and where the journal stands.
    func written(
        _ answer: Answer, status: HTTPResponse.Status = .ok, location: String? = nil
    )
        -> Response
    {
        var headers = HTTPFields(of: answer)
        headers[.location] = location
        guard let record = answer.record else { return Response(status: .noContent, headers: headers) }
        return json(record, status: status, headers: headers)
    }
}

extension HTTPFields {
    /// Where the journal stands after a write, and the entry to undo.
    init(of answer: Answer) {
        self = [.quartetSeq: String(answer.seq)]
        self[.quartetEntry] = answer.entry.map { String($0) }
    }

    /// RFC 9110, section 12.5.3, as far as gzip is concerned.
    var acceptsGzip: Bool {
        var allowed = false
        for part in (self[.acceptEncoding] ?? "").split(separator: ",") {
            let pieces = part.split(separator: ";", omittingEmptySubsequences: false).map(\.trimmed)
            guard let coding = pieces.first?.lowercased(), coding == "gzip" || coding == "*" else {
                continue
            }
            let weight = pieces.dropFirst().first { $0.lowercased().hasPrefix("q=") }.flatMap {
                Double($0.dropFirst(2))
            }
            allowed = weight ?? 1 > 0
            if coding == "gzip" { return allowed }
        }
        return allowed
    }

    /// Whether the client has what this ETag names. RFC 9110, section 13.1.2: compared weakly, and `*` is anything.
    func noneMatchNames(_ etag: String) -> Bool {
        guard let header = self[.ifNoneMatch] else { return false }
        if header == etag { return true }  // as browsers say it
        let opaque = { (tag: Substring) in tag.hasPrefix("W/") ? tag.dropFirst(2) : tag }
        return header.split(separator: ",").map(\.trimmed).contains {
            $0 == "*" || opaque($0) == opaque(etag[...])
        }
    }
}

extension HTTPField.Name {
    static let quartetSeq = named("Quartet-Seq"), quartetEntry = named("Quartet-Entry")
    /// Whom the page that asks was opened for: it is not answered as somebody else who has signed in since.
    static let quartetMember = named("Quartet-Member")
    /// RFC 8288.
    static let link = named("Link")
    static let requestID = named("Request-Id"), idempotencyKey = named("Idempotency-Key")
    static let secFetchSite = named("Sec-Fetch-Site"), serverTiming = named("Server-Timing")
    static let referrerPolicy = named("Referrer-Policy"),
        permissionsPolicy = named("Permissions-Policy")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let resourcePolicy = named("Cross-Origin-Resource-Policy")

    /// A name that is known to be one.
    private static func named(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no field name") }
        return field
    }
}
