import Foundation

/// Settings in a file: lines like `QUARTET_PORT=9443`, the same that systemd and Docker read. Empty lines and those
/// that begin with `#` say nothing; a value may stand in quotes.
enum SettingsFile {
    /// The file that `--config` names, or else `QUARTET_CONFIG`.
    static func path(for typed: [String], in environment: [String: String]) -> String? {
        for (place, word) in typed.enumerated() {
            if word.hasPrefix("--config=") { return String(word.dropFirst("--config=".count)) }
            if word == "--config", typed.indices.contains(place + 1) { return typed[place + 1] }
        }
        return environment["QUARTET_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// - Throws: `Problem`, which names the file, and the line where one is wrong
    static func read(_ path: String) throws -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Problem("The file of settings \(path) cannot be read.")
        }
        return try parse(text, named: path)
    }

    static func parse(_ text: String, named path: String) throws -> [String: String] {
        var settings: [String: String] = [:]
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard parts.count == 2 else {
                throw Problem("\(path), line \(place + 1): a setting is like QUARTET_PORT=8443.")
            }
            guard Environment.variables.contains(name) else {
                throw Problem("\(path), line \(place + 1): no setting is called \(name.prefix(60)).")
            }
            settings[name] = unquoted(String(parts[1]))
        }
        return settings
    }

    private static func unquoted(_ value: String) -> String {
        for quote in ["\"", "'"] where value.count > 1 && value.hasPrefix(quote) && value.hasSuffix(quote) {
            return String(value.dropFirst().dropLast())
        }
        return value
    }
}
