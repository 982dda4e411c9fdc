import NIOCore

/// A page that starts with a module of its own. What it loads it names by the edition of the files; and what that module
/// will import, and the screen that it opens with, it names at once, so that a browser fetches all of it side by side
/// instead of finding one import behind the other.
struct FrontPage {
    let html: String

    /// - Parameters:
    ///   - page: a page that starts with some module
    ///   - entry: the address of the module that it is to start with
    ///   - screen: the address of the module that draws what it opens with
    init(_ page: ByteBuffer, entry: String, screen: String? = nil, edition: String, modules: Modules) {
        let root = "/\(Self.folder)/\(edition)"
        let needed = modules.closure(of: [entry] + (screen.map { [$0] } ?? []))
        let sheets = modules.styles(of: needed).map {
            "<link rel=\"stylesheet\" href=\"\(root)/css/features/\($0).css\">\n"
        }
        let preloads = needed.filter { $0 != entry && $0 != screen }.map {
            "<link rel=\"modulepreload\" href=\"\(root)\($0)\">\n"
        }
        // Neither waits for the style sheets: what they draw is not painted without them anyway.
        func start(_ module: String) -> String { "<script type=\"module\" async src=\"\(module)\"></script>\n" }
        let further = screen.map { start(root + $0) } ?? ""
        html = String(buffer: page)
            .replacing("\"\(Screens.workspace)\"", with: "\"\(entry)\"")
            .replacing("\"/js/", with: "\"\(root)/js/").replacing("\"/css/", with: "\"\(root)/css/")
            .replacing("</head>", with: (sheets + preloads).joined() + "</head>")
            .replacing("</body>", with: further + "</body>")
    }

    // MARK: addresses

    private static let folder = "edition"

    /// `/edition/0f3a…/js/main.js` → the edition and `/js/main.js`
    static func split(_ path: String) -> (edition: String, path: String)? {
        let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        guard parts.count == 3, parts[0] == folder, path.hasPrefix("/\(folder)/") else { return nil }
        return (String(parts[1]), "/" + parts[2])
    }
}
