import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// Every route, asked with rubbish in every place there is: it answers, and no answer says that something broke.
@Suite struct RouteFuzzTests {
    @Test func nothingBreaks() async throws {
        let house = try await House(), routes = house.site.routes.filter { $0.path != LiveStream.path }
        let ids = Set(house.hub.log.changes.map(\.record.text)).sorted()
        try await Rubbish.rounds(1200) { rubbish in
            let route = rubbish.one(of: routes),
                who = rubbish.one(of: [Who.nobody, .guest, .contributor, .manager, .admin])
            // One who signs out ends the session that the others are asked with.
            if route.method == .delete, route.path.hasPrefix("/api/session") { return }
            let path = address(route, ids, &rubbish)
            var headers: HTTPFields = [:]
            for name in [
                "If-Match", "If-None-Match", "Accept-Encoding", "Idempotency-Key", "Range", "Content-Encoding",
                "User-Agent", "X-Forwarded-For",
            ]
            where rubbish.chance(1, in: 6) {
                if let field = HTTPField.Name(name) { headers[field] = header(&rubbish) }
            }
            let content = body(route, ids, &rubbish)
            let answer = try await house.ask(who, route.method, path, content, headers: headers)
            let comment = Comment(
                rawValue: "seed \(rubbish.seed): \(route.name) \(path) \(content ?? ""): \(answer.text.prefix(300))")
            let isExpected = answer.status < 500 || route.refusals.contains(.unavailable) && answer.status == 503
            #expect(isExpected, comment)
            if answer.status >= 400 {
                #expect(
                    answer.headers[.contentType] == "application/problem+json" && answer.object["detail"] is String,
                    comment)
            }
            for field in answer.headers { #expect(!field.value.contains { $0.isNewline }, comment) }
        }
        #expect(try await house.hub.differences().isEmpty, "rows and journal agree")
    }

    private func header(_ rubbish: inout Rubbish) -> String {
        let text = rubbish.text(of: [
            "\"1\"", "W/\"x\"", "gzip", "bytes=0-", "-5", "0199", "*", ",", ";", rubbish.text(atMost: 4),
        ])
        // What HTTP itself does not let through.
        return String(text.unicodeScalars.filter { $0 != "\r" && $0 != "\n" && $0 != "\u{0}" }.map(Character.init))
    }

    private func address(_ route: Route, _ ids: [String], _ rubbish: inout Rubbish) -> String {
        let parts = route.path.split(separator: "/").map { part -> String in
            guard part.hasPrefix("{") else { return String(part) }
            let known = rubbish.chance(3, in: 4) ? rubbish.one(of: ids) : String(rubbish.number(below: 50))
            return rubbish.chance(1, in: 4) ? escaped(rubbish.mutated(known)) : known
        }
        var pairs: [String] = []
        for parameter in route.query where rubbish.chance(1, in: 3) {
            let value =
                rubbish.chance(1, in: 2)
                ? rubbish.text(atMost: 8) : rubbish.one(of: ids + ["1", "none", "2026-11-23", "all"])
            pairs.append("\(parameter.name)=\(rubbish.chance(1, in: 5) ? raw(value) : escaped(value))")
        }
        return "/" + parts.joined(separator: "/") + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
    }
    private func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
    /// As somebody types it who does not know better.
    private func raw(_ text: String) -> String {
        text.replacing(" ", with: "+").filter { $0.isASCII && !$0.isWhitespace && $0 != "#" }
    }

    private func body(_ route: Route, _ ids: [String], _ rubbish: inout Rubbish) -> String? {
        let names: [String]
        switch route.input {
        case .nothing: return rubbish.chance(1, in: 10) ? rubbish.text() : nil
        case .form(let members): names = members.map(\.name)
        case .fields(let type): names = type.fieldNames
        }
        var members: [String] = []
        for name in names where rubbish.chance(1, in: 2) {
            let text = String(decoding: json(rubbish.text(atMost: 8)), as: UTF8.self)
            let values = [
                text, "1", "null", "true", "-1.5e3", "[]", "[\(text)]", "\"\(rubbish.one(of: ids))\"", "\"2026-11-23\"",
                "[1,[2]]",
            ]
            members.append("\"\(name)\":\(rubbish.one(of: values))")
        }
        let whole = "{\(members.joined(separator: ","))}"
        return rubbish.chance(1, in: 6) ? rubbish.mutated(whole) : whole
    }
    private func json(_ text: String) -> [UInt8] {
        (try? JSONSerialization.data(withJSONObject: text, options: .fragmentsAllowed)).map(Array.init) ?? []
    }
}
extension Record {
    fileprivate static var fieldNames: [String] { fields.all.map(\.name) }
}
