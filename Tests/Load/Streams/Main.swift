import Foundation

/// Opens many event streams on one plan, some of which stop reading, changes a task of it again and again, and measures
/// when each reader has the change: from before the request is sent, so that nothing is left out.
///
///     streams PORT PLAN TASK COOKIES PROTOCOL STREAMS SLOW CHANGES
///
/// COOKIES is a file with a session's cookie a line; the first one writes. PROTOCOL is h1 or h2. It says `open` once all streams are, and
/// `stalled` once more was sent than those that stopped reading can take; each time it goes on with a line on its
/// standard input. One line of JSON comes last.
@main struct Streams {
    static func main() async throws {
        let given = CommandLine.arguments
        guard given.count == 9, let port = Int(given[1]), ["h1", "h2"].contains(given[5]), let count = Int(given[6]),
            let slow = Int(given[7]), let changes = Int(given[8]), (0..<count).contains(slow), changes > 0
        else {
            FileHandle.standardError.write(Data("streams PORT PLAN TASK COOKIES PROTOCOL STREAMS SLOW CHANGES\n".utf8))
            exit(2)
        }
        let cookies = try String(contentsOfFile: given[4], encoding: .utf8).split(separator: "\n").map(String.init)
        let crowd = try Crowd(port: port, plan: given[2], cookies: cookies, isHTTP2: given[5] == "h2")
        try await crowd.open(count, slow: slow)
        pause("open")

        let writer = try Writer(port: port, task: given[3], cookie: cookies[0])
        let long = String(repeating: "What there is to know before starting. ", count: 80)
        for number in 0..<(slow > 0 ? 100 : 0) {
            let word = "flood-\(number)-"
            _ = try await crowd.round(expecting: word, from: crowd.readers) { try await writer.note(word + long) }
        }
        pause("stalled")

        var each: [Double] = [], last: [Double] = []
        for number in 0..<changes {
            let word = "change-\(number)-"
            let took = try await crowd.round(expecting: word, from: crowd.readers) { try await writer.note(word) }
            each += took
            last.append(took.max() ?? 0)
        }
        // Who stopped reading begins again, and has missed nothing.
        let end = try await crowd.round(expecting: "change-\(changes - 1)-", from: crowd.sleepers) {
            crowd.wakeSleepers()
        }
        let report = Report(
            streams: count, slow: slow, each: Spread(each), last: Spread(last),
            missed: crowd.readers.count * changes - each.count, caughtUp: end.count, open: crowd.open)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
        exit(0)
    }

    private static func pause(_ word: String) {
        FileHandle.standardOutput.write(Data("\(word)\n".utf8))
        _ = readLine()
    }

    struct Report: Encodable {
        let streams: Int, slow: Int
        /// In milliseconds: each change at each stream, and each change at the stream that had it last.
        let each: Spread, last: Spread
        /// How often a reader did not have a change within ten seconds.
        let missed: Int
        /// How many of the slow ones had the newest change in the end, and how many of all were open still.
        let caughtUp: Int, open: Int
    }
    struct Spread: Encodable {
        let p50: Double, p99: Double, max: Double
        init(_ figures: [Double]) {
            let sorted = figures.sorted()
            func at(_ share: Double) -> Double { sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] }
            (p50, p99, max) = (at(0.5), at(0.99), at(1))
        }
    }
}
