import Domain

/// An entry as it is sent: encoded once, and shared by all who see all of it.
struct Frame: Sendable {
    /// One change of it: who may see it, and where its JSON lies in the bytes.
    struct Piece: Sendable {
        let audience: Audience, range: Range<Int>
    }
    /// Whose rights may be others after a change.
    enum Touch: Hashable, Sendable {
        /// Whoever has this plan: it may have been restricted or deleted.
        case plan(ID<Plan>)
        /// This member: another role, or archived.
        case member(ID<Member>)
        /// The team of a plan, those on it and anybody who may have been put on it; or how people have to sign in.
        case anybody
    }
    /// The `seq` of its last change, and the one before its first.
    let seq, before: Int64
    let bytes: [UInt8]
    /// Each audience once.
    let audiences: [Audience]
    let touches: Set<Touch>
    private let pieces: [Piece]

    init(_ entry: Entry, epoch: String) {
        (seq, before) = (entry.seq, entry.number - 1)
        var pieces: [Piece] = []
        pieces.reserveCapacity(entry.changes.count)
        bytes = SSE.entry(entry, epoch: epoch) { change, range in
            pieces.append(Piece(audience: change.audience, range: range))
        }
        self.pieces = pieces
        audiences = Array(Set(pieces.map(\.audience)))
        touches = Set(entry.changes.compactMap(Self.touch))
    }

    private static func touch(_ change: Change) -> Touch? {
        switch change.kind {
        case Plan.kind.name: .plan(ID(change.record))
        case Member.kind.name: .member(ID(change.record))
        case PlanMember.kind.name, Workspace.kind.name: .anybody
        default: nil
        }
    }

    /// What somebody gets of it; nil when they see none of its changes.
    func bytes(for grant: Grant) -> [UInt8]? {
        let seen = audiences.filter(grant.sees)
        if seen.isEmpty { return nil }
        if seen.count == audiences.count { return bytes }
        guard let first = pieces.first, let last = pieces.last else { return nil }
        var part = Array(bytes[..<first.range.lowerBound])
        for piece in pieces where seen.contains(piece.audience) {
            if part.count > first.range.lowerBound { part.append(UInt8(ascii: ",")) }
            part += bytes[piece.range]
        }
        return part + bytes[last.range.upperBound...]
    }
}
