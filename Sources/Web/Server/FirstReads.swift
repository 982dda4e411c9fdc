import Domain
import HTTPTypes
import Hummingbird

/// What a screen reads first, named with the page: a browser asks for it while it still fetches the modules, and has it
/// when they have come. Told only to whoever brings a session's cookie, right or wrong: it says nothing but addresses.
enum FirstReads {
    private static let doors: Set<Substring> = ["signin", "setup", "join", "second-factor"]

    /// A `Link` header (RFC 8288); nil where nothing is read.
    static func link(for request: Request) -> String? {
        guard let cookies = request.headers[.cookie], cookies.contains(Sessions.cookie + "=") else { return nil }
        let reads = addresses(at: request.uri.path)
        return reads.isEmpty
            ? nil : reads.map { "<\($0)>; rel=preload; as=fetch; crossorigin" }.joined(separator: ", ")
    }

    static func addresses(at path: String) -> [String] {
        let parts = path.split(separator: "/")
        guard let first = parts.first else { return ["/api/session", "/api/home"] }
        if doors.contains(first) { return [] }
        guard first == "plans", parts.count == 2, let plan = Identifier(String(parts[1])) else {
            return ["/api/session"]
        }
        return ["/api/session", "/api/plans/\(plan.text)/snapshot"]
    }
}
