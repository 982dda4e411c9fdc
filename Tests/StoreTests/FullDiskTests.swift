import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct FullDiskTests {
    @Test func itFailsThoseWhomItConcernsAndNobodyElse() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quartet-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let hub = try await Hub(folder: folder)
        let pages = try await hub.write(as: hub.admin) { tx in
            let synchronous = try tx.connection.first("PRAGMA synchronous") { $0.int(0) }
            #expect(synchronous == 2, "FULL")
            return try tx.connection.first("PRAGMA page_count") { $0.int(0) } ?? 0
        }
        @Sendable func limit(_ pages: Int64) async throws {
            try await hub.write(as: hub.admin) { try $0.connection.run("PRAGMA max_page_count = \(pages)") }
        }
        try await limit(pages + 20)
        let notes = String(repeating: "x", count: 1000), changes = hub.log.changes.count
        let done = await withTaskGroup(of: Bool.self) { group in
            for n in 0..<400 {
                group.addTask {
                    do {
                        _ = try await hub.write(as: hub.manager) { tx in
                            try tx.insert(
                                PlanTask(tx.newID()) {
                                    ($0.plan, $0.team, $0.title, $0.notes) = (hub.plan, hub.teams[0], "T\(n)", notes)
                                })
                        }
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(done > 0 && done < 400, "\(done) of 400")
        try await limit(1_000_000)
        _ = try await hub.write(as: hub.contributor) { try $0.edit(hub.task, ["title": .text("Later")]) }
        let tasks = try await hub.write(as: hub.admin) { try $0.all(PlanTask.self, where: ["plan": .id(hub.plan.raw)]) }
        #expect(tasks.count == done + 1 && hub.log.changes.count == changes + done + 1)
        #expect(try await hub.differences() == [])
    }
}
