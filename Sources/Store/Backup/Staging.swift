import Foundation

/// A place within a data folder where another database is made ready to take the place of the one that is there.
struct Staging {
    let folder: DataFolder, path: String
    var database: String { DataFolder.database(in: path) }

    private static let prefix = ".new-"

    /// Clears away what was left by one that was cut off.
    init(in folder: DataFolder) throws {
        self.folder = folder
        path = "\(folder.path)/\(Self.prefix)\(getpid())"
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: folder.path) where name.hasPrefix(Self.prefix) {
            try files.removeItem(atPath: "\(folder.path)/\(name)")
        }
        try files.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    func clear() { try? FileManager.default.removeItem(atPath: path) }

    /// Puts its database in the place of the folder's, which is kept beside it. The folder has one of the two, whole, at
    /// each moment, whenever the power fails.
    /// - Parameter name: of what is kept
    /// - Returns: where that is; nil where there was none
    func takePlace(keepingAs name: String) throws -> String? {
        let files = FileManager.default, old = folder.database, kept = "\(folder.path)/\(name)"
        try PendingFile.sync(database)
        let isReplacing = files.fileExists(atPath: old)
        if isReplacing {
            // Takes in what its log holds. One that is too damaged for that is kept with its log.
            try? Engine(path: old).close()
            try files.linkItem(atPath: old, toPath: kept)
            if files.fileExists(atPath: old + "-wal") {
                try files.linkItem(atPath: old + "-wal", toPath: kept + "-wal")
            }
            try PendingFile.sync(folder.path)
        }
        // The log of the one must not be taken for the other's.
        for end in ["-wal", "-shm"] { unlink(old + end) }
        guard rename(database, old) == 0 else {
            throw Unusable("\(old) cannot be written: \(String(cString: strerror(errno))).")
        }
        try PendingFile.sync(folder.path)
        return isReplacing ? kept : nil
    }
}
