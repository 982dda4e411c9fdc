import ArgumentParser
import Domain
import Store

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rebuild every record from the journal, and all that is derived, and compare.",
        discussion: """
            Without a file it looks through the data folder, also while a server works on it. Nothing is changed.
            """)

    @Argument(help: ArgumentHelp("A backup to look through instead.", valueName: "file"))
    var file: String?

    @OptionGroup var folders: Folders

    func run() throws {
        let differences = try Store.verify(
            file, in: folders.data, migrations: folders.sqlite, at: Ambient.now())
        guard differences.isEmpty else {
            for line in differences { Console.say(line) }
            let places = differences.count == 1 ? "one place" : "\(differences.count) places"
            throw Problem("The data is not as it should be in \(places); restore a backup.")
        }
        Console.say("The file is sound; rows, journal, index and scores agree.")
    }
}
