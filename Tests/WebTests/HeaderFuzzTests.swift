import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// What stands in headers and addresses, wherever it is taken apart.
@Suite struct HeaderFuzzTests {
    @Test func encodings() {
        Rubbish.rounds(2000) { rubbish in
            let pieces = [
                "gzip", "GZIP", "*", "br", "identity", ",", ";", "q=0", "q=0.0", "q=1", "q=x", " ", "\t",
                rubbish.text(atMost: 3),
            ]
            let text = rubbish.text(of: pieces, atMost: 10), header: HTTPFields = [.acceptEncoding: text]
            let spaced: HTTPFields = [.acceptEncoding: text.replacing(",", with: " , ")]
            #expect(header.acceptsGzip == spaced.acceptsGzip, "seed \(rubbish.seed): \(text.debugDescription)")
            let refused: HTTPFields = [.acceptEncoding: "gzip;q=0, \(text)"]
            #expect(!refused.acceptsGzip, "seed \(rubbish.seed)")
            if !text.lowercased().contains("gzip"), !text.contains("*") {
                #expect(!header.acceptsGzip, "seed \(rubbish.seed)")
            }
        }
    }

    @Test func entityTags() {
        Rubbish.rounds(2000) { rubbish in
            let text = rubbish.text(
                of: ["\"a\"", "W/", "\"b\"", ",", " ", "*", "\"", rubbish.text(atMost: 3)], atMost: 8)
            let alone: HTTPFields = [.ifNoneMatch: text], within: HTTPFields = [.ifNoneMatch: "\(text), W/\"mine\""]
            #expect(within.noneMatchNames("\"mine\""), "seed \(rubbish.seed)")
            if !text.contains("mine"), !text.contains("*") {
                #expect(!alone.noneMatchNames("\"mine\""), "seed \(rubbish.seed)")
            }
        }
    }

    /// However an address is written, its place is that of its first 64 bits.
    @Test func addresses() {
        Rubbish.rounds(2000) { rubbish in
            var groups = (0..<8).map { _ in UInt16(truncatingIfNeeded: rubbish.bits()) }
            for at in groups.indices where rubbish.chance(1, in: 2) { groups[at] = 0 }
            // Those that stand for IPv4 are another matter.
            if groups.prefix(5).allSatisfy({ $0 == 0 }) { groups[0] = 0x2001 }
            let bytes = groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
            var written = [CChar](repeating: 0, count: 46)
            _ = bytes.withUnsafeBytes { inet_ntop(AF_INET6, $0.baseAddress, &written, 46) }
            let short = String(decoding: written.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let long = groups.map { String($0, radix: 16) }.joined(separator: ":")
            let place = Attempts.place(of: short)
            #expect(place == Attempts.place(of: long), "seed \(rubbish.seed): \(short)")
            #expect(place == Attempts.place(of: long.uppercased()), "seed \(rubbish.seed): \(short)")
            groups[7] ^= 0x55AA
            let neighbour = groups.map { String($0, radix: 16) }.joined(separator: ":")
            #expect(place == Attempts.place(of: neighbour), "seed \(rubbish.seed): \(short)")
            groups[3] ^= 1
            let next = groups.map { String($0, radix: 16) }.joined(separator: ":")
            #expect(place != Attempts.place(of: next), "seed \(rubbish.seed): \(short)")
            _ = Attempts.place(of: rubbish.mutated(short))
            _ = Attempts.place(of: rubbish.text(of: [":", "::", "%", "eth0", "ffff", ".", "1"]))
        }
    }

    /// Whatever clients write before it, what the proxy has added at the right says who asks.
    @Test func forwardedAddresses() throws {
        let proxies = try #require(TrustedProxies("10.0.0.0/8, 2001:db8::/32"))
        Rubbish.rounds(3000) { rubbish in
            let pieces = [
                "192.0.2.1", "10.1.2.3", "::ffff:10.0.0.1", "[2001:db8::7]:4711", "2001:DB8:0::1", ",", " ", ":", "[",
                "]",
                "%eth0", "unknown", "\u{600}", "1.2.3", "for=", "\"", rubbish.text(atMost: 4),
            ]
            let headers = (0..<rubbish.number(below: 4)).map { _ in rubbish.text(of: pieces, atMost: 9) }
            let client = proxies.client(of: "10.0.0.1", forwarded: headers)
            #expect(IPAddress(client)?.text == client, "seed \(rubbish.seed): \(headers)")
            #expect(proxies.client(of: "192.0.2.9", forwarded: headers) == "192.0.2.9", "seed \(rubbish.seed)")
            let asker = rubbish.one(of: ["198.51.100.7", "2a00:1::5"])
            for tail in [asker, "\(asker), 10.9.9.9", "\(asker) ,10.9.9.9,  2001:db8::2"] {
                #expect(
                    proxies.client(of: "10.0.0.1", forwarded: headers + [tail]) == asker,
                    "seed \(rubbish.seed): \(headers)")
            }
        }
    }

