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
    deinit { Self.release(lock) }

    /// Closing alone would leave it locked by a program that is being started at this moment, and so has it open, too.
    private static func release(_ lock: Int32) {
        flock(lock, LOCK_UN)
        close(lock)
    }

    var database: String { Self.database(in: path) }
    static func database(in folder: String) -> String { folder + "/quartet.db" }

    /// The database of a folder that a server may hold.
    /// - Throws: `Unusable` when there is none, or where looking into it would make files that its owner cannot use
    static func existing(in folder: String) throws -> String {
        let database = database(in: folder)
        var traits = stat()
        guard stat(database, &traits) == 0 else {
            throw Unusable("There is no data in \(folder); name the folder with --data.")
        }
        guard traits.st_uid == geteuid() else {
            let owner = getpwuid(traits.st_uid).map { String(cString: $0.pointee.pw_name) } ?? "\(traits.st_uid)"
            throw Unusable("\(database) belongs to \(owner); do this as that user: runuser -u \(owner) -- quartet …")
        }
        return database
    }

    /// Whether another holds it at this moment.
    static func isTaken(_ folder: String) -> Bool {
        let lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else { return false }
        defer { release(lock) }
        return flock(lock, LOCK_EX | LOCK_NB) != 0
    }
}
