import Foundation

/// What this process uses of the machine, as Linux tells it, under the names that all of Prometheus' own libraries use.
enum ProcessFigures {
    static func write(to page: inout Exposition) {
        let status = lines(of: "/proc/self/stat").first ?? ""
        // The name of the program stands in brackets and may hold anything; what follows is parted by blanks.
        let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ").dropFirst()
        func field(_ number: Int) -> Double { Double(fields.dropFirst(number - 3).first ?? "0") ?? 0 }
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK))), boot = bootTime()
        page.counter("process_cpu_seconds_total", "Processor time used", (field(14) + field(15)) / ticks)
        page.gauge("process_start_time_seconds", "When it began, in Unix time", boot + field(22) / ticks)
        page.gauge("process_virtual_memory_bytes", "Address space", field(23))
        page.gauge("process_resident_memory_bytes", "Memory", field(24) * Double(sysconf(Int32(_SC_PAGESIZE))))
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
        page.gauge("process_open_fds", "Open files and connections", Double(open))
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        page.gauge("process_max_fds", "How many may be open", Double(limit.rlim_cur))
    }

    /// In Unix time.
    private static func bootTime() -> Double {
        let line = lines(of: "/proc/stat").first { $0.hasPrefix("btime ") }
        return line.flatMap { Double($0.dropFirst(6)) } ?? 0
    }

    /// Files that have no size have to be read to their end.
    private static func lines(of file: String) -> [Substring] {
        guard let handle = FileHandle(forReadingAtPath: file) else { return [] }
        defer { try? handle.close() }
        return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self).split(separator: "\n")
    }
}
