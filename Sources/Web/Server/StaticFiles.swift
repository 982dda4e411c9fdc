import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import NIOCore
import Synchronization

/// The pages and what they load, read once into memory. What is asked for is looked up and never opened, so that there
/// is no way out of the folder.
public struct StaticFiles: Sendable {
    struct File: Sendable {
        let type: String, plain: ByteBuffer, small: Small?
        /// Of the plain bytes; the compressed ones have another.
        let etag: String, gzippedETag: String
        /// Whether a browser may keep it without asking.
        var isForEver = false
    }
    private let files: [String: File]
    /// The page of each screen, in the order of `screens.all`.
    private let pages: [File]
    private let screens: Screens
    /// A name of these files as they are: under it they are the same for ever, and browsers need not ask again.
    let edition: String

    /// - Throws: `StaticFiles.Missing` when the folder has no index.html
    public init(folder: String) throws {
        var files: [String: File] = [:]
        let root = URL(filePath: folder, directoryHint: .isDirectory)
        let names =
            FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        for name in names where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            let url = root.appending(path: name)
            guard let data = FileManager.default.contents(atPath: url.path(percentEncoded: false)),
                try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            else { continue }
            files["/" + name] = File(
                name: name, Comments.areIn(name) ? Comments.left(outOf: Array(data)) : Array(data))
        }
        for name in [Self.page, SharedPages.file] {
            let sheet = name.replacing(".html", with: ".css").replacing("/", with: "/css/", maxReplacements: 1)
            guard let page = files[name],
                let one = OneSheet(
                    of: String(buffer: page.plain), at: sheet, { files[$0].map { String(buffer: $0.plain) } })
            else { continue }
            files[name] = File(name: name, Array(one.html.utf8))
            files[sheet] = File(name: sheet, Array(one.css.utf8))
        }
        guard let page = files[Self.page] else { throw Missing(folder: folder) }
        let edition = Self.edition(of: files)
        let texts = files.filter { $0.key.hasSuffix(".js") }.mapValues { String(buffer: $0.plain) }
        let modules = Modules(texts)
        func front(_ page: File, _ entry: String, screen: String? = nil) -> File {
            let front = FrontPage(page.plain, entry: entry, screen: screen, edition: edition, modules: modules)
            return File(name: Self.page, Array(front.html.utf8))
        }
        screens = Screens(texts)
        pages = screens.all.map { front(page, $0.entry, screen: $0.module) }
        // A door's page starts with another module, and is wanted without the line, too: it is a file among the rest.
        for (screen, page) in zip(screens.all, pages) where screen.entry != Screens.workspace {
            files["/\(screen.pattern.joined(separator: "/")).html"] = page
        }
        files[Self.page] = front(page, Screens.workspace)
        files[SharedPages.file] = files[SharedPages.file].map { front($0, SharedPages.entry) }
        files[Self.whole] = File(name: Self.whole, Self.bundle(of: files))
        (self.files, self.edition) = (files, edition)
    }

    /// The address, within an edition, of all of its files in one: `{"/js/main.js": "…", …}`. The service worker keeps it
    /// for when there is no line: one request and one thing to keep in place of some two hundred.
    static let whole = "/whole.json"

    private static func bundle(of files: [String: File]) -> [UInt8] {
        var json = JSONWriter(capacity: 1 << 20)
        json.byte(UInt8(ascii: "{"))
        for (path, file) in files.sorted(by: { $0.key < $1.key }) {
            guard let text = String(validating: file.plain.readableBytesView, as: UTF8.self) else { continue }
            json.key(path)
            json.text(text)
        }
        json.byte(UInt8(ascii: "}"))
        return json.bytes
    }

    /// The page that all screens begin with.
    private static let page = "/index.html"

    private static func edition(of files: [String: File]) -> String {
        var hash = SHA256()
        for (path, file) in files.sorted(by: { $0.key < $1.key }) { hash.update(data: Array((path + file.etag).utf8)) }
        return hash.finalize().prefix(6).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
    public struct Missing: Error, CustomStringConvertible {
        let folder: String
        public var description: String {
            "There is no index.html in the folder of pages \(folder); name the folder with --public."
        }
    }

    /// How many there are.
    public var count: Int { files.count }

    /// The file of an address, a screen's page among them.
    func file(at path: String) -> File? {
        if let file = files[path] { return file }
        if let (named, rest) = FrontPage.split(path), var file = files[rest] {
            // A page that was opened before an update asks for its own edition: it gets what there is, for now.
            file.isForEver = named == edition
            return file
        }
        guard screens.contains(path) else { return nil }
        return screens.index(of: path).map { pages[$0] } ?? files[Self.page]
    }

    /// Whether an address is a screen of the workspace, and no door.
    func isWorkspace(_ path: String) -> Bool {
        screens.contains(path) && screens.index(of: path).map { screens.all[$0].entry == Screens.workspace } ?? true
    }

    /// What people see at an address that leads nowhere: the page, which says so. Not for what looks like a file.
    func page(insteadOf path: String) -> File? { path.contains(".") ? nil : files[Self.page] }
}
extension StaticFiles {
    /// A file compressed, from when somebody first asks for it so: a server starts without all that nobody may ask for.
    final class Small: Sendable {
        private let plain: [UInt8]
        private let known = Mutex<ByteBuffer??>(nil)
        init(_ plain: [UInt8]) { self.plain = plain }

