import Foundation

/// What keeps the data from being read or written while it lasts, whatever is asked. Nothing of what failed was done.
public enum Trouble: Error, Hashable {
    case full, readOnly, failing, busy, damaged, moved

    /// One sentence, for whoever asked.
    public var reason: String {
        switch self {
        case .full: "The disk is full."
        case .readOnly: "The data folder is not writable."
        case .failing: "The disk does not read or write as it should."
        case .busy: "Another program holds the database."
        case .damaged: "The database is damaged; a backup has to be restored."
        case .moved: "The data folder was moved or removed while Quartet runs."
        }
    }

    /// Why Quartet does not start, for the administrator.
    func refusal(of folder: String) -> Unusable {
        switch self {
        case .full: Unusable("The disk of the data folder \(folder) is full; make room on it.")
        case .readOnly: Unusable("The data folder \(folder) is not writable by this user.")
        case .failing: Unusable("The data folder \(folder) does not read or write as it should; check its disk.")
        case .busy: Unusable("Another program holds the database in \(folder); stop that one first.")
        case .damaged: Unusable("The database in \(folder) is damaged; restore a backup.")
        case .moved: Unusable("The data folder \(folder) was moved or removed; put it back.")
        }
    }
}

/// The files of an open database. What is written to one that somebody has moved or removed would be gone with the next
/// start, and SQLite does not notice.
struct Place: Sendable {
    private struct File: Sendable {
        let path: String, device: UInt64, number: UInt64
    }
    private let files: [File]

    /// Those that are there now.
    init(_ paths: [String]) {
        files = paths.compactMap { path in
            Self.look(at: path).map { File(path: path, device: UInt64($0.st_dev), number: UInt64($0.st_ino)) }
        }
    }

    var isAsItWas: Bool {
        files.allSatisfy { file in
            guard let found = Self.look(at: file.path) else { return false }
            return UInt64(found.st_dev) == file.device && UInt64(found.st_ino) == file.number
        }
    }

    /// Whether there is less room left than a write may need.
    var isFull: Bool {
        guard let file = files.first else { return false }
        var disk = statvfs()
        return statvfs(file.path, &disk) == 0 && UInt64(disk.f_bavail) * UInt64(disk.f_frsize) < 1 << 18
    }

    private static func look(at path: String) -> stat? {
        var found = stat()
        return stat(path, &found) == 0 ? found : nil
    }
}
