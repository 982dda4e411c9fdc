import Domain
import HTTPTypes

extension Route {
    /// With what it may answer instead: what follows from what it takes, and what it says itself. That something is
    /// broken (500) is not foreseen.
    var allRefusals: Set<Failure.Code> {
        var codes: Set<Failure.Code> = refusals.union([.headersTooLarge])
        if access != .everybody { codes.formUnion([.notSignedIn, .forbidden]) }
        if method != .get {
            codes.insert(.forbidden)  // from another site
            if access != .everybody { codes.formUnion([.conflict, .malformed, .invalid]) }
        }
        if path.contains("{") { codes.insert(.notFound) }
        if !query.isEmpty { codes.insert(.invalid) }
        if query.contains(where: { $0.name == "after" }) { codes.insert(.gone) }
        switch input {
        case .nothing: break
        case .form(let members):
            codes.formUnion(Self.bodyRefusals)
            if members.contains(where: \.isReference) { codes.insert(.notFound) }
        case .fields(let type):
            if method == .patch { codes.insert(.neverSeen) }
            codes.formUnion(Self.bodyRefusals.union([.notFound]))  // what a field refers to
            if type.isMadeByActions { codes.insert(.methodNotAllowed) }
        }
        return codes
    }
    private static let bodyRefusals: Set<Failure.Code> = [.malformed, .timeout, .tooLarge, .wrongContentType, .invalid]

    /// Whether the client may name the request, so that asking again does nothing new.
    var takesKey: Bool { method != .get && access != .everybody }
    /// Whether it may leave the record where who asked does not see it: what an admin makes another's own.
    var mayHide: Bool {
        if case .record = output { method != .get } else { false }
    }
    /// Whether the client may say which state of the record it has seen.
    var takesRev: Bool {
        if case .fields = input { method == .patch } else { false }
    }
}
