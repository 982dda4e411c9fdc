import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// What is taken out reads back as it was, and what is brought in is taken whole or refused.
@Suite struct ExportFuzzTests {
    /// RFC 4180, as a spreadsheet reads it: the rows of a table, each a list of cells; nil for what is none.
    private func read(_ table: String) -> [[String]]? {
        var rows: [[String]] = [], row: [String] = [], cell = String.UnicodeScalarView()
        var rest = table.unicodeScalars[...], isQuoted = false, wasQuoted = false
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"" where isQuoted && rest.first == "\"": cell.append(rest.removeFirst())
            case "\"" where isQuoted: (isQuoted, wasQuoted) = (false, true)
            case _ where isQuoted: cell.append(scalar)
            case "\"" where cell.isEmpty && !wasQuoted: isQuoted = true
            case ",", "\r":
                row.append(String(cell))
                (cell, wasQuoted) = (.init(), false)
                if scalar == "," { continue }
                guard rest.popFirst() == "\n" else { return nil }
                rows.append(row)
                row = []
            case "\"", "\n": return nil
            case _ where wasQuoted: return nil
            default: cell.append(scalar)
            }
        }
        return isQuoted || !row.isEmpty || !cell.isEmpty ? nil : rows
    }

    @Test func tables() {
        Rubbish.rounds(1500) { rubbish in
            let pieces = [",", "\"", "\r", "\n", "\t", "=", "+", "-", "@", "＝", "'", "a", rubbish.text(atMost: 3)]
            let values = (0..<2).map { _ in
                (0...rubbish.number(below: 4)).map { _ in
                    rubbish.chance(1, in: 2) ? Value.text(rubbish.text(of: pieces, atMost: 6)) : .text(rubbish.text())
                }
            }
            let cells = values.map { $0.map(CSV.cell) }
            let table = String(decoding: cells.flatMap(CSV.row), as: UTF8.self)
            #expect(
                read(table).map { $0.map { $0.map { Array($0.utf8) } } } == cells.map { $0.map { Array($0.utf8) } },
                "seed \(rubbish.seed): \(table.debugDescription)")
            for (value, cell) in zip(values.joined(), cells.joined()) {
                guard case .text(let text) = value else { continue }
                let starter = cell.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
                #expect(
                    !starter && (cell == text || cell == "'" + text), "seed \(rubbish.seed): \(cell.debugDescription)")
            }
        }
    }

    /// Lines of any length, with or without an end to the last.
    @Test func lines() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Rubbish.rounds(12) { rubbish in
            var lines: [[UInt8]] = []
            for _ in 0..<rubbish.number(below: 30) {
                let length = rubbish.number(below: rubbish.chance(1, in: 6) ? 3 << 20 : 200)
                lines.append(Array(repeating: UInt8(65 + rubbish.number(below: 26)), count: length))
            }
            var bytes = Array(lines.joined(separator: [10]))
            let isEnded = rubbish.chance(1, in: 2) || lines.last?.isEmpty == true
            if isEnded, !lines.isEmpty { bytes.append(10) }
            try Data(bytes).write(to: URL(filePath: path))
            let reader = try LineReader(path)
            for (n, line) in lines.enumerated() {
                #expect(try reader.next() == line, "seed \(rubbish.seed), line \(n)")
                #expect(reader.number == n + 1)
            }
            #expect(try reader.next() == nil, "seed \(rubbish.seed)")
        }
    }

    /// An export with a few bytes changed: refused with its place, and nothing is there; or taken, and then it is sound.
    @Test func importsOfRubbish() async throws {
        let premises = try await Premises(), file = premises.folder + "/all.jsonl"
        _ = try Export.make(of: premises.data, to: file, migrations: Hub.migrations, at: Hub.now)
        let whole = try Array(Data(contentsOf: URL(filePath: file)))
        var refused = 0
        try Rubbish.rounds(25) { rubbish in
            let bytes =
                rubbish.chance(1, in: 8)
                ? Array(whole.prefix(rubbish.number(below: whole.count))) : rubbish.mutated(whole)
            try Data(bytes).write(to: URL(filePath: file))
            let place = premises.folder + "/taken-\(rubbish.seed)"
            do {
                _ = try Import.make(
                    of: file, into: place, migrations: Hub.migrations, clock: { Hub.now }, newID: Premises.newID)
                let found = try Store.verify(nil, in: place, migrations: Hub.migrations, at: Hub.now)
                #expect(found == [], "seed \(rubbish.seed)")
            } catch let unusable as Unusable {
                refused += 1
                #expect(unusable.reason.contains("all.jsonl"), "seed \(rubbish.seed): \(unusable.reason)")
                #expect(try premises.files(in: place) == [], "seed \(rubbish.seed)")
            }
        }
        #expect(refused > 10)
    }
}
