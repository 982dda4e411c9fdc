import Foundation
import Logging
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The certificate that is shown to whoever connects from now on. It follows its files while Quartet runs; connections that
/// are open keep the one they began with.
final class Certificates: Sendable {
    enum Source: Sendable {
        case files(certificate: String, key: String)
        /// Our own, in this folder.
        case development(String)
    }
    private struct State {
        var context: NIOSSLContext, seen: [Traits]
    }
    private let source: Source
    private let state: Mutex<State>

    /// - Throws: `Problem` when a file is missing, cannot be read, or does not belong to the other
    init(_ source: Source, at now: Date) throws {
        self.source = source
        let pair = try source.pair(at: now), seen = pair.map(Traits.init)
        state = Mutex(State(context: try TLS.context(certificate: pair[0], key: pair[1]), seen: seen))
    }

    var context: NIOSSLContext { state.withLock { $0.context } }

    /// Takes the files if they are others than before, or in any case. What cannot be used leaves the old one in place, and
    /// is looked at again when it changes.
    /// - Returns: whether there is a new certificate
    /// - Throws: `Problem`
    @discardableResult func renew(at now: Date, always: Bool = false) throws -> Bool {
        let pair = try source.pair(at: now), seen = pair.map(Traits.init)
        let isKnown = state.withLock { state in
            defer { state.seen = seen }
            return state.seen == seen
        }
        if isKnown, !always { return false }
        let context = try TLS.context(certificate: pair[0], key: pair[1])
        state.withLock { $0.context = context }
        return true
    }

    /// What changes when a file does, or when a link leads elsewhere.
    private struct Traits: Equatable {
        let number: UInt64?, changed: Date?, size: UInt64?

        init(_ path: String) {
            let real = URL(filePath: path).resolvingSymlinksInPath().path
            let traits = try? FileManager.default.attributesOfItem(atPath: real)
            number = (traits?[.systemFileNumber] as? NSNumber)?.uint64Value
            size = (traits?[.size] as? NSNumber)?.uint64Value
            changed = traits?[.modificationDate] as? Date
        }
    }
}

extension Certificates.Source {
    /// The files of the certificate and of its key. Our own is made anew before it ends.
    fileprivate func pair(at now: Date) throws -> [String] {
        switch self {
        case .files(let certificate, let key): return [certificate, key]
        case .development(let folder):
            let own = try DevelopmentCertificate(in: folder, at: now)
            return [own.certificate, own.key]
        }
    }
}

/// Looks for another certificate once a minute, and at once on SIGHUP.
struct Renewal: Service {
    let certificates: Certificates
    private static let complaint = "The certificate stays as it is"

    /// Until somebody listens for it, SIGHUP would end Quartet. From a terminal that closes it shall.
    static func prepare() { if !hasTerminal { signal(SIGHUP, SIG_IGN) } }
    private static var hasTerminal: Bool { isatty(STDIN_FILENO) == 1 }

    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await EveryMinute(complaint: Self.complaint) { _ in try look(always: false) }.run() }
            if !Self.hasTerminal { group.addTask { await listen() } }
            try await group.waitForAll()
        }
    }

    private func listen() async {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do { try look(always: true) } catch {
                let reason = (error as? any PlainProblem)?.sentence ?? "\(error)"
                Logger(label: "quartet").error("\(Self.complaint)", metadata: ["error": "\(reason)"])
            }
        }
    }

    private func look(always: Bool) throws {
        if try certificates.renew(at: Date(), always: always) {
            Logger(label: "quartet").info("The certificate was read anew")
        }
    }
}
