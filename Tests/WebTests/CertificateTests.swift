import Foundation
import SwiftASN1
import Testing
import X509

@testable import quartet

@Suite final class CertificateTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)").path()
    private let now = Date(timeIntervalSince1970: 1_795_424_400)

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func parsed(_ own: DevelopmentCertificate) throws -> Certificate {
        try Certificate(pemEncoded: String(contentsOfFile: own.certificate, encoding: .utf8))
    }

    @Test func madeOnceAndForThisMachineAlone() throws {
        let first = try parsed(DevelopmentCertificate(in: folder, at: now))
        let names = try #require(try first.extensions.subjectAlternativeNames).description
        #expect(names.contains("localhost"))
        #expect(first.notValidAfter.timeIntervalSince(first.notValidBefore) <= 397 * 86_400)
        #expect(try parsed(DevelopmentCertificate(in: folder, at: now.addingTimeInterval(86_400))) == first)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let traits = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            #expect((traits[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
        }
    }

    @Test func madeAnewWhenItNearsItsEndOrLostItsKey() throws {
        let first = try parsed(DevelopmentCertificate(in: folder, at: now))
        let later = try parsed(DevelopmentCertificate(in: folder, at: now.addingTimeInterval(370 * 86_400)))
        #expect(later != first)
        let own = try DevelopmentCertificate(in: folder, at: now)
        let again = try parsed(own)
        try FileManager.default.removeItem(atPath: own.key)
        #expect(try parsed(DevelopmentCertificate(in: folder, at: now)) != again)
    }

    @Test func ourOwnIsReplacedBeforeItEnds() throws {
        let certificates = try Certificates(.development(folder), at: now), first = certificates.context
        #expect(try !certificates.renew(at: now.addingTimeInterval(86_400)) && certificates.context === first)
        #expect(try certificates.renew(at: now.addingTimeInterval(370 * 86_400)) && certificates.context !== first)
    }

    @Test func filesThatDoNotFitAreNamed() throws {
        let own = try DevelopmentCertificate(in: folder, at: now), other = folder + "/other"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        let second = try DevelopmentCertificate(in: other, at: now)
        func sentence(_ certificate: String, _ key: String) -> String {
            do {
                _ = try TLS.context(certificate: certificate, key: key)
                return "fits"
            } catch { return (error as? any PlainProblem)?.sentence ?? "\(error)" }
        }
        #expect(sentence(own.certificate, own.key) == "fits")
        #expect(sentence("/none.pem", own.key).contains("/none.pem is missing"))
        #expect(sentence(own.key, own.key).contains("holds no certificate"))
        #expect(sentence(own.certificate, own.certificate).contains("holds no private key"))
        #expect(sentence(own.certificate, second.key).contains("does not belong"))
    }

    @Test func theEnvironmentStandsForOptions() {
        let environment = ["QUARTET_PORT": "9443", "QUARTET_DEMO": "1", "QUARTET_DATA": "", "QUARTET_TLS_CERT": "/c"]
        #expect(
            Environment.options(for: ["serve"], in: environment) == ["--port=9443", "--tls-cert=/c", "--demo"])
        #expect(Environment.options(for: ["serve", "--port", "1"], in: environment).contains("--port=9443") == false)
        #expect(Environment.options(for: ["verify"], in: environment).isEmpty)
        #expect(Environment.options(for: ["--version"], in: environment).isEmpty)
    }
}
