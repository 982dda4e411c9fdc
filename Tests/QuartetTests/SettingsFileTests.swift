import Foundation
import Testing

@testable import quartet

@Suite struct SettingsFileTests {
    @Test func linesAreSettings() throws {
        let text = """
            # where
            QUARTET_PORT=9443
              QUARTET_TLS_CERT="/etc/a = b.pem"

            QUARTET_DEMO='yes'
            QUARTET_SENDMAIL=
            """
        #expect(
            try SettingsFile.parse(text, named: "f") == [
                "QUARTET_PORT": "9443", "QUARTET_TLS_CERT": "/etc/a = b.pem", "QUARTET_DEMO": "yes",
                "QUARTET_SENDMAIL": "",
            ])
    }

    @Test(arguments: [
        ("QUARTET_PORT=1\nQUARTET_PROT=9443", "f, line 2: no setting is called QUARTET_PROT."),
        ("\nQUARTET_PORT 9443", "f, line 2: a setting is like QUARTET_PORT=8443."),
        ("PATH=/bin", "f, line 1: no setting is called PATH."),
    ])
    func aWrongLineIsNamed(text: String, sentence: String) {
        #expect { try SettingsFile.parse(text, named: "f") } throws: { ($0 as? Problem)?.sentence == sentence }
    }

    @Test func theFileIsNamedByTheOptionOrTheEnvironment() {
        let environment = ["QUARTET_CONFIG": "/e"]
        #expect(SettingsFile.path(for: ["serve", "--config", "/o"], in: environment) == "/o")
        #expect(SettingsFile.path(for: ["serve", "--config=/o"], in: environment) == "/o")
        #expect(SettingsFile.path(for: ["serve"], in: environment) == "/e")
        #expect(SettingsFile.path(for: ["serve", "--config"], in: [:]) == nil)
    }

    @Test func theExampleNamesWhatThereIs() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../deploy")
        let example = try String(contentsOf: folder.appending(path: "quartet.env.example"), encoding: .utf8)
        let settings = example.split(separator: "\n").filter { $0.hasPrefix("#QUARTET_") }.map { $0.dropFirst() }
        #expect(settings.count > 5)
        _ = try SettingsFile.parse(settings.joined(separator: "\n"), named: "example")
    }
}
