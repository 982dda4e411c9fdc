import ArgumentParser
import Foundation

/// Where things are, for every command that opens the data.
struct Folders: ParsableArguments {
    @Option(help: ArgumentHelp("The folder that holds everything.", valueName: "folder"))
    var data = "data"

    @Option(help: ArgumentHelp("The folder of migrations.", valueName: "folder"))
    var migrations: String?

    /// Read before all else; it stands here for the list of options.
    @Option(help: ArgumentHelp("A file of settings: lines like QUARTET_PORT=8443.", valueName: "file"))
    var config: String?

    /// The SQL files for the engine in use.
    var sqlite: String {
        URL(filePath: Self.find("migrations", migrations)).appending(path: "sqlite").path
    }

    /// What was named; or else what lies beside the program that runs, as it came with it, where packages put it, or in the
    /// working folder.
    static func find(_ name: String, _ given: String?) -> String {
        if let given { return given }
        let program = URL(filePath: Version.program).deletingLastPathComponent()
        let places = ["../\(name)", "../share/quartet/\(name)"].map {
            program.appending(path: $0).standardizedFileURL.path
        }
        return (places + [name]).first { FileManager.default.fileExists(atPath: $0) } ?? name
    }
}
