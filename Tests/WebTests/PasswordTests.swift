import Foundation
import Testing

@testable import Web

@Suite struct PasswordTests {
    /// RFC 7914, section 12.
    @Test(arguments: [
        ("", "", 4, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"),
        ("password", "NaCl", 10, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"),
        (
            "pleaseletmein", "SodiumChloride", 14, 8, 1,
            "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        ),
    ])
    func vectors(password: String, salt: String, ln: Int, r: Int, p: Int, first: String) throws {
        let cost = Passwords.Cost(ln: ln, r: r, p: p)
        let out = try Passwords.scrypt(Array(password.utf8), salt: Array(salt.utf8), cost, count: 64)
        #expect(hexadecimal(out).hasPrefix(first))
    }

    @Test func theRightOneAloneIsRight() async throws {
        let passwords = Front.passwords, hash = try await passwords.hash("grün wie Wälder")
        #expect(hash.hasPrefix("$scrypt$ln=4,r=1,p=1$"))
        #expect(try await passwords.verify("grün wie Wälder", against: hash))
        #expect(try await !passwords.verify("grün wie wälder", against: hash))
        #expect(try await !passwords.verify("", against: hash))
        #expect(try await !passwords.verify("grün wie Wälder", against: nil))
        #expect(try await passwords.hash("grün wie Wälder") != hash)
    }

    @Test func olderParametersAreNoticed() async throws {
        let hash = try await Front.passwords.hash("a quiet harbour")
        #expect(!Front.passwords.needsRehash(hash))
        let newer = Passwords(cost: .init(ln: 5, r: 1, p: 1))
        #expect(newer.needsRehash(hash))
        #expect(try await newer.verify("a quiet harbour", against: hash))
    }

    @Test(arguments: [
        "", "$scrypt$", "$scrypt$ln=4,r=1,p=1$AAAA$", "$argon2id$ln=4,r=1,p=1$AAAA$AAAA", "plain",
        "$scrypt$ln=40,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ])
    func whatIsNoHashFitsNothing(text: String) async throws {
        #expect(PHC(text) == nil)
        #expect(try await !Front.passwords.verify("", against: text))
    }

    @Test func tooManyAtOnceAreSentAway() async throws {
        let passwords = Passwords(cost: .init(ln: 10, r: 8, p: 1), longest: 3)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 {
                group.addTask {
                    do {
                        _ = try await passwords.hash("a quiet harbour")
                        return true
                    } catch { return false }
                }
            }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.contains(true) && outcomes.contains(false))
        #expect(try await passwords.hash("a quiet harbour").hasPrefix("$scrypt$"))
    }

    @Test(arguments: [
        ("short", true), ("Password123", true), ("aaaaaaaaaaaa", true), ("ada@quartet.example", true),
        ("Ada Lovelace", true), ("adalovelace", true), (String(repeating: "ab c", count: 51), true),
        ("wir singen im Quartett", false), ("ÄÖÜß ist gut", false),
    ])
    func rules(password: String, isRefused: Bool) {
        let problem = PasswordRules.problem(password, name: "Ada Lovelace", email: "ada@quartet.example")
        #expect((problem != nil) == isRefused)
    }

    @Test func theCommonestAreLongEnoughToBeChosen() {
        #expect(PasswordRules.common.count >= 100)
        for word in PasswordRules.common { #expect(word.count >= 10 && word == word.lowercased(), "\(word)") }
    }
}
