import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import Web

@Suite final class StaticFilesTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)")
    private let files: StaticFiles
    private let script =
        "import { a } from './one.js';\n" + String(repeating: "export const answer = 42;\n", count: 100)

    init() throws {
        for (name, text) in [
            ("index.html", "<!doctype html>\n<script type=\"module\" src=\"/js/main.js\"></script>"),
            ("js/main.js", script),
            ("js/one.js", "import {\n  b,\n} from './deep/two.js';\nexport { c } from './three.js';"),
            ("js/deep/two.js", "import '../one.js';\nimport { d } from '../none.js';\nimport('../later.js');"),
            ("js/three.js", "//"), ("js/later.js", "//"),
            ("js/.hidden", "secret"), ("small.css", "a{}"), ("icon with blank.svg", "<svg/>"),
        ] {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        files = try StaticFiles(folder: folder.path())
    }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func get(_ path: String, _ headers: HTTPFields = [:]) throws -> Response {
        var head = HTTPRequest(method: .get, scheme: "https", authority: "x", path: path)
        head.headerFields = headers
        return try #require(files.file(at: path)).response(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())))
    }

    @Test func compressedWhereThatIsSmaller() throws {
        let small = try get("/js/main.js", [.acceptEncoding: "br, gzip;q=0.5"]), plain = try get("/js/main.js")
        #expect(small.headers[.contentEncoding] == "gzip" && plain.headers[.contentEncoding] == nil)
        #expect(try #require(small.body.contentLength) < script.utf8.count / 10)
        #expect(plain.body.contentLength == script.utf8.count)
        #expect(small.headers[.eTag] != plain.headers[.eTag])
        #expect(small.headers[.vary] == "Accept-Encoding" && plain.headers[.vary] == "Accept-Encoding")
        #expect(plain.headers[.contentType] == "text/javascript; charset=utf-8")
        #expect(try get("/small.css", [.acceptEncoding: "gzip"]).headers[.contentEncoding] == nil)
        #expect(try get("/js/main.js", [.acceptEncoding: "gzip;q=0"]).headers[.contentEncoding] == nil)
    }

    @Test func whatTheBrowserHasIsNotSentAgain() throws {
        let etag = try #require(get("/js/main.js").headers[.eTag])
        for list in [etag, "W/\(etag)", "\"other\", \(etag)", "*", "  \"a\" ,W/\(etag) "] {
            let answer = try get("/js/main.js", [.ifNoneMatch: list, .acceptEncoding: "gzip"])
            #expect(answer.status == .notModified && answer.body.contentLength == 0, "\(list)")
        }
        #expect(try get("/js/main.js", [.ifNoneMatch: "\"other\""]).status == .ok)
        #expect(try get("/js/main.js", [.range: "bytes=0-5"]).status == .ok)
    }

    @Test func underItsEditionAFileIsKeptForEver() throws {
        let kept = try get("/edition/\(files.edition)/js/main.js")
        #expect(kept.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(try get("/edition/0123456789ab/js/main.js").headers[.cacheControl] == "no-cache", "another edition's")
        #expect(try get("/js/main.js").headers[.cacheControl] == "no-cache")
        #expect(try get("/").headers[.cacheControl] == "no-cache", "the page itself is asked for anew")
        for path in [
            "/edition/\(files.edition)", "/edition/\(files.edition)/none.js", "/edition//js/main.js", "/edition/",
        ] {
            #expect(files.file(at: path) == nil, "\(path)")
        }
        let other = try StaticFiles(folder: folder.path())
        #expect(other.edition == files.edition)
        try Data("a{color:red}".utf8).write(to: folder.appending(path: "small.css"))
        #expect(try StaticFiles(folder: folder.path()).edition != files.edition)
    }

    @Test func thePageNamesWhatItsModuleImports() throws {
        let page = String(buffer: try #require(files.file(at: "/")).plain), root = "/edition/\(files.edition)"
        for name in ["one.js", "deep/two.js", "three.js"] {
            #expect(page.contains("<link rel=\"modulepreload\" href=\"\(root)/js/\(name)\">"), "\(name)")
        }
        #expect(page.contains("<script type=\"module\" src=\"\(root)/js/main.js\">"))
        #expect(!page.contains("later.js") && !page.contains("none.js") && !page.contains("\"/js/"))
    }

    @Test func allOfAnEditionComesInOne() throws {
        let whole = try #require(files.file(at: "/edition/\(files.edition)/whole.json"))
        #expect(whole.isForEver && whole.type == "application/json")
        let all = try JSONDecoder().decode([String: String].self, from: Data(whole.plain.readableBytesView))
        #expect(all["/js/main.js"] == script && all["/js/later.js"] == "//" && all["/js/.hidden"] == nil)
        #expect(try #require(all["/index.html"]).contains("/edition/\(files.edition)/js/main.js"))
    }

    @Test func screensAreTheOnePageAndTheRestIsNotThere() {
        for path in ["/", "/work", "/accounts/0199", "/plans/x/tasks", "/settings/members", "/signin", "/join"] {
            #expect(files.file(at: path) != nil, "\(path)")
        }
        for path in [
            "/nowhere", "/api/none", "/js/none.js", "/js/.hidden", "/../etc/passwd", "/js/../../etc/passwd",
            "/%2e%2e/etc/passwd", "/plans/x.js", "//etc/passwd", "",
        ] {
            #expect(files.file(at: path) == nil, "\(path)")
        }
        #expect(files.count == 9, "and all of them in one")
    }

    @Test func whereThereIsNothingPeopleGetThePage() async throws {
        let house = try await House()
        for path in ["/nowhere", "/%F0%28%8C%28", "/planets/x"] {
            let answer = try await house.ask(.nobody, .get, path, headers: [.ifNoneMatch: "*"])
            #expect(answer.status == 404 && answer.text.contains("<title>Quartet"), "\(path)")
            #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
            #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.eTag] == nil)
        }
        for path in ["/none.js", "/wp-login.php", "/.env"] {
            #expect(try await house.ask(.nobody, .get, path).headers[.contentType] == "application/problem+json")
        }
    }

    @Test func aFolderWithoutPagesIsRefused() {
        #expect(throws: StaticFiles.Missing.self) { try StaticFiles(folder: self.folder.path() + "none") }
    }

    @Test func aScreenNamesWhatItReadsFirst() {
        let plan = "0199a0b1-0000-7000-8000-000000000001"
        func link(_ path: String, _ cookie: String? = "__Host-quartet=x") -> String? {
            var head = HTTPRequest(method: .get, scheme: "https", authority: "x", path: path)
            head.headerFields[.cookie] = cookie
            return FirstReads.link(for: Request(head: head, body: RequestBody(buffer: ByteBuffer())))
        }
        #expect(
            link("/") == "</api/session>; rel=preload; as=fetch; crossorigin, "
                + "</api/home>; rel=preload; as=fetch; crossorigin")
        #expect(link("/plans/\(plan)")?.contains("</api/plans/\(plan)/snapshot>") == true)
        #expect(link("/plans/\(plan)>;x/history")?.contains("snapshot") == false)
        #expect(link("/plans/none") == "</api/session>; rel=preload; as=fetch; crossorigin")
        #expect(link("/", nil) == nil && link("/", "other=1") == nil && link("/signin") == nil)
    }
}
