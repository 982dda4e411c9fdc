import Crypto
public import Domain
import Foundation

/// What stands of a member's second factor.
public struct SecondFactor: Hashable, Sendable {
    /// Since when it is asked for; nil while there is none.
    public let since: Instant?
    /// Recovery codes that were not used yet.
    public let codesLeft: Int
    /// Whether the member has to have one.
    public let isRequired: Bool
}

/// What somebody typed as a code: six digits of their app, or a recovery code; blanks and hyphens do not count.
public struct GivenCode: Sendable {
    let text: String
    public init(_ typed: String) { text = typed.lowercased().filter { $0.isLetter || $0.isNumber } }

    /// Under which a recovery code is kept.
    public var hash: String {
        SHA256.hash(data: Data(text.utf8)).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

/// It is switched on already, or there is none to be confirmed.
public struct SecondFactorStands: Error, Hashable { public let isOn: Bool }

extension Reader {
    /// The caller's own.
    public func secondFactor() throws -> SecondFactor {
        let since = try connection.secondFactor(of: caller.member)?.since
        let left = try connection.first(
            "SELECT count(*) FROM recovery_code WHERE member = ?", [.id(caller.member.raw)]
        ) { Int($0.int(0)) }
        return SecondFactor(
            since: since, codesLeft: left ?? 0, isRequired: try caller.isAdmin && connection.requiresSecondFactor())
    }

    /// Whether signing in as this member takes a code.
    public func hasSecondFactor(_ member: ID<Member>) throws -> Bool {
        try connection.secondFactor(of: member)?.since != nil
    }
}

extension Store {
    /// Whether a member has to set up a second factor before they may do anything else.
    public func mustEnrol(_ member: Member) async throws -> Bool {
        try await read(as: .quartet) { try $0.connection.mustEnrol(member) }
    }
}

extension Connection {
    fileprivate struct Factor { let secret: String, since: Instant?, lastStep: Int64 }

    fileprivate func secondFactor(of member: ID<Member>) throws -> Factor? {
        let sql = "SELECT secret, confirmed_at, last_step FROM second_factor WHERE member = ?"
        return try first(sql, [.id(member.raw)]) { row in
            Factor(secret: row.string(0), since: row.maybe(1, row.instant), lastStep: row.int(2))
        }
    }
    fileprivate func requiresSecondFactor() throws -> Bool {
        try exists("SELECT 1 FROM workspace WHERE requires_second_factor")
    }
    func mustEnrol(_ member: Member) throws -> Bool {
        try member.role == .admin && requiresSecondFactor() && secondFactor(of: member.id)?.since == nil
    }
}

extension Tx {
    /// Gives the caller a secret, which counts once it is confirmed; one that was not is forgotten.
    /// - Parameter secret: in base 32
    /// - Throws: `SecondFactorStands` where theirs is switched on already
    public func beginSecondFactor(secret: String) throws {
        if try connection.secondFactor(of: caller.member)?.since != nil { throw SecondFactorStands(isOn: true) }
        try connection.run(
            "INSERT OR REPLACE INTO second_factor (member, secret, confirmed_at, last_step) VALUES (?, ?, NULL, 0)",
            [.id(caller.member.raw), .text(secret)])
    }

    /// Switches it on, if the code is one of the secret's; from now on it is asked for.
    /// - Parameter codes: the hashes of recovery codes
    /// - Throws: `SecondFactorStands` where there is nothing to confirm
    public func confirmSecondFactor(_ code: GivenCode, codes: [String]) throws -> Bool {
        guard let factor = try connection.secondFactor(of: caller.member), factor.since == nil else {
            throw SecondFactorStands(isOn: false)
        }
        guard try takeStep(code, factor, of: caller.member) else { return false }
        try connection.run(
            "UPDATE second_factor SET confirmed_at = ? WHERE member = ?", [.instant(now), .id(caller.member.raw)])
        try keepRecoveryCodes(codes)
        try audit(.secondFactorOn, about: caller.member)
        return true
    }

    /// Whether this is a code of a member, whose second factor is on; each is taken once.
    public func takeCode(_ code: GivenCode, of member: ID<Member>) throws -> Bool {
        guard let factor = try connection.secondFactor(of: member), factor.since != nil else { return false }
        if try takeStep(code, factor, of: member) { return true }
        try connection.run(
            "DELETE FROM recovery_code WHERE member = ? AND hash = ?", [.id(member.raw), .text(code.hash)])
        guard connection.changed > 0 else { return false }
        let left = try connection.first("SELECT count(*) FROM recovery_code WHERE member = ?", [.id(member.raw)]) {
            $0.int(0)
        }
        try audit(.recoveryCodeUsed, about: member, detail: ["left": .int(left ?? 0)])
        return true
    }
    private func takeStep(_ code: GivenCode, _ factor: Connection.Factor, of member: ID<Member>) throws -> Bool {
        guard let secret = Base32.bytes(factor.secret),
            let step = TOTP.step(of: code.text, secret, at: now, after: factor.lastStep)
        else { return false }
        try connection.run(
            "UPDATE second_factor SET last_step = ? WHERE member = ?", [.int(step), .id(member.raw)])
        return true
    }

    /// The caller's recovery codes from now on.
    public func renewRecoveryCodes(_ codes: [String]) throws {
        try keepRecoveryCodes(codes)
        try audit(.recoveryCodesMade, about: caller.member)
    }
    private func keepRecoveryCodes(_ codes: [String]) throws {
        try connection.run("DELETE FROM recovery_code WHERE member = ?", [.id(caller.member.raw)])
        for code in codes {
            try connection.run(
                "INSERT INTO recovery_code (member, hash) VALUES (?, ?)", [.id(caller.member.raw), .text(code)])
        }
    }

    /// Switches the caller's off.
    /// - Throws: `Forbidden` where the caller has to have one
    public func removeSecondFactor() throws {
        if try caller.isAdmin && connection.requiresSecondFactor() {
            throw Forbidden("Admins of this workspace need a second factor.")
        }
        try forgetSecondFactor(of: caller.member)
        try audit(.secondFactorOff, about: caller.member)
    }

    /// Takes another's away, who has lost it, and ends their sessions; returns those.
    /// - Throws: `NotFound` where they have none, `Forbidden`
    public func resetSecondFactor(of id: ID<Member>) throws -> [Identifier] {
        let member = try see(id)
        guard caller.isAdmin else { throw Forbidden("Only an admin may do that.") }
        // It would make the code needless that switching it off asks for.
        if id == caller.member { throw Forbidden("Your own is switched off in Settings, Security.") }
        guard try connection.secondFactor(of: member.id) != nil else { throw NotFound(kind: "second factor") }
        try forgetSecondFactor(of: id)
        try audit(.secondFactorReset, about: id)
        return try closeSessions(of: id, but: nil)
    }

    func forgetSecondFactor(of member: ID<Member>) throws {
        try connection.run("DELETE FROM second_factor WHERE member = ?", [.id(member.raw)])
        try connection.run("DELETE FROM recovery_code WHERE member = ?", [.id(member.raw)])
    }
}
