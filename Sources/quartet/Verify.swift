import ArgumentParser
import Domain
import Foundation
import Store

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rebuild every record from the journal and compare it with its row.")

    @OptionGroup var folders: Folders

    func run() async throws {
        guard FileManager.default.fileExists(atPath: folders.data + "/quartet.db") else {
            throw Problem("There is no data in \(folders.data); name the folder with --data.")
        }
        let store = try Store(
            folder: folders.data, migrations: folders.sqlite, clock: Ambient.now, newID: Ambient.newID)
        let differences = try await store.read(as: .quartet) { try $0.verify() }
        try store.close()
        guard differences.isEmpty else {
            for line in differences { Console.say(line) }
            throw Problem("Rows and journal differ in \(differences.count) places; restore a backup.")
        }
        Console.say("Rows and journal agree.")
    }
}
