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
