import Domain

extension Tx {
    /// Writes down that it could be written: what a check of health has to try.
    public func markAlive() throws {
        try connection.run(
            "INSERT OR REPLACE INTO setting (name, value) VALUES ('alive', ?)", [.text(now.text)])
    }
}
