import ArgumentParser
import Domain
import Foundation
import Store

struct BackUp: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy all data into one file, also while a server works on it.",
        discussion: "The file gets its name once it is whole, checked and on the disk.")

    @Argument(help: ArgumentHelp("The file to make.", valueName: "file"))
    var file: String

    @OptionGroup var folders: Folders

    @Flag(help: "Replace a file of that name.")
    var replace = false

    func run() throws {
        let backup = try Backup.make(
            of: folders.data, to: file, migrations: folders.sqlite, replacing: replace)
        noteIt()
        let size = ByteCountFormatter.string(fromByteCount: backup.size, countStyle: .file)
        Console.say("Backed up to \(file): \(size), up to change \(backup.seq). It is sound.")
    }

    /// In the audit. Of data that cannot be written any more, too, there is a backup.
    private func noteIt() {
        do {
            try Store.beside(folders.data, migrations: folders.sqlite, at: Ambient.now(), newID: Ambient.newID) {
                try $0.audit(.backedUp)
            }
        } catch {
            let reason = (error as? any PlainProblem)?.sentence ?? "\(error)"
            Console.complain("The backup is made, but the audit does not say so: \(reason)")
        }
    }
}

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of the data. The server must be stopped.",
        discussion: """
            The backup is checked and brought up to date first. Everybody has to sign in again, and one-time links of the \
            backup are spent.
            """)

    @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
    var file: String

    @OptionGroup var folders: Folders

    @Flag(help: "Replace data that is there; it is kept beside the new.")
    var replace = false

    func run() throws {
        let restored = try Backup.restore(
            file, into: folders.data, migrations: folders.sqlite, replacing: replace, clock: Ambient.now,
            newID: Ambient.newID)
        Console.say(
            "Restored \(file) to \(folders.data), up to change \(restored.seq). Everybody has to sign in again.")
        if let kept = restored.kept { Console.say("What was there before is kept as \(kept).") }
    }
}

struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the data up to date with this version. The server must be stopped; serve does it, too.")

    @OptionGroup var folders: Folders

    func run() throws {
        guard FileManager.default.fileExists(atPath: folders.data + "/quartet.db") else {
            throw Problem("There is no data in \(folders.data); name the folder with --data.")
        }
        let store = try Store(
            folder: folders.data, migrations: folders.sqlite, clock: Ambient.now, newID: Ambient.newID)
        try store.close()
        if store.applied.isEmpty { return Console.say("The data is up to date.") }
        Console.say("Brought up to date by \(store.applied.joined(separator: ", ")).")
    }
}
