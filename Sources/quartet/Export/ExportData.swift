import ArgumentParser
import Domain
import Store
import Web

struct ExportData: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write all that people made into files that need no Quartet to be read.",
        discussion: """
            A name that ends with .jsonl makes one file of JSON Lines, which `quartet import` takes. Any other makes a \
            folder with that file and a CSV table of each kind of record. Works beside a running server.
            """)

    @Argument(help: ArgumentHelp("The file, like all.jsonl, or the folder to make.", valueName: "place"))
    var place: String

    @OptionGroup var folders: Folders

    @Flag(help: "Replace a file of that name.")
    var replace = false

    func run() throws {
        let now = Ambient.now()
        try Store.beside(folders.data, migrations: folders.sqlite, at: now, newID: Ambient.newID) {
            try $0.audit(.exported)
        }
        let export =
            place.hasSuffix(".jsonl")
            ? try Export.make(of: folders.data, to: place, migrations: folders.sqlite, replacing: replace, at: now)
            : try Export.makeFolder(of: folders.data, at: place, migrations: folders.sqlite, at: now)
        Console.say("Exported \(export.records) records and \(export.changes) changes to \(place).")
    }
}

struct ImportData: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take an export into an empty data folder. The server must be stopped.")

    @Argument(help: ArgumentHelp("A file of JSON Lines that `quartet export` has made.", valueName: "file"))
    var file: String

    @OptionGroup var folders: Folders
    @OptionGroup var link: OneTimeLink

    func run() throws {
        let made = try Import.make(
            of: file, into: folders.data, migrations: folders.sqlite, clock: Ambient.now, newID: Ambient.newID)
        Console.say("Imported \(made.records) records and \(made.changes) changes to \(folders.data).")
        guard let admin = made.admins.first else { return }
        Console.say("Passwords are in no export. \(try link.make(for: admin, folders))")
        Console.say("`quartet member reset` makes such a link for others.")
    }
}
