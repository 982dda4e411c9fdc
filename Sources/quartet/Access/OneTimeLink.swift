import ArgumentParser
import Domain
import Foundation
import Store
import Web

/// A link by which a member sets a password, made where Quartet runs, for whoever has nobody else to ask.
struct OneTimeLink: ParsableArguments {
    @Option(help: ArgumentHelp("Where browsers reach Quartet, for links.", valueName: "url"))
    var publicUrl = "https://localhost:8443"

    /// - Returns: what to tell whoever asked
    /// - Throws: `Unusable`
    func make(for member: Member, _ folders: Folders) throws -> String {
        let token = Token()
        let expires = try Store.beside(
            folders.data, migrations: folders.sqlite, at: Ambient.now(), newID: Ambient.newID
        ) { try $0.invite(member.id, tokenHash: token.hash).expires }
        let url = publicUrl.hasSuffix("/") ? String(publicUrl.dropLast()) : publicUrl
        return "\(member.name) sets a password at \(url)/join#\(token.text), once, until \(expires.text)."
    }
}
