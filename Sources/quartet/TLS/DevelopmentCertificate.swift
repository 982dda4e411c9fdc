import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate for this machine alone, for those who bring none: made once, kept in the data folder, and made anew
/// when it nears its end.
struct DevelopmentCertificate {
    /// What browsers accept at most is 398 days.
    static let life = 397
    /// It is replaced when fewer days than this remain.
    static let margin = 30
    let certificate: String, key: String

    /// The one in the folder, or a new one.
    init(in folder: String, at now: Date) throws {
        (certificate, key) = (folder + "/development-cert.pem", folder + "/development-key.pem")
        if Self.isGood(certificate, key, at: now) { return }
        let made = try Self.make(at: now)
        try Self.write(made.key, to: key)
        try Self.write(made.certificate, to: certificate)
    }

    private static func isGood(_ certificate: String, _ key: String, at now: Date) -> Bool {
        guard let pem = try? String(contentsOfFile: certificate, encoding: .utf8),
            let keyPEM = try? String(contentsOfFile: key, encoding: .utf8),
            let parsed = try? Certificate(pemEncoded: pem),
            let secret = try? P256.Signing.PrivateKey(pemRepresentation: keyPEM)
        else { return false }
        let soon = now.addingTimeInterval(Double(margin) * 86_400)
        return parsed.notValidBefore <= now && parsed.notValidAfter > soon
            && parsed.publicKey == Certificate.PublicKey(secret.publicKey)
    }

    static func make(at now: Date) throws -> (certificate: String, key: String) {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName("Quartet development") }
        let names = SubjectAlternativeNames([
            .dnsName("localhost"), .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
            .ipAddress(ASN1OctetString(contentBytes: ArraySlice(Array(repeating: 0, count: 15) + [1]))),
        ])
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: .init(key.publicKey),
            notValidBefore: now.addingTimeInterval(-3600),
            notValidAfter: now.addingTimeInterval(Double(life) * 86_400 - 3600),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
                try ExtendedKeyUsage([.serverAuth])
                names
            }, issuerPrivateKey: .init(key))
        return (try certificate.serializeAsPEM().pemString, key.pemRepresentation)
    }

    /// In one step, readable by nobody else.
    private static func write(_ text: String, to path: String) throws {
        let part = path + ".part"
        try? FileManager.default.removeItem(atPath: part)
        guard
            FileManager.default.createFile(
                atPath: part, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]),
            rename(part, path) == 0
        else {
            throw Problem("The development certificate cannot be written to \(path): is the disk full?")
        }
    }
}
