/// One member's answer for a week on a plan they work on. Blind, not anonymous: until the week closes nobody gets
/// another's answer or any figure made from it; then it stands by name.
public struct Pulse: Record {
    public var id = ID<Pulse>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var member = ID<Member>.none
    /// The Monday of its week in the workspace's zone.
    public var week = Day(1970, 1, 5)
    /// When that week ends, as the zone was when it was given: no later change of the zone opens it before its time.
    public var closesAt: Instant?
    public var clarity = 3
    public var agreement = 3
    public var confidence = 3
    public var note: String?
    public init() {}

    public static let kind = Kind("pulse")
    public static let isMadeByActions = true
    public static let access = Access<Pulse>(.blind) { _, _, _, _ in Refusals.onlyByAction }
    public static let fields = Fields<Pulse> {
        Field("plan", \.plan).scope()
        Field("member", \.member).readOnly().filterable()
        Field("week", \.week).readOnly().filterable().sortable()
        Field("closesAt", \.closesAt).readOnly()
        Field("clarity", \.clarity).between(1...5).readOnly()
        Field("agreement", \.agreement).between(1...5).readOnly()
        Field("confidence", \.confidence).between(1...5).readOnly()
        Field("note", \.note).lines(1...2000).readOnly()
    }

    /// 1…5: the mean of the three.
    public var level: Double { Double(clarity + agreement + confidence) / 3 }
}