    /// A range holds what has the same first bits, counted one by one.
    @Test func ranges() throws {
        try Rubbish.rounds(2000) { rubbish in
            let isFour = rubbish.chance(1, in: 2), width = isFour ? 32 : 128
            func address() -> [UInt8] { (0..<width / 8).map { _ in UInt8(truncatingIfNeeded: rubbish.bits()) } }
            func text(_ bytes: [UInt8]) -> String {
                if isFour { return bytes.map(String.init).joined(separator: ".") }
                return stride(from: 0, to: 16, by: 2).map { at in
                    String(UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]), radix: 16)
                }.joined(separator: ":")
            }
            let start = address(), bits = rubbish.number(below: width + 1)
            var other = rubbish.chance(1, in: 3) ? address() : start
            if rubbish.chance(1, in: 2) {
                other[rubbish.number(below: width / 8)] ^= 1 << UInt8(rubbish.number(below: 8))
            }
            func shared(_ at: Int) -> Bool { (start[at / 8] ^ other[at / 8]) >> UInt8(7 - at % 8) & 1 == 0 }
            let range = try #require(AddressRange("\(text(start))/\(bits)"), "seed \(rubbish.seed)")
            let asked = try #require(IPAddress(text(other)))
            #expect(range.contains(asked) == (0..<bits).allSatisfy(shared), "seed \(rubbish.seed)")
            _ = AddressRange(rubbish.mutated("\(text(start))/\(bits)"))
        }
    }

    /// Of what a browser says that it has, only a number of this history counts.
    @Test func positionsInAStream() {
        let epoch = "0199c0de"
        Rubbish.rounds(3000) { rubbish in
            let pieces = [
                epoch, ".", "17", "99", "-1", "+3", "٣", "0x1", " ", "18446744073709551616", rubbish.text(atMost: 3),
            ]
            let text = rubbish.text(of: pieces, atMost: 5), position = Position(text, epoch: epoch, newest: 99)
            #expect(position.since.map { (0...99).contains($0) } ?? true, "seed \(rubbish.seed): \(text)")
            #expect(position.isForeign == (position.since == nil && !text.isEmpty), "seed \(rubbish.seed): \(text)")
            if let seq = position.since {
                let number = text.hasPrefix(epoch + ".") ? String(text.dropFirst(epoch.count + 1)) : text
                #expect(Int64(number) == seq, "seed \(rubbish.seed): \(text)")
            }
            let seq = Int64(rubbish.number(below: 120))
            #expect(Position("\(epoch).\(seq)", epoch: epoch, newest: 99).since == (seq > 99 ? nil : seq))
            #expect(Position("other.\(seq)", epoch: epoch, newest: 99).isForeign)
        }
    }

    @Test func passwordHashes() {
        let hash = PHC(cost: Passwords.Cost(ln: 15, r: 8, p: 3), salt: [1, 2, 3], hash: Array(repeating: 7, count: 32))
        #expect(PHC(hash.text) == hash)
        Rubbish.rounds(3000) { rubbish in
            guard let found = PHC(rubbish.mutated(hash.text)) else { return }
            #expect(PHC(found.text) == found, "seed \(rubbish.seed)")
            #expect(found.cost.ln <= 20 && found.cost.r <= 32 && found.cost.p <= 16, "seed \(rubbish.seed)")
        }
    }

    @Test func devices() {
        Rubbish.rounds(500) { rubbish in
            let name = Device.name(rubbish.text(of: ["Edg/", "Firefox/", "iPhone", "Linux", rubbish.text()]))
            #expect(name.utf8.allSatisfy { 32..<127 ~= $0 } && name.count < 40, "seed \(rubbish.seed)")
        }
    }
}
