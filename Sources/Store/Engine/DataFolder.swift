import Foundation

/// The folder that holds everything, taken for this process alone.
final class DataFolder: Sendable {
    let path: String
    private let lock: Int32

    /// Makes the folder if need be and takes it, or throws `Unusable` and leaves everything as it was.
    init(_ path: String) throws {
        let files = FileManager.default
        var isFolder = false
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder else { throw Unusable("The data folder \(path) is a file; name a folder with --data.") }
        } else {
            do {
                try files.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw Unusable("The data folder \(path) cannot be made: check the permissions of its parent.")
            }
        }
        // The folder itself is locked: a file in it could be removed, and another made.
        let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0, access(path, W_OK) == 0 else {
            if lock >= 0 { close(lock) }
            throw Trouble.readOnly.refusal(of: path)
        }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            close(lock)
            throw Unusable("The data folder \(path) is in use by another Quartet; stop that one first.")
        }
        (self.path, self.lock) = (path, lock)
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
