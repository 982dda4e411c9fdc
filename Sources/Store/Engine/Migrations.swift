import Crypto
import Domain
import Foundation

/// The plain SQL files of `migrations/sqlite`, applied in the order of their names, each in its own transaction.
struct Migrations {
    struct Script {
        let name: String, sql: String, hash: String
    }
    let scripts: [Script]

    /// - Throws: `Unusable` when the folder is missing or empty.
    init(folder: String) throws {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        scripts = try (names ?? []).filter { $0.hasSuffix(".sql") }.sorted().map { name in
            let data = try Data(contentsOf: URL(filePath: folder).appending(path: name))
            let hash = SHA256.hash(data: data).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            return Script(name: String(name.dropLast(4)), sql: String(decoding: data, as: UTF8.self), hash: hash)
        }
        if scripts.isEmpty {
            throw Unusable(
                "There are no migrations in \(folder) that this user can read; name their folder with --migrations.")
        }
    }

    /// How many have run here.
    /// - Throws: `Unusable` when one was edited after it ran, or the data is of a newer version
    @discardableResult func check(_ connection: Connection) throws -> Int {
        var done: [(name: String, hash: String)] = []
        if try connection.exists("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'") {
            try connection.each("SELECT name, hash FROM migration ORDER BY name") { row in
                done.append((row.string(0), row.string(1)))
            }
        }
        for (name, hash) in done {
            guard let script = scripts.first(where: { $0.name == name }) else {
                throw Unusable("The data is of a newer version: it has migration \(name). Use that version of Quartet.")
            }
            guard script.hash == hash else {
                throw Unusable("Migration \(name) was edited after it had run here; put the released file back.")
            }
        }
        guard zip(scripts, done).allSatisfy({ $0.name == $1.name }) else {
            throw Unusable("A migration older than the data's newest has not run here; put the released files back.")
        }
        return done.count
    }

    /// Refuses what is of an older version, where it cannot be brought up to date.
    /// - Throws: `Unusable`, as for `check`
    func checkNewest(_ connection: Connection, _ path: String) throws {
        guard try check(connection) == scripts.count else {
            throw Unusable("\(path) is of an older version of Quartet; `quartet migrate` brings data up to date.")
        }
    }

    /// Runs those that have not run yet; returns their names.
    func run(on connection: Connection, at now: Instant) throws -> [String] {
        let waiting = try scripts.dropFirst(check(connection))
        if waiting.isEmpty { return [] }
        try connection.run(
            """
            CREATE TABLE IF NOT EXISTS migration (
                name TEXT PRIMARY KEY,
                hash TEXT NOT NULL,
                at INTEGER NOT NULL
            ) STRICT
            """)
        for script in waiting {
            try connection.transaction {
                try connection.script(script.sql)
                try connection.run(
                    "INSERT INTO migration (name, hash, at) VALUES (?, ?, ?)",
                    [.text(script.name), .text(script.hash), .instant(now)])
            }
        }
        return waiting.map(\.name)
    }
}
