/// One team's verdict on the plan as it stood at one `seq`, the one its signer was looking at. The newest stands;
/// those before it are in its history.
public struct SignOff: Record {
    public var id = ID<SignOff>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var team = ID<Team>.none
    public var verdict = Verdict.agreed
    public var note: String?
    public var seq = 0
    /// The fingerprint of what was material to the team at that moment.
    public var basis = ""
    public var signedBy = ID<Member>.none
    public var signedAt = Instant(milliseconds: 0)
    public init() {}

    public static let kind = Kind("signOff")
    public static let isMadeByActions = true
    public static let access = Access<SignOff>.byActions
    public static let fields = Fields<SignOff> {
        Field("plan", \.plan).scope()
        Field("team", \.team).readOnly().filterable()
        Field("verdict", \.verdict).readOnly().filterable()
        Field("note", \.note).lines(1...2000).readOnly().searchable()
        Field("seq", \.seq).readOnly()
        Field("basis", \.basis).text(0...64).readOnly()
        Field("signedBy", \.signedBy).readOnly()
        Field("signedAt", \.signedAt).readOnly()
    }

    public static func rules(_ signOff: SignOff) -> [Problem] {
        guard signOff.verdict != .agreed, signOff.note == nil else { return [] }
        return [Problem("note", "is required with \(signOff.verdict == .concerns ? "concerns" : "a disagreement")")]
    }
}
