import Domain

extension Store {
    /// Whether the data was made for a demonstration: then its members may be offered as buttons.
    public func isDemonstration() async throws -> Bool {
        try await read(as: .quartet) { try $0.connection.exists("SELECT 1 FROM setting WHERE name = 'demonstration'") }
    }
}

extension Tx {
    /// Says of empty data that what comes is a demonstration.
    /// - Throws: `AlreadySetUp`
    public func markDemonstration() throws {
        if try connection.exists("SELECT 1 FROM workspace") { throw AlreadySetUp() }
        try connection.run("INSERT OR IGNORE INTO setting (name, value) VALUES ('demonstration', ?)", [.text(now.text)])
    }
}
