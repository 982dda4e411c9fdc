import Foundation

/// What is said to whoever started the program; the log goes its own way.
enum Console {
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
    static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