        /// Nil where it would be no smaller.
        var bytes: ByteBuffer? {
            known.withLock { known in
                if let known { return known }
                let small = Gzip.compress(plain, .best).map { ByteBuffer(bytes: $0) }
                known = .some(small)
                return small
            }
        }
    }
}
extension StaticFiles.File {
    init(name: String, _ bytes: [UInt8]) {
        let hash = Data(SHA256.hash(data: bytes)).base64EncodedString().prefix(22)
        self.init(
            type: Self.type(of: name), plain: ByteBuffer(bytes: bytes),
            small: Self.isCompressible(name) ? StaticFiles.Small(bytes) : nil, etag: "\"\(hash)\"",
            gzippedETag: "\"\(hash)-gzip\"")
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json", "webmanifest": "application/manifest+json", "svg": "image/svg+xml",
        "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp", "ico": "image/x-icon",
        "woff2": "font/woff2", "txt": "text/plain; charset=utf-8", "xml": "application/xml",
    ]
    private static func ending(_ name: String) -> String {
        String(name.split(separator: ".").last ?? "").lowercased()
    }
    private static func type(of name: String) -> String {
        types[ending(name)] ?? "application/octet-stream"
    }
    private static func isCompressible(_ name: String) -> Bool {
        !["png", "jpg", "webp", "woff2"].contains(ending(name))
    }

    func response(to request: Request) -> Response {
        let small = request.headers.acceptsGzip ? small?.bytes : nil
        let etag = small == nil ? self.etag : gzippedETag
        var headers: HTTPFields = [
            .contentType: type, .eTag: etag, .vary: "Accept-Encoding",
            .cacheControl: isForEver ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if small != nil { headers[.contentEncoding] = "gzip" }
        if request.headers.noneMatchNames(self.etag) || request.headers.noneMatchNames(gzippedETag) {
            headers[.contentEncoding] = nil
            return Response(status: .notModified, headers: headers)
        }
        let bytes = small ?? plain
        let response = Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: bytes))
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// Answers what is not for programs from memory.
struct Pages: RouterMiddleware {
    let files: StaticFiles, reads: FirstReads

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        let isForPrograms = path == "/api" || path.hasPrefix("/api/") || path == "/healthz" || path == "/metrics"
        if isForPrograms { return try await next(request, context) }
        guard request.method == .get || request.method == .head else {
            var failure = Failure(.methodNotAllowed, "This address takes GET, HEAD.")
            failure.headers[.allow] = "GET, HEAD"
            throw failure
        }
        if path.hasPrefix(SharedPages.address), let file = files.file(at: SharedPages.file) {
            return file.response(to: request).unkept
        }
        if let file = files.file(at: path) {
            var response = file.response(to: request)
            if files.isWorkspace(path) { response.headers[.link] = try await reads.link(for: request) }
            return response
        }
        guard let page = files.page(insteadOf: path) else {
            throw Failure(.notFound, "There is nothing at this address.")
        }
        var unconditional = request.head
        unconditional.headerFields[.ifNoneMatch] = nil
        var response = page.response(to: Request(head: unconditional, body: request.body))
        (response.status, response.headers[.eTag], response.headers[.cacheControl]) = (.notFound, nil, nil)
        return response
    }
}
