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
            (
                "index.html",
                """
                <!doctype html>
                <head>
                <link rel="stylesheet" href="/css/one.css">
                <link rel="stylesheet" href="/css/two.css">
                <link rel="stylesheet" href="/css/print.css" media="print">
                </head>
                <body>
                <script type="module" async src="/js/main.js"></script>
                </body>
                """
            ),
            ("css/one.css", "@layer a, b;"), ("css/two.css", "@layer b {}"), ("css/print.css", "@layer c {}"),
            ("js/main.js", script),
            ("js/one.js", "import {\n  b,\n} from './deep/two.js';\nexport { c } from './three.js';"),
            ("js/deep/two.js", "import '../one.js';\nimport { d } from '../none.js';\nimport('../later.js');"),
            ("js/three.js", "//"), ("js/later.js", "//"),
            (
                "js/screens.js",
                """
                export const SCREENS = [
                  ['/', () => import('./deep/home.js')],
                  ['/plans/:id/:tab?', () => import('./deep/plan.js')],
                  ['/plans/:id/reviews/:review', () => import('./deep/review.js')],
                ];
                """
            ),
            ("js/access/doors.js", "const DOORS = [\n  ['/signin', () => import('./sign-in.js')],\n];"),
            ("js/access/sign-in.js", "import { styles } from '../one.js';"),
            ("js/deep/home.js", "import '../none.js';\nconst dressed = styles('home', 'week');\n  styles('late');"),
            ("js/deep/plan.js", "import '../three.js';\nexport const dressed = styles('plan');"),
            ("js/deep/review.js", ""),
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
        let start = "<script type=\"module\" async src=\"\(root)/js/main.js\">"
        #expect(page.contains(start) && page.contains("deep/home.js\"></script>\n</body>"))
        #expect(!page.contains("later.js") && !page.contains("none.js") && !page.contains("\"/js/"))
    }

    @Test func theScreensPageNamesWhatItOpensWith() throws {
        func page(_ path: String) throws -> String { String(buffer: try #require(files.file(at: path)).plain) }
        func named(_ path: String) throws -> Set<String> {
            Set(
                try page(path).split(separator: "\"").filter { $0.hasPrefix("/edition/") }.map {
                    "/\($0.split(separator: "/", maxSplits: 2)[2])"
                })
        }
        let sheets: Set = ["/css/index.css", "/css/print.css"]
        let always = sheets.union(["/js/main.js", "/js/one.js", "/js/deep/two.js", "/js/three.js"])
        #expect(
            try named("/") == always.union(["/js/deep/home.js", "/css/features/home.css", "/css/features/week.css"]))
        let plan = always.union(["/js/deep/plan.js", "/css/features/plan.css"])
        #expect(try named("/plans/1") == plan && named("/plans/1/tasks") == plan)
        #expect(try named("/plans/1/reviews/2") == always.union(["/js/deep/review.js"]))
        #expect(try named("/plans") == always && named("/plans/1/reviews/2/3") == always, "says what is not there")
        let door = try named("/signin")
        let ofDoor = ["/js/access/doors.js", "/js/access/sign-in.js", "/js/one.js", "/js/deep/two.js", "/js/three.js"]
        #expect(door == sheets.union(ofDoor))
        #expect(
            try page("/signin").contains(
                "<script type=\"module\" async src=\"/edition/\(files.edition)/js/access/doors.js\">"))
    }

    /// In their order; what is for paper alone stays apart.
    @Test func aPagesStyleSheetsAreSentAsOne() throws {
        let sheet = String(buffer: try #require(files.file(at: "/edition/\(files.edition)/css/index.css")).plain)
        #expect(sheet == "@layer a, b;\n@layer b {}")
    }

    @Test func codeIsSentWithoutItsComments() {
        let source = """
            // One line.
            const a = 'https://x'; // stays
              /** What it does,
               * and why. */
            const b = 2; /* stays */
            /* before */ const c = 3;
              /* whole */
            /* open
            const d = 4;
            */
            const e = `/* ${b}`;
            """
        let expected = """

            const a = 'https://x'; // stays


            const b = 2; /* stays */
            /* before */ const c = 3;




            const e = `/* ${b}`;
            """
        func left(_ source: String) -> String {
            String(decoding: Comments.left(outOf: Array(source.utf8)), as: UTF8.self)
        }
        #expect(left(source) == expected)
        #expect(left("a\n\nb\n") == "a\n\nb\n" && left("").isEmpty)
    }

    @Test func allOfAnEditionComesInOne() throws {
        let whole = try #require(files.file(at: "/edition/\(files.edition)/whole.json"))
        #expect(whole.isForEver && whole.type == "application/json")
        let all = try JSONDecoder().decode([String: String].self, from: Data(whole.plain.readableBytesView))
        #expect(all["/js/main.js"] == script && all["/js/later.js"] == "" && all["/js/.hidden"] == nil)
        #expect(try #require(all["/signin.html"]).contains("/js/access/doors.js\"></script>"))
        #expect(try #require(all["/index.html"]).contains("/edition/\(files.edition)/js/main.js"))
    }

    @Test func screensAreTheOnePageAndTheRestIsNotThere() {
        for path in ["/", "/plans", "/plans/0199", "/plans/x/tasks", "/plans/1/2/3/4/5", "/signin"] {
            #expect(files.file(at: path) != nil, "\(path)")
        }
        for path in [
            "/nowhere", "/api/none", "/js/none.js", "/js/.hidden", "/../etc/passwd", "/js/../../etc/passwd",
            "/%2e%2e/etc/passwd", "/plans/x.js", "//etc/passwd", "", "/planets/x",
        ] {
            #expect(files.file(at: path) == nil, "\(path)")
        }
        #expect(files.count == 20, "a door's page and all of them in one among them")
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

    @Test func aScreenNamesWhatItReadsFirst() async throws {
        let house = try await House()
        func reads(_ who: Who, _ path: String) async throws -> [String] {
            let link = try await house.ask(who, .get, path).headers[.link] ?? ""
            return link.split(separator: ", ").map { String($0.split(separator: ">")[0].dropFirst()) }
        }
        let plan = "0199a0b1-0000-7000-8000-000000000001", snapshot = "/api/plans/\(plan)/snapshot"
        #expect(try await reads(.contributor, "/") == ["/api/session", "/api/home"])
        #expect(
            try await reads(.contributor, "/plans/\(plan)") == [
                "/api/session", snapshot, "/api/plans/\(plan)/alignment",
            ])
        #expect(
            try await reads(.guest, "/plans/\(plan)") == ["/api/session", snapshot], "the rest is refused to guests")
        for other in ["/plans/none", "/plans/\(plan)/history", "/plans/\(plan)>;x", "/settings"] {
            #expect(try await reads(.contributor, other) == ["/api/session"], "\(other)")
        }
        #expect(try await reads(.contributor, "/signin").isEmpty)
        #expect(try await reads(.nobody, "/").isEmpty)
        let answer = try await house.ask(.nobody, .get, "/", headers: [.cookie: "\(Sessions.cookie)=\(Token().text)"])
        #expect(answer.status == 200 && answer.headers[.link] == nil)
    }
}
