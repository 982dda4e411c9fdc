import Foundation
import HTTPTypes
import Hummingbird

/// Puts the address of who really asks in place of the proxy's, where the proxy is one that is trusted.
struct ClientAddress: RouterMiddleware {
    let proxies: TrustedProxies

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.address = proxies.client(
            of: context.address, forwarded: request.headers[values: .xForwardedFor])
        return try await next(request, context)
    }
}
extension HTTPField.Name {
    fileprivate static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}

/// The proxies whose word is taken for where a request comes from. Nobody else's is: anybody can write a header.
public struct TrustedProxies: Sendable {
    private var ranges: [AddressRange] = []
    public init() {}

    /// Addresses and ranges, with commas between them: `127.0.0.1, 10.0.0.0/8, 2001:db8::/32`. Nil when one is none.
    public init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        ranges = parts.compactMap(AddressRange.init)
        if ranges.count != parts.count { return nil }
    }

    /// Each proxy adds to the header whom it was asked by: from the right, the first that is not a trusted proxy is the
    /// one who asks. What stands left of it anybody may have written.
    /// - Parameters:
    ///   - peer: who is at the other end of the connection
    ///   - forwarded: the values of `X-Forwarded-For`, in order
    func client(of peer: String, forwarded: [String]) -> String {
        guard !forwarded.isEmpty, isTrusted(peer) else { return peer }
        var client = peer
        // Byte by byte: to Swift, a comma after a sign that binds to what follows it is none.
        let hops = forwarded.joined(separator: ",").utf8.split(
            separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        for hop in hops.reversed() {
            let hop = Substring(hop).trimmingCharacters(in: .whitespaces)
            guard let address = IPAddress(hop: hop) else { return client }
            client = address.text
            if !isTrusted(client) { return client }
        }
        return client
    }

    func isTrusted(_ address: String) -> Bool {
        guard !ranges.isEmpty, let address = IPAddress(address) else { return false }
        return ranges.contains { $0.contains(address) }
    }
}

/// An address of the internet; those of version 4 as version 6 maps them.
struct IPAddress: Hashable {
    /// Sixteen.
    let bytes: [UInt8]
    private static let mapped: [UInt8] = Array(repeating: 0, count: 10) + [255, 255]

    var isVersion4: Bool { bytes.starts(with: Self.mapped) }

    init?(_ text: String) {
        var four = [UInt8](repeating: 0, count: 4), six = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = Self.mapped + four
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = six
        } else {
            return nil
        }
    }

    /// As it stands in a header, where some proxies write the port behind it: `192.0.2.1:4711`, `[2001:db8::1]:4711`.
    init?(hop: String) {
        if hop.hasPrefix("[") {
            self.init(String(hop.dropFirst().prefix { $0 != "]" }))
        } else {
            self.init(hop.filter { $0 == ":" }.count == 1 ? String(hop.prefix { $0 != ":" }) : hop)
        }
    }

    /// The one way to write it.
    var text: String {
        if isVersion4 { return bytes.suffix(4).map(String.init).joined(separator: ".") }
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// `10.0.0.0/8`, or one address.
struct AddressRange: Sendable {
    private let start: [UInt8], bits: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let address = IPAddress(String(parts[0])) else { return nil }
        let width = address.isVersion4 ? 32 : 128
        guard let bits = parts.count == 1 ? width : Int(parts[1]), (0...width).contains(bits) else { return nil }
        (start, self.bits) = (address.bytes, 128 - width + bits)
    }

    func contains(_ address: IPAddress) -> Bool {
        zip(start, address.bytes).enumerated().allSatisfy { place, pair in
            let shared = min(8, max(0, bits - place * 8))
            return (pair.0 ^ pair.1) >> (8 - shared) == 0
        }
    }
}
