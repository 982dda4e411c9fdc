/// Options from the environment: `QUARTET_TLS_CERT=/etc/…` stands for `--tls-cert /etc/…`. What is typed goes first.
enum Environment {
    static let options = [
        "data", "host", "port", "tls-cert", "tls-key", "public", "migrations", "demo-password",
        "log-level", "metrics-token", "public-url", "sendmail", "trusted-proxies", "backups",
        "connections-per-address",
    ]
    static let flags = ["demo"]

    static func variable(_ option: String) -> String {
        "QUARTET_" + option.uppercased().replacing("-", with: "_")
    }
    /// All that can be set.
    static var variables: Set<String> { Set(knownOptions.values.joined().map(variable)) }

    /// The arguments that are missing in what was typed.
    static func options(for typed: [String], in environment: [String: String]) -> [String] {
        guard let command = typed.first, let known = knownOptions[command] else { return [] }
        var more: [String] = []
        for name in known
        where !typed.contains(where: { $0 == "--\(name)" || $0.hasPrefix("--\(name)=") }) {
            guard let value = environment[variable(name)], !value.isEmpty else { continue }
            if flags.contains(name) {
                if ["1", "true", "yes"].contains(value.lowercased()) { more.append("--\(name)") }
            } else {
                more.append("--\(name)=\(value)")
            }
        }
        return more
    }

    private static let knownOptions = [
        "serve": options + flags, "member": ["data", "migrations", "public-url"],
        "import": ["data", "migrations", "public-url"],
    ].merging(
        ["verify", "backup", "restore", "migrate", "export"].map { ($0, ["data", "migrations"]) }
    ) { $1 }
}
