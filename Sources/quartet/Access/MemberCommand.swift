import ArgumentParser
import Domain
import Foundation
import Store

struct MemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Let somebody in, from where Quartet runs.",
        subcommands: [Add.self, Reset.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a member and print a one-time link for them. The server must be stopped.")

        @Argument(help: ArgumentHelp("Their name.", valueName: "name"))
        var name: String

        @Argument(help: ArgumentHelp("Their e-mail address.", valueName: "email"))
        var email: String

        @Option(help: ArgumentHelp("The name of their team; the first one without it.", valueName: "team"))
        var team: String?

        @Option(help: ArgumentHelp("admin, leader, member or guest.", valueName: "role"))
        var role = Member.Role.member.rawValue

        @OptionGroup var folders: Folders
        @OptionGroup var link: OneTimeLink

        func run() async throws {
            guard FileManager.default.fileExists(atPath: folders.data + "/quartet.db") else {
                throw Problem("There is no data in \(folders.data); name the folder with --data.")
            }
            guard !Store.isInUse(folders.data) else {
                throw Problem("The server runs: add members in Settings, Members, or stop it first.")
            }
            let store = try Store(
                folder: folders.data, migrations: folders.sqlite, clock: Ambient.now, newID: Ambient.newID)
            let (name, email, team, role) = (name, email, team, role)
            let added: Member
            do {
                added = try await store.write(as: .quartet, at: Ambient.now()) { tx in
                    let teams = try tx.all(Team.self, where: ["archived": .bool(false)])
                        .sorted { $0.position < $1.position }
                    let chosen = teams.first { team == nil || $0.name.lowercased() == team?.lowercased() }
                    guard let chosen else {
                        throw Problem(
                            teams.isEmpty
                                ? "The workspace is not set up yet: start the server and open the link that it prints."
                                : "There is no team \(team ?? ""): there are \(teams.map(\.name).joined(separator: ", "))."
                        )
                    }
                    return try tx.create(
                        Member.self, id: nil,
                        [
                            "name": .text(name), "email": .text(email), "team": .id(chosen.id.raw), "role": .text(role),
                        ])
                }
            } catch let invalid as Invalid {
                throw Problem(invalid.problems.map { "The \($0.field) \($0.message)." }.joined(separator: " "))
            }
            try store.close()
            Console.say(try link.make(for: added, folders))
        }
    }

    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a one-time link by which a member sets a new password. Works beside a running server.")

        @Argument(help: ArgumentHelp("Their e-mail address.", valueName: "email"))
        var email: String

        @OptionGroup var folders: Folders
        @OptionGroup var link: OneTimeLink

        func run() throws {
            let email = Member.folded(email)
            let found = try Store.beside(
                folders.data, migrations: folders.sqlite, at: Ambient.now(), newID: Ambient.newID
            ) { try $0.all(Member.self, where: ["email": .text(email)]).first }
            guard let member = found else { throw Problem("There is no member \(email).") }
            guard !member.archived else { throw Problem("\(member.name) has left; an admin can bring them back.") }
            Console.say(try link.make(for: member, folders))
        }
    }
}
