import Domain
import Foundation

extension Tx {
    /// Writes down that it could be written: what a check of health has to try.
    public func markAlive() throws {
        try connection.run(
            "INSERT OR REPLACE INTO setting (name, value) VALUES ('alive', ?)", [.text(now.text)])
    }
}

/// What the data takes of the disk, in bytes.
public struct DiskUse: Sendable {
    public let database, log: Int
    /// What is left for those who are not root.
    public let free: Int
}

extension Store {
    /// Nil for a store in memory.
    public var diskUse: DiskUse? {
        guard let file = databaseFile else { return nil }
        func size(_ path: String) -> Int {
            var found = stat()
            return stat(path, &found) == 0 ? Int(found.st_size) : 0
        }
        var disk = statvfs()
        let free = statvfs(file, &disk) == 0 ? Int(disk.f_bavail) * Int(disk.f_frsize) : 0
        return DiskUse(database: size(file), log: size(file + "-wal"), free: free)
    }
}
