import Foundation

/// The folder that holds everything, taken for this process alone.
final class DataFolder: Sendable {
    let path: String
    private let lock: Int32

    /// Makes the folder if need be and takes it, or throws `Unusable` and leaves everything as it was.
    init(_ path: String) throws {
        self.path = path
        let files = FileManager.default
        var isFolder = false
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder else { throw Unusable("The data folder \(path) is a file; name a folder with --data.") }
        } else {
            do {
                try files.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch { throw Unusable("The data folder \(path) cannot be made: check the permissions of its parent.") }
        }
        lock = open(path + "/quartet.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Unusable("The data folder \(path) is not writable by this user.") }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Unusable("The data folder \(path) is in use by another Quartet; stop that one first.")
        }
    }
    deinit { close(lock) }

    var database: String { Self.database(in: path) }
    static func database(in folder: String) -> String { folder + "/quartet.db" }

    /// The database of a folder that may be another's.
    /// - Throws: `Unusable` when there is none
    static func existing(in folder: String) throws -> String {
        let database = database(in: folder)
        guard FileManager.default.fileExists(atPath: database) else {
            throw Unusable("There is no data in \(folder); name the folder with --data.")
        }
        return database
    }
}
