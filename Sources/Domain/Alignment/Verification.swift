import Foundation

/// Somebody has looked at a section of the plan and said that it is still true.
public struct Verification: Record {
    public enum Section: String, Choice {
        case strategy, objectives, team, tasks
        /// Days after which it is half as fresh.
        public var halfLife: Int { self == .strategy ? 120 : 90 }
    }
    public var id = ID<Verification>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    public var section = Section.strategy
    public var verifiedBy = ID<Member>.none
    public var verifiedAt = Instant(milliseconds: 0)
    public init() {}

    public static let kind = Kind("verification")
    public static let isMadeByActions = true
    public static let access = Access<Verification>.byActions
    public static let fields = Fields<Verification> {
        Field("plan", \.plan).scope()
        Field("section", \.section).readOnly()
        Field("verifiedBy", \.verifiedBy).readOnly()
        Field("verifiedAt", \.verifiedAt).readOnly()
    }

    /// ½^(age / half-life), 0…1. A clock that jumped back makes nothing fresher than fresh.
    public static func freshness(of section: Section, verifiedAt: Instant, at now: Instant) -> Double {
        let age = max(0, Double(now.milliseconds - verifiedAt.milliseconds) / 86_400_000)
        return pow(0.5, age / Double(section.halfLife))
    }
}
