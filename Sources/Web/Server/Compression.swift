import CZlib

/// gzip (RFC 1952) by the system's zlib.
enum Gzip {
    enum Effort: Int32 {
        /// For answers: a sixth less than the fastest makes, for a third of a millisecond per 100 KB.
        case fast = 5
        /// For what is compressed once at start.
        case best = 9
    }

    /// Nil when zlib has no memory, or when the result would not be smaller.
    static func compress(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        var stream = z_stream()
        let gzipWindow: Int32 = 15 + 16
        let version = ZLIB_VERSION
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                &stream, effort.rawValue, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY, version, size)
                == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var source = bytes
        let done = source.withUnsafeMutableBufferPointer { input in
            // One byte less than the input: what does not fit would not be smaller.
            [UInt8](unsafeUninitializedCapacity: max(0, input.count - 1)) { output, count in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                count = deflate(&stream, Z_FINISH) == Z_STREAM_END ? Int(stream.total_out) : 0
            }
        }
        return done.isEmpty ? nil : done
    }
}
