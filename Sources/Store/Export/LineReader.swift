import Foundation

/// The lines of a file, one after the other, without holding all of it.
final class LineReader {
    private let file: FileHandle, path: String
    private var waiting: [UInt8] = [], from = 0, isAtEnd = false
    /// Of the line that came last, from 1.
    private(set) var number = 0

    /// Longer is no line of ours.
    private static let longest = 64 << 20, piece = 1 << 20

    /// - Throws: `Unusable`
    init(_ path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw Unusable("\(path) is not there, or not readable for this user.")
        }
        (self.file, self.path) = (file, path)
    }
    deinit { try? file.close() }

    /// Nil at the end.
    /// - Throws: `Unusable` for a line without end
    func next() throws -> [UInt8]? {
        var searched = from
        while true {
            if let end = waiting[searched...].firstIndex(of: UInt8(ascii: "\n")) { return take(to: end) }
            searched = waiting.count - from
            if isAtEnd { return from < waiting.count ? take(to: waiting.count) : nil }
            waiting.removeFirst(from)
            from = 0
            guard waiting.count <= Self.longest else { throw Unusable("\(path), line \(number + 1) is too long.") }
            if let more = try file.read(upToCount: Self.piece), !more.isEmpty {
                waiting += more
            } else {
                isAtEnd = true
            }
        }
    }
    private func take(to end: Int) -> [UInt8] {
        defer { from = min(end + 1, waiting.count) }
        number += 1
        return Array(waiting[from..<end])
    }
}
