/// What modules of the browser ask for, read from their text.
struct Modules {
    private let imports: [String: [String]], dresses: [String: [String]]

    /// - Parameter texts: each module's text by its address
    init(_ texts: [String: String]) {
        let lines = texts.mapValues(Self.telling)
        imports = Dictionary(
            uniqueKeysWithValues: lines.map { path, lines in
                (path, Self.imports(in: lines).map { Self.resolve($0, from: path) })
            })
        dresses = lines.mapValues(Self.styles(in:))
    }

    /// These modules, their imports, theirs, and so on, without those that wait until they are called for.
    func closure(of modules: [String]) -> [String] {
        var found: [String] = [], waiting = modules
        while let next = waiting.popLast() {
            guard !found.contains(next), let imports = imports[next] else { continue }
            found.append(next)
            waiting += imports
        }
        return found
    }

    /// The style sheets of css/features/ that modules are dressed in from the start.
    func styles(of modules: [String]) -> [String] {
        modules.flatMap { dresses[$0] ?? [] }.reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        }
    }

    /// The lines that may tell of what is asked for: by far the most do not, and are told by how they begin.
    private static func telling(_ text: String) -> [Substring] {
        let starts = Set("import export } const".split(separator: " ").compactMap(\.utf8.first))
        return text.utf8.split(separator: UInt8(ascii: "\n"))
            .filter { $0.first.map(starts.contains) ?? false }.map(Substring.init)
    }

    /// `const dressed = styles('plan', 'work');` → plan and work
    private static func styles(in lines: [Substring]) -> [String] {
        lines.filter {
            $0.hasPrefix("const dressed = styles(") || $0.hasPrefix("export const dressed = styles(")
        }.flatMap { line in
            line.split(separator: "'", omittingEmptySubsequences: false).enumerated()
                .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
        }
    }

    /// What stands behind `from` or `import` in single quotes, as all modules here are written.
    private static func imports(in lines: [Substring]) -> [Substring] {
        lines.compactMap { line in
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
    static func resolve(_ name: Substring, from module: String) -> String {
        var folders = module.split(separator: "/").dropLast()
        for part in name.split(separator: "/") where part != "." {
            if part == ".." { _ = folders.popLast() } else { folders.append(part) }
        }
        return "/" + folders.joined(separator: "/")
    }
}
