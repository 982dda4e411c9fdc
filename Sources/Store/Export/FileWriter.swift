import Foundation

/// Writes a file piece by piece, with a few of them in memory.
final class FileWriter {
    private let file: Int32, path: String
    private var waiting: [UInt8] = []
    private static let enough = 256 << 10

    /// - Parameter path: of a file that is there and is written from its beginning
    init(_ path: String) throws {
        self.path = path
        file = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
        if file < 0 { throw refusal }
        waiting.reserveCapacity(Self.enough)
    }
    deinit { close(file) }

    func write(_ bytes: [UInt8]) throws {
        waiting += bytes
        if waiting.count >= Self.enough { try flush() }
    }

    /// All of it is in the file from now on.
    func flush() throws {
        var from = 0
        while from < waiting.count {
            let count = waiting[from...].withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw refusal }
            from += count
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private var refusal: Unusable { Unusable("\(path) cannot be written: \(String(cString: strerror(errno))).") }
}
