import ArgumentParser
import Foundation
import Store

@main
struct Quartet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quartet",
        abstract: "One shared account plan for Sales, Marketing, Product and Success.",
        discussion: """
            Every option can also be set in the environment, or in the file that --config names, by lines like those of the
            environment: --tls-cert is QUARTET_TLS_CERT, --demo is QUARTET_DEMO=1.
            """,
        version: Version.text,
        subcommands: [
            Serve.self, Migrate.self, BackUp.self, Restore.self, Verify.self, ExportData.self, ImportData.self,
            MemberCommand.self,
        ])

    static func main() async {
        // What it writes is nobody else's on the machine, whoever made the folder.
        umask(0o077)
        do {
            var command = try parseAsRoot(try arguments())
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let problem as any PlainProblem {
            Console.complain("quartet: \(problem.sentence)")
            Foundation.exit(1)
        } catch { exit(withError: error) }
    }

    /// What was typed, and after it what the environment, or else the file of settings, says about options that were not.
    private static func arguments() throws -> [String] {
        let typed = Array(CommandLine.arguments.dropFirst())
        var environment = ProcessInfo.processInfo.environment
        if let path = SettingsFile.path(for: typed, in: environment) {
            environment.merge(try SettingsFile.read(path)) { set, _ in set }
        }
        return typed + Environment.options(for: typed, in: environment)
    }
}

/// Something that keeps Quartet from starting, in one sentence for the administrator: what is wrong and what to do.
protocol PlainProblem: Error { var sentence: String { get } }

extension Unusable: PlainProblem { var sentence: String { reason } }
extension Trouble: PlainProblem { var sentence: String { reason } }

struct Problem: PlainProblem, CustomStringConvertible {
    let sentence: String
    var description: String { sentence }
    init(_ sentence: String) { self.sentence = sentence }
}

enum Version {
    static let text = "0.1.0"

    /// Where the program lies that runs, whatever it was called by.
    static var program: String {
        let path = "/proc/self/exe"
        return (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? path
    }

    /// Another for each build of this version: when the program was written, and how large it is.
    static var build: String {
        let traits = try? FileManager.default.attributesOfItem(atPath: program)
        let written = (traits?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let size = (traits?[.size] as? NSNumber)?.int64Value ?? 0
        return "\(text)-" + String(Int64(written * 1000) ^ size << 20, radix: 36)
    }
}
