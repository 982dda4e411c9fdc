/// The addresses of the browser's screens and doors, as its own modules declare them, with all that each opens with.
struct Screens {
    struct Screen {
        /// `/plans/:id/:tab?` in its parts
        let pattern: [String]
        /// What the page starts with, and the module that draws the screen.
        let entry: String, module: String

        /// Matches as the browser's URLPattern does: `:id` stands for any one part, `:tab?` for one or none.
        func matches(_ parts: [Substring]) -> Bool {
            guard parts.count <= pattern.count else { return false }
            return pattern.enumerated().allSatisfy { index, expected in
                guard index < parts.count else { return expected.hasSuffix("?") }
                return expected.hasPrefix(":") || expected == parts[index]
            }
        }
    }

    let all: [Screen]
    private let known: Set<Substring>

    static let workspace = "/js/main.js"
    private static let doors = "/js/access/doors.js"
    private static let declared = [("/js/screens.js", workspace), (doors, doors)]

    /// - Parameter texts: each module's text by its address
    init(_ texts: [String: String]) {
        all = Self.declared.flatMap { file, entry in
            Self.lines(of: texts[file] ?? "", in: file).map { Screen(pattern: $0, entry: entry, module: $1) }
        }
        known = Set(all.compactMap { $0.pattern.first.map { $0[...] } })
    }

    /// `/plans/0199…/tasks` is a screen, `/js/none.js` and `/api/none` are not. What begins like one is answered by the
    /// page, which says what is not there.
    func contains(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let first = parts.first else { return path == "/" }
        return known.contains(first) && !path.contains(".")
    }

    /// The place in `all` of the screen of an address.
    func index(of path: String) -> Int? {
        let parts = path.split(separator: "/")
        return all.firstIndex { $0.matches(parts) }
    }

    /// `['/plans/:id', () => import('./plans/plan.js')],` → the address in its parts and `/js/plans/plan.js`
    private static func lines(of text: String, in file: String) -> [([String], String)] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: "'", omittingEmptySubsequences: false)
            guard parts.count == 5, parts[0].hasSuffix("["), parts[2] == ", () => import(" else { return nil }
            return (parts[1].split(separator: "/").map(String.init), Modules.resolve(parts[3], from: file))
        }
    }
}
