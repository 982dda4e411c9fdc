import ArgumentParser
import Domain
import Foundation
import Live
import Logging
import Store
import Synchronization
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve the workspace.")

    @OptionGroup var folders: Folders

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("The port to listen on.", valueName: "port"))
    var port = 8443

    @Option(help: ArgumentHelp("The certificate chain, in PEM format; with --tls-key.", valueName: "file"))
    var tlsCert: String?

    @Option(help: ArgumentHelp("Its private key, in PEM format.", valueName: "file"))
    var tlsKey: String?

    @Option(name: .customLong("public"), help: ArgumentHelp("The folder of pages.", valueName: "folder"))
    var pages: String?

    @Option(help: ArgumentHelp("Where browsers reach it, for links in mail.", valueName: "url"))
    var publicUrl: String?

    @Option(help: ArgumentHelp("The program that mail is handed to.", valueName: "file"))
    var sendmail = "/usr/sbin/sendmail"

    @Option(
        help: ArgumentHelp(
            "Proxies whose X-Forwarded-For is believed, as addresses or ranges with commas between them.",
            valueName: "addresses"))
    var trustedProxies: String?

    @Option(
        help: ArgumentHelp(
            "How many connections one address may hold; trusted proxies hold as many as they like.", valueName: "number"
        ))
    var connectionsPerAddress = 1000

    @Option(help: ArgumentHelp("The folder that backups are made in.", valueName: "folder"))
    var backups: String?

    @Flag(help: "Fill an empty data folder with the demonstration workspace.")
    var demo = false

    @Option(help: ArgumentHelp("The password of all members of the demonstration.", valueName: "password"))
    var demoPassword: String?

    @Option(help: ArgumentHelp("What opens /metrics to other machines.", valueName: "token"))
    var metricsToken: String?

    @Option(help: ArgumentHelp("What to log at least: debug, info, notice, warning, error.", valueName: "level"))
    var logLevel = "info"

    @Option(help: .hidden)
    var patience = 1.0

    func validate() throws {
        guard (tlsCert == nil) == (tlsKey == nil) else {
            throw ValidationError("--tls-cert and --tls-key go together.")
        }
        guard (0...65_535).contains(port) else { throw ValidationError("A port is from 0 to 65535.") }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("A log level is debug, info, notice, warning or error.")
        }
        if let publicUrl, URL(string: publicUrl)?.host() == nil || !publicUrl.hasPrefix("https://") {
            throw ValidationError("--public-url is like https://quartet.example.com.")
        }
        if let metricsToken, metricsToken.utf8.count < 16 {
            throw ValidationError("--metrics-token is at least 16 characters.")
        }
        if let trustedProxies, TrustedProxies(trustedProxies) == nil {
            throw ValidationError("--trusted-proxies is like 127.0.0.1,10.0.0.0/8.")
        }
        guard connectionsPerAddress > 0 else { throw ValidationError("--connections-per-address is at least 1.") }
        guard !demo || isLoopback || demoPassword != nil else {
            throw ValidationError("A demonstration that others can reach needs --demo-password.")
        }
    }

    /// What the server is called in an address by who stands before it: all addresses of it are called by none.
    private var name: String {
        if isLoopback || ["0.0.0.0", "::"].contains(host) { return "localhost" }
        return host.contains(":") ? "[\(host)]" : host
    }
    private var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    func run() async throws {
        let level = Logger.Level(rawValue: logLevel) ?? .info
        LoggingSystem.bootstrap { _ in JSONLines(logLevel: level) }
        Renewal.prepare()
        Descriptors.raise()
        signal(SIGXFSZ, SIG_IGN)  // a file that may not grow is told of by the write that fails
        // What can be refused is refused before the data is touched.
        let given = try tlsCert.map {
            try Certificates(.files(certificate: $0, key: tlsKey ?? $0), at: Date())
        }
        let files: StaticFiles
        do { files = try StaticFiles(folder: Folders.find("Public", pages)) } catch let missing as StaticFiles.Missing {
            throw Problem(missing.description)
        }
        try Listening.check(host, port)

        let link = Link()
        let store = try Store(
            folder: folders.data, migrations: folders.sqlite, clock: Ambient.now, newID: Ambient.newID
        ) {
            link.hub?.publish($0)
        } onScores: { scores in
            link.hub?.publish(figures: scores.map { ($0.plan, $0.json) })
        }
        let passwords = Passwords(), welcome = try await welcome(store, passwords)
        let newest = try await store.read(as: .quartet) { try $0.seq() }
        let hub = Hub(epoch: store.epoch, after: newest)
        link.hub = hub
        var options = Site.Options()
        (options.build, options.version, options.offersDemo) = (Version.build, Version.text, demo && isLoopback)
        options.metricsToken = metricsToken
        let url = publicUrl.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        let digests = Digests(
            store: store, sendmail: Sendmail(path: sendmail),
            url: url ?? "https://\(name):\(port)")
        options.proxies = trustedProxies.flatMap(TrustedProxies.init) ?? TrustedProxies()
        let shares = ConnectionShares(most: connectionsPerAddress, proxies: options.proxies)
        options.connections = shares
        (options.url, options.mailing) = (url, Mailing(program: sendmail, sendTest: digests.sendTest))
        let backups = Backups(
            store: store, data: folders.data, migrations: folders.sqlite, folder: backups)
        backups.complain()
        options.backingUp = backups.backingUp
        let site = Site(
            store: store, hub: hub, files: files, passwords: passwords, options: options, clock: Ambient.now)
        let server = Server(
            site: site, store: store, hub: hub, digests: digests, backups: backups,
            certificates: try given ?? Certificates(.development(folders.data), at: Date()), host: host, port: port,
            patience: Patience(times: patience), shares: shares
        ) { port in
            let here = "https://\(name):\(port)"
            Console.say("Quartet \(Version.text) serves \(here)")
            for line in welcome { Console.say(line.replacing("{url}", with: url ?? here)) }
        }
        try await server.run()
        try await site.tidy(at: Ambient.now())
        try store.close()
    }

    /// What whoever starts Quartet has to know in order to get in.
    private func welcome(_ store: Store, _ passwords: Passwords) async throws -> [String] {
        let isEmpty = try await store.isEmpty(), now = Ambient.now()
        if !demo {
            guard isEmpty else { return [] }
            let token = Token()
            try await store.write(as: .quartet, at: now) { try $0.inviteFirstAdmin(tokenHash: token.hash) }
            return ["Set up the workspace and its first admin at {url}/setup#\(token.text)"]
        }
        guard isEmpty else {
            guard try await store.isDemonstration() else {
                throw Problem("The data folder \(folders.data) holds a real workspace; start it without --demo.")
            }
            return isLoopback ? ["Sign in at {url}/signin with one of the buttons."] : []
        }
        let password = demoPassword ?? String(Token().text.prefix(16))
        try await store.write(as: .quartet, at: now) { try $0.markDemonstration() }
        try await Demonstration.fill(store, at: now, passwordHash: passwords.hash(password))
        let buttons = isLoopback ? " with one of the buttons, or" : ""
        return [
            "Sign in at {url}/signin\(buttons) with any member's e-mail"
                + (demoPassword == nil ? " and the password \(password)" : " and the password you gave.")
        ]
    }
}

/// The store publishes to the hub, and the hub begins where the store stands: the one is there before the other.
private final class Link: Sendable {
    private let state = Mutex<Hub?>(nil)
    var hub: Hub? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
