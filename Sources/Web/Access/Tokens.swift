import Crypto
import Foundation

/// A secret that whoever holds it may use: 256 random bits. Quartet keeps its hash alone.
public struct Token: Sendable {
    /// In the alphabet of addresses: 43 characters.
    public let text: String

    /// A new one.
    public init() {
        text = Data(Random.bytes(32)).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
    /// What somebody brought.
    init(_ text: String) { self.text = text }

    /// Its SHA-256, in hexadecimal.
    public var hash: String { hexadecimal(SHA256.hash(data: Data(text.utf8))) }
}

/// What nobody can foresee, from the system.
enum Random {
    static func bytes(_ count: Int) -> [UInt8] {
        var source = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}
