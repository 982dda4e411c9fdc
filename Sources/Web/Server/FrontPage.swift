import NIOCore

/// A page that starts with a module of its own. What it loads it names by the edition of the files, and what its module will import it names at once,
/// so that a browser fetches all of it side by side instead of finding one import behind the other.
struct FrontPage {
    let html: String

    /// - Parameters:
    ///   - module: the address of the module that it starts with
    ///   - source: the text of a file by its address
    init(_ page: ByteBuffer, module: String, edition: String, source: (String) -> String?) {
        let root = "/\(Self.folder)/\(edition)"
        let modules = Self.closure(of: module, source)
        let preloads = modules.map { "<link rel=\"modulepreload\" href=\"\(root)\($0)\">\n" }.joined()
        html = String(buffer: page)
            .replacing("\"/js/", with: "\"\(root)/js/").replacing("\"/css/", with: "\"\(root)/css/")
            .replacing("<script type=\"module\"", with: preloads + "<script type=\"module\"")
    }

    // MARK: addresses

    private static let folder = "edition"

    /// `/edition/0f3a…/js/main.js` → the edition and `/js/main.js`
    static func split(_ path: String) -> (edition: String, path: String)? {
        let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        guard parts.count == 3, parts[0] == folder, path.hasPrefix("/\(folder)/") else { return nil }
        return (String(parts[1]), "/" + parts[2])
    }

    // MARK: modules

    /// The module's imports, theirs, and so on, without those that wait until they are called for.
    static func closure(of module: String, _ source: (String) -> String?) -> [String] {
        var found: [String] = [], waiting = [module]
        while let next = waiting.popLast() {
            for name in imports(in: source(next) ?? "") {
                let path = resolve(name, from: next)
                guard path != module, !found.contains(path), source(path) != nil else { continue }
                found.append(path)
                waiting.append(path)
            }
        }
        return found
    }

    /// What stands behind `from` or `import` in single quotes, as all modules here are written.
    private static func imports(in text: String) -> [Substring] {
        text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("import ") || line.hasPrefix("export ") || line.hasPrefix("} from ") else {
                return nil
            }
            let parts = line.split(separator: "'", omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1].hasPrefix("."), parts[0].hasSuffix("from ") || parts[0] == "import " else {
                return nil
            }
            return parts[1]
        }
    }

    /// `../dom.js` from `/js/plans/plan.js` is `/js/dom.js`.
    private static func resolve(_ name: Substring, from module: String) -> String {
        var folders = module.split(separator: "/").dropLast()
        for part in name.split(separator: "/") where part != "." {
            if part == ".." { _ = folders.popLast() } else { folders.append(part) }
        }
        return "/" + folders.joined(separator: "/")
    }
}
