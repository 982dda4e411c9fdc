import Dispatch
import Domain
import Foundation
import Logging
import Store
import Synchronization
import Web

/// Makes backups into the folder that the administrator has named, and clears away those that are too many.
final class Backups: Sendable {
    let folder: String?
    private let store: Store, data: String, migrations: String
    private let running = Mutex(false), tally = Mutex(BackingUp.Tally())
    /// Copying takes a thread for as long as it takes.
    private let lane = DispatchQueue(label: "quartet.backup", qos: .utility)

    /// - Parameters:
    ///   - data: the folder of the data
    ///   - migrations: the folder of the SQL files
    init(store: Store, data: String, migrations: String, folder: String?) {
        (self.store, self.data, self.migrations, self.folder) = (store, data, migrations, folder)
    }

    var isRunning: Bool { running.withLock { $0 } }

    /// What the site is told of all this.
    var backingUp: BackingUp {
        BackingUp(
            folder: folder, problem: { self.problem }, isRunning: { self.isRunning },
            tally: { self.tally.withLock { $0 } }, make: make)
    }

    /// Why none can be made where they should go, in one sentence; nil where one can, or no folder is named.
    var problem: String? {
        guard let folder else { return nil }
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
            return "There is no folder \(folder)."
        }
        return access(folder, W_OK | X_OK) == 0
            ? nil : "\(folder) cannot be written: \(String(cString: strerror(errno)))."
    }

    /// To be called at start: what would keep them from being made is better known by day.
    func complain() {
        guard let problem else { return }
        Logger(label: "quartet").error("Backups cannot be made", metadata: ["error": .string(problem)])
    }

    /// To be called once a minute.
    func makeDue(at now: Instant) async throws {
        guard folder != nil, !isRunning, try await store.isBackupDue(at: now) else { return }
        try await make(at: now)
    }

    /// Makes one now.
    /// - Throws: `BackingUp.Busy`, or what went wrong, which is then written down
    func make(at now: Instant) async throws {
        guard let folder else { throw Problem("The server has no folder for backups.") }
        guard
            running.withLock({ isRunning in
                defer { isRunning = true }
                return !isRunning
            })
        else { throw BackingUp.Busy() }
        defer { running.withLock { $0 = false } }
        let name = Self.name(of: now)
        try await store.beginBackup(name, at: now)
        do {
            let backup = try await copy(to: "\(folder)/\(name)")
            tally.withLock { $0.made += 1 }
            try await store.endBackup(begun: now, size: backup.size, error: nil, at: Ambient.now())
        } catch {
            tally.withLock { $0.failed += 1 }
            let words = (error as? any PlainProblem)?.sentence ?? "\(error)"
            try await store.endBackup(begun: now, size: nil, error: words, at: Ambient.now())
            throw error
        }
        if let rota = try await store.read(as: .quartet, { try $0.workspace()?.backupRota }) {
            Self.clear(folder, keeping: rota)
        }
    }

    private func copy(to file: String) async throws -> Backup {
        let (data, migrations, isOver) = (data, migrations, Over())
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { answer in
                lane.async {
                    answer.resume(
                        with: Result {
                            try Backup.make(of: data, to: file, migrations: migrations) { isOver.isOver }
                        })
                }
            }
        } onCancel: {
            isOver.isOver = true
        }
    }

    // MARK: files

    private static let prefix = "quartet-", suffix = ".db"

    /// `quartet-2026-11-26T020000Z.db`
    static func name(of moment: Instant) -> String {
        prefix + moment.text.prefix(19).replacing(":", with: "") + "Z" + suffix
    }
    /// When the backup of this name was made; nil for a file that is none of ours.
    static func moment(of name: String) -> Instant? {
        guard name.hasPrefix(prefix), name.hasSuffix("Z" + suffix) else { return nil }
        let digits = name.dropFirst(prefix.count).dropLast(suffix.count + 1)
        guard digits.count == 17 else { return nil }
        let time = digits.suffix(6)
        return Instant("\(digits.prefix(11))\(time.prefix(2)):\(time.dropFirst(2).prefix(2)):\(time.suffix(2))Z")
    }

    /// Removes what the rota does not keep, and what was left of those that were cut off. Others' files are not touched.
    static func clear(_ folder: String, keeping rota: BackupRota) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let backups = Dictionary(names.compactMap { name in moment(of: name).map { ($0, name) } }) { one, _ in one }
        let kept = rota.kept(of: Array(backups.keys))
        let gone = backups.filter { !kept.contains($0.key) }.map(\.value)
        let cutOff = names.filter { $0.hasPrefix(".\(prefix)") && $0.hasSuffix(".partial") }
        for name in gone + cutOff {
            do { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") } catch {
                Logger(label: "quartet").error("An old backup could not be removed", metadata: ["error": "\(error)"])
            }
        }
    }
}

/// Whether somebody waits no longer.
private final class Over: Sendable {
    private let state = Mutex(false)
    var isOver: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
