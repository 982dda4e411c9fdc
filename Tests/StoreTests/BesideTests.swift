import Domain
import Store
import TestSupport
import Testing

/// What a command writes while a server holds the folder.
@Suite struct BesideTests {
    @Test func aLinkMadeBesideTheServerOpensItsDoor() async throws {
        let premises = try await Premises(), hub = premises.hub
        #expect(Store.isInUse(premises.data))
        let expires = try Store.beside(
            premises.data, migrations: Hub.migrations, at: Hub.now, newID: hub.ids.next
        ) { try $0.invite(hub.viewer.id, tokenHash: "made beside").expires }
        #expect(expires > Hub.now)
        #expect(try await hub.store.invitation(tokenHash: "made beside", at: Hub.now).member?.id == hub.viewer.id)
        // The server works on as if nothing had been.
        try await premises.rename("Later")
        #expect(try await hub.differences() == [])
        try hub.store.close()
        #expect(!Store.isInUse(premises.data))
    }

    @Test func dataOfAnotherVersionIsLeftAlone() async throws {
        let premises = try await Premises(), newID = premises.hub.ids.next
        try premises.hub.store.close()
        try sqlite(premises.data, "INSERT INTO migration VALUES ('0099-future', 'x', 0)")
        #expect(throws: Unusable.self) {
            try Store.beside(premises.data, migrations: Hub.migrations, at: Hub.now, newID: newID) { _ in }
        }
    }
}
