import Store

/// Writes figures as Prometheus reads them: its text format, version 0.0.4.
struct Exposition {
    typealias Labels = KeyValuePairs<String, String>
    private(set) var text = ""

    static let type = "text/plain; version=0.0.4; charset=utf-8"

    /// What goes up and down.
    mutating func gauge(_ name: String, _ help: String, _ value: Double, _ labels: Labels = [:]) {
        gauges(name, help, [(labels, value)])
    }
    mutating func gauges(_ name: String, _ help: String, _ samples: [(Labels, Double)]) {
        family(name, "gauge", help)
        for (labels, value) in samples { sample(name, labels, value) }
    }

    /// What only goes up, from the start of the process.
    mutating func counter(_ name: String, _ help: String, _ value: Double) { counters(name, help, [([:], value)]) }
    mutating func counters(_ name: String, _ help: String, _ samples: [(Labels, Double)]) {
        family(name, "counter", help)
        for (labels, value) in samples { sample(name, labels, value) }
    }

    mutating func histograms(_ name: String, _ help: String, _ samples: [(Labels, Histogram)]) {
        family(name, "histogram", help)
        for (labels, histogram) in samples {
            var count = 0
            for (bound, more) in zip(histogram.bounds.map(Self.number) + ["+Inf"], histogram.counts) {
                count += more
                sample(name + "_bucket", labels, Double(count), also: ("le", bound))
            }
            sample(name + "_sum", labels, histogram.sum)
            sample(name + "_count", labels, Double(count))
        }
    }

    private mutating func family(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }
    private mutating func sample(_ name: String, _ labels: Labels, _ value: Double, also last: (String, String)? = nil)
    {
        let all = (labels.map { ($0.key, $0.value) } + [last].compactMap { $0 })
            .map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        text += all.isEmpty ? "\(name) \(Self.number(value))\n" : "\(name){\(all)} \(Self.number(value))\n"
    }
    private static func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? value.description }
    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
