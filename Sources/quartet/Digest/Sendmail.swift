import Domain
import Foundation
import Glibc

/// Hands letters to the system's `sendmail`, or what stands in its place.
struct Sendmail: Sendable {
    let path: String
    /// Whoever takes longer is ended.
    var patience = Duration.seconds(30)

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// How often it is looked whether it has ended.
    private static let step = Duration.milliseconds(20)

    /// Returns once the letter was taken over. The recipient is an argument of its own, so that no header names another.
    /// - Throws: `Failed`, with what the program said
    func send(_ mail: Mail) async throws {
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failed(description: "There is no program \(path).")
        }
        // Files, not pipes: a program that does not read, or says too much, holds nobody up.
        let letter = try Scratch(mail.bytes), said = try Scratch([])
        let program = try start(["-i", "-f", mail.from.address, "--", mail.to.address], letter, said)
        guard let status = await end(of: program) else {
            throw Failed(description: "\(path) took longer than \(patience).")
        }
        guard status == 0 else {
            let words = said.text.isEmpty ? "it said nothing" : said.text
            throw Failed(description: "\(path) ended with \(status >> 8 & 0xFF): \(words)")
        }
    }

    /// Starts it in a group of its own, so that it can be ended with all that it started. (Foundation's `Process` would wait
    /// for those, too.)
    private func start(_ arguments: [String], _ input: Scratch, _ output: Scratch) throws -> pid_t {
        var files = posix_spawn_file_actions_t(), traits = posix_spawnattr_t()
        posix_spawn_file_actions_init(&files)
        posix_spawnattr_init(&traits)
        posix_spawn_file_actions_adddup2(&files, input.reading.fileDescriptor, 0)
        posix_spawn_file_actions_adddup2(&files, output.writing.fileDescriptor, 1)
        posix_spawn_file_actions_adddup2(&files, output.writing.fileDescriptor, 2)
        // Sockets and the database are none of its business.
        for open in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
        where open > 2 { posix_spawn_file_actions_addclose(&files, open) }
        posix_spawnattr_setflags(&traits, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&traits, 0)
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let environment = [strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), nil]
        defer {
            for text in words + environment { free(text) }
            posix_spawn_file_actions_destroy(&files)
            posix_spawnattr_destroy(&traits)
        }
        var program = pid_t()
        let code = posix_spawn(&program, path, &files, &traits, words, environment)
        guard code == 0 else {
            throw Failed(description: "\(path) cannot be started: \(String(cString: strerror(code))).")
        }
        return program
    }

    /// - Returns: as `waitpid` has it; nil when it had to be ended
    private func end(of program: pid_t) async -> Int32? {
        let latest = ContinuousClock.now + patience
        var status = Int32(0)
        while waitpid(program, &status, WNOHANG) == 0 {
            if ContinuousClock.now > latest || Task.isCancelled {
                kill(-program, SIGKILL)
                waitpid(program, &status, 0)
                return nil
            }
            try? await Task.sleep(for: Self.step)
        }
        return status
    }
}

/// A file without a name, for as long as somebody holds it.
private final class Scratch: Sendable {
    let reading: FileHandle, writing: FileHandle

    init(_ bytes: [UInt8]) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)")
        let isMade = FileManager.default.createFile(
            atPath: file.path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        guard isMade else { throw Sendmail.Failed(description: "No letter can be written to \(file.path).") }
        defer { try? FileManager.default.removeItem(at: file) }
        (reading, writing) = (try FileHandle(forReadingFrom: file), try FileHandle(forWritingTo: file))
    }

    /// The first of what was written to it, on one line.
    var text: String {
        var bytes = [UInt8](repeating: 0, count: 400)
        let count = pread(reading.fileDescriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
            .split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
