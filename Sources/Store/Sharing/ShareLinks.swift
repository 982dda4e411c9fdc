public import Domain
import JSON

/// A link by which somebody came, with what opens it.
public struct SharedLink: Sendable {
    public let link: ShareLink
    /// The hash of its password, in PHC format.
    public let password: String?
}

extension Store {
    /// The link of this token; nil when there is none, or none any more: expired, revoked, its plan closed or gone, its
    /// account archived.
    public func sharedLink(tokenHash: String, at now: Instant) async throws -> SharedLink? {
        try await read(as: .quartet, at: now) { reader in
            let sql = """
                SELECT share_token.link, share_token.password FROM share_token
                JOIN share_link ON share_link.id = share_token.link JOIN plan ON plan.id = share_link.plan
                JOIN account ON account.id = plan.account
                WHERE share_token.token_hash = ? AND plan.state <> 'closed' AND account.archived = 0
                """
            let found = try reader.connection.first(sql, [.text(tokenHash)]) { row in
                (ID<ShareLink>(row.id(0)), row.maybe(1, row.string))
            }
            guard let (id, password) = found, let link = try reader.find(id), link.isValid(on: reader.scope.today)
            else {
                return nil
            }
            return SharedLink(link: link, password: password)
        }
    }
}

extension Tx {
    /// Makes a link to chosen parts of a plan.
    /// - Parameters:
    ///   - expires: `ShareLink.life` days from today where it is left out
    ///   - passwordHash: in PHC format
    /// - Throws: `NotFound`, `Forbidden`, `Invalid`, `PlanClosed`
    public func share(
        _ link: ShareLink, expires: Day?, tokenHash: String, passwordHash: String?
    ) throws -> Outcome {
        try checkManages(link.plan)
        try checkOpen(link.plan)
        var new = link
        new.id = newID()
        (new.expires, new.addressedAt) = (try expires ?? today(at: now) + ShareLink.life, now)
        new.protectedAt = passwordHash.map { _ in now }
        let made = try insert(new, verb: .shared)
        try connection.run(
            "INSERT INTO share_token (link, token_hash, password) VALUES (?, ?, ?)",
            [.id(made.id.raw), .text(tokenHash), passwordHash.map(Value.text) ?? .null])
        return Outcome(made)
    }

    /// Gives a link another address; the one it had is dead from now on.
    /// - Throws: `NotFound`, `Forbidden`
    public func readdress(_ id: ID<ShareLink>, tokenHash: String) throws -> Outcome {
        let old = try manage(id)
        var new = old
        new.addressedAt = now
        try connection.run(
            "UPDATE share_token SET token_hash = ? WHERE link = ?", [.text(tokenHash), .id(id.raw)])
        return Outcome(try update(old, to: new, verb: .shared))
    }

    /// Puts a password on a link, or takes it off. Whoever came in by the password before has to give the new one.
    /// - Parameter passwordHash: in PHC format; nil for none
    /// - Throws: `NotFound`, `Forbidden`
    public func protect(_ id: ID<ShareLink>, passwordHash: String?) throws -> Outcome {
        let old = try manage(id)
        var new = old
        new.protectedAt = passwordHash.map { _ in now }
        try connection.run(
            "UPDATE share_token SET password = ? WHERE link = ?",
            [passwordHash.map(Value.text) ?? .null, .id(id.raw)])
        return Outcome(try update(old, to: new, verb: .protected))
    }

    /// From now on nobody gets anything by this link.
    /// - Throws: `NotFound`, `Forbidden`
    public func revoke(_ id: ID<ShareLink>) throws -> Outcome {
        let old = try manage(id)
        var new = old
        (new.revokedAt, new.revokedBy) = (now, caller.member)
        try connection.run("DELETE FROM share_token WHERE link = ?", [.id(id.raw)])
        return Outcome(try update(old, to: new, verb: .revoked))
    }

    /// Somebody has read the page.
    public func countVisit(of link: ShareLink) throws {
        try connection.run(
            "UPDATE share_token SET visits = visits + 1, last_visit = ? WHERE link = ?",
            [.instant(now), .id(link.id.raw)])
        try audit(.shareLinkOpened, about: RecordReference(link.id), plan: link.plan)
    }

    /// - Throws: `NotFound`, `Forbidden`
    public func manage(_ id: ID<ShareLink>) throws -> ShareLink {
        let link = try see(id)
        if let reason = try ShareLink.access.refusal(.edit(link), link, caller, self) { throw Forbidden(reason) }
        return link
    }

    /// Whether the caller may show this plan to people from outside.
    /// - Throws: `NotFound`, `Forbidden`
    public func checkManages(_ id: ID<Plan>) throws {
        let plan = try see(id)
        guard caller.isStaff, try standing(of: caller, on: plan.id)?.canManage ?? false else {
            throw Forbidden("Only managers of this plan may share it.")
        }
    }
}

extension Reader {
    /// How often each link of a plan was read: `{"items": [{"link", "visits", "lastVisit"}]}`. A link that is revoked has
    /// no count any more.
    /// - Throws: `NotFound`, `Forbidden` for guests
    public func shareVisits(of plan: ID<Plan>) throws -> [UInt8] {
        guard try find(plan) != nil else { throw NotFound(kind: Plan.kind.name) }
        if !caller.isStaff { throw Forbidden("Who was given a link is not for guests.") }
        let sql = """
            SELECT share_link.id, share_token.visits, share_token.last_visit FROM share_link
            JOIN share_token ON share_token.link = share_link.id WHERE share_link.plan = ? ORDER BY share_link.id
            """
        var json = JSONWriter()
        json.raw("{\"items\":[")
        try connection.each(sql, [.id(plan.raw)]) { row in
            json.separate()
            json.object([
                "link": .id(row.id(0)), "visits": .int(row.int(1)),
                "lastVisit": row.maybe(2) { .instant(row.instant($0)) } ?? .null,
            ])
        }
        json.raw("]}")
        return json.bytes
    }
}
