import ArgumentParser
import Domain
import Foundation
import Hummingbird
import HummingbirdHTTP2
import Live
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
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

  @Option(
    help: ArgumentHelp("The certificate chain, in PEM format; with --tls-key.", valueName: "file"))
  var tlsCert: String?

  @Option(help: ArgumentHelp("Its private key, in PEM format.", valueName: "file"))
  var tlsKey: String?

  @Option(
    name: .customLong("public"), help: ArgumentHelp("The folder of pages.", valueName: "folder"))
  var pages: String?

  @Option(
    help: ArgumentHelp(
      "What to log at least: debug, info, notice, warning, error.", valueName: "level"))
  var logLevel = "info"

  func validate() throws {
    guard (tlsCert == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-cert and --tls-key go together.")
    }
    guard (0...65_535).contains(port) else { throw ValidationError("A port is from 0 to 65535.") }
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError("A log level is debug, info, notice, warning or error.")
    }
  }

  func run() async throws {
    let level = Logger.Level(rawValue: logLevel) ?? .info
    LoggingSystem.bootstrap { _ in JSONLines(logLevel: level) }
    let files: StaticFiles
    do { files = try StaticFiles(folder: Folders.find("public", pages)) } catch let missing
      as StaticFiles.Missing
    {
      throw Problem(missing.description)
    }
    let link = Link()
    let store = try Store(
      folder: folders.data, migrations: folders.sqlite, at: Ambient.now(), newID: Ambient.newID
    ) { link.hub?.publish($0) }
    let newest = try await store.read(as: .quartet) { try $0.seq() }
    let hub = Hub(epoch: store.epoch, after: newest)
    link.hub = hub
    let tls = try tls()
    var options = Site.Options()
    options.build = Version.build
    let site = Site(store: store, hub: hub, files: files, options: options, clock: Ambient.now)
    let url = "https://\(host == "127.0.0.1" || host == "::1" ? "localhost" : host):"
    try await Server(site: site, hub: hub, tls: tls, host: host, port: port) { port in
      Console.say("Quartet \(Version.text) serves \(url)\(port)")
    }.run()
    try store.close()
  }

  private func tls() throws -> TLSConfiguration {
    if let tlsCert, let tlsKey { return try TLS.configuration(certificate: tlsCert, key: tlsKey) }
    let own = try DevelopmentCertificate(in: folders.data, at: Date())
    return try TLS.configuration(certificate: own.certificate, key: own.key)
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
