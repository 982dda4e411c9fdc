import Foundation

/// A file that gets its name once it is whole and on the disk: nobody ever sees half of it. For its owner alone.
struct PendingFile {
    let path: String
    /// Where it is written meanwhile.
    let draft: String
    private let replaces: Bool

    /// Makes an empty draft beside the place where the file will be.
    /// - Throws: `Unusable` when the place is taken or cannot be written
    init(_ path: String, replacing: Bool) throws {
        (self.path, replaces) = (path, replacing)
        let url = URL(filePath: path)
        let folder = url.deletingLastPathComponent().path
        draft = "\(folder)/.\(url.lastPathComponent).\(getpid()).partial"
        var isFolder = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
            throw Unusable("There is no folder \(folder).")
        }
        try checkPlace()
        let made = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard made >= 0 else {
            let reason = errno == EEXIST ? "somebody is just writing it" : String(cString: strerror(errno))
            throw Unusable("\(path) cannot be written: \(reason).")
        }
        close(made)
    }

    /// Gives it its name.
    /// - Throws: `Unusable`; the draft is then left
    func finish() throws {
        try Self.sync(draft)
        try checkPlace()
        guard rename(draft, path) == 0 else {
            throw Unusable("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        try Self.sync(URL(filePath: path).deletingLastPathComponent().path)
    }

    /// Nothing comes of it.
    func discard() { for end in ["", "-journal", "-wal", "-shm"] { unlink(draft + end) } }

    private func checkPlace() throws {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        if isFolder { throw Unusable("\(path) is a folder; name a file.") }
        if !replaces { throw Unusable("\(path) is there already; name another file, or add --replace.") }
    }

    /// What was written to a file, or which names a folder has, outlasts a power cut from now on.
    static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        defer { if file >= 0 { close(file) } }
        guard file >= 0, fsync(file) == 0 else {
            throw Unusable("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
    }
}
