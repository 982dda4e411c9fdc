import Foundation
import NIOCore
import NIOSSL

/// TLS 1.2 and newer, HTTP/2 and HTTP/1.1.
enum TLS {
    /// - Throws: `Problem` when a file is missing, cannot be read, or does not belong to the other
    static func context(certificate: String, key: String) throws -> NIOSSLContext {
        for path in [certificate, key] where !FileManager.default.isReadableFile(atPath: path) {
            throw Problem("The file \(path) is missing or cannot be read by this user.")
        }
        let chain: [NIOSSLCertificateSource]
        let secret: NIOSSLPrivateKey
        do { chain = try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) } } catch {
            throw Problem("The file \(certificate) holds no certificate in PEM format.")
        }
        do { secret = try NIOSSLPrivateKey(file: key, format: .pem) } catch {
            throw Problem("The file \(key) holds no private key in PEM format without a passphrase.")
        }
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain, privateKey: .privateKey(secret))
        tls.minimumTLSVersion = .tlsv12
        tls.applicationProtocols = ["h2", "http/1.1"]
        // For the goodbye of clients that have gone without one.
        tls.shutdownTimeout = .seconds(1)
        do { return try NIOSSLContext(configuration: tls) } catch {
            throw Problem("The key in \(key) does not belong to the certificate in \(certificate).")
        }
    }
}
