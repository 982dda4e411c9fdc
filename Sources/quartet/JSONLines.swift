import Domain
import Foundation
import JSON
import Logging

/// One line of JSON on standard error for each message.
struct JSONLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var json = JSONWriter(capacity: 256)
        json.byte(UInt8(ascii: "{"))
        json.key("at")
        json.value(.instant(Ambient.now()))
        json.key("level")
        json.text(event.level.rawValue)
        json.key("message")
        json.text(event.message.description)
        let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
        for (name, value) in all.sorted(by: { $0.key < $1.key }) {
            json.key(name)
            Self.write(value, to: &json)
        }
        json.raw("}\n")
        json.bytes.withUnsafeBytes { _ = Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func write(_ value: Logger.MetadataValue, to json: inout JSONWriter) {
        switch value {
        case .stringConvertible(let number as Double): json.real(number)
        case .stringConvertible(let number as Int): json.int(Int64(number))
        default: json.text(value.description)
        }
    }
}
