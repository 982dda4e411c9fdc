import NIOCore
import Synchronization

/// Bytes that many streams send at the same moment, held once for the socket of all of them.
final class SharedBytes: Sendable {
    private struct Kept { var bytes: [UInt8] = [], buffer = ByteBuffer() }
    private let newest = Mutex(Kept())

    /// The same buffer for the same array as long as no other comes between.
    func buffer(of bytes: [UInt8]) -> ByteBuffer {
        newest.withLock { kept in
            if !Self.isSame(kept.bytes, bytes) { kept = Kept(bytes: bytes, buffer: ByteBuffer(bytes: bytes)) }
            return kept.buffer
        }
    }

    /// Whether they are one array in memory; it cannot be another's meanwhile, since it is kept.
    private static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count
            && one.withUnsafeBufferPointer { a in other.withUnsafeBufferPointer { a.baseAddress == $0.baseAddress } }
    }
}
