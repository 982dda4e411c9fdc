/// A read-only page of chosen parts of a plan, for the customer: whoever has its address may read it, until it expires
/// or is revoked. The address itself is known to nobody but those who were given it.
public struct ShareLink: Record {
    /// What a page may show. Nothing of a plan is shown but what stands under one of these.
    public enum Section: String, Choice, Comparable {
        case purpose, objectives
        /// What each team has promised for an objective.
        case commitments
        /// The chosen tasks, ours and theirs.
        case tasks
        /// The plan's period, and the days of what else is shown.
        case dates
        /// The names of those who own what else is shown.
        case people
        public static func < (a: Section, b: Section) -> Bool {
            allCases.firstIndex(of: a) ?? 0 < allCases.firstIndex(of: b) ?? 0
        }
    }
    public var id = ID<ShareLink>.none, stamp = Stamp()
    public var plan = ID<Plan>.none
    /// For ourselves: whom it was made for. It does not stand on the page.
    public var label = ""
    public var sections: [Section] = []
    public var tasks: [ID<PlanTask>] = []
    /// Those of the tasks that the customer does.
    public var theirs: [ID<PlanTask>] = []
    /// The last day on which it can be read.
    public var expires = Day(1970, 1, 1)
    /// When its address was made; an older one is dead.
    public var addressedAt = Instant(milliseconds: 0)
    /// Since when it asks for its password; nil when it has none.
    public var protectedAt: Instant?
    public var revokedAt: Instant?
    public var revokedBy: ID<Member>?
    public init() {}

    /// How many days a link lives where nobody says otherwise, and at most.
    public static let life = 30, longestLife = 365

    public static let kind = Kind("shareLink")
    public static let isDeletable = false
    public static let fields = Fields<ShareLink> {
        Field("plan", \.plan).scope()
        Field("label", \.label).text(1...80).sortable()
        Field("sections", \.sections)
        Field("tasks", \.tasks).unlinks()
        Field("theirs", \.theirs).unlinks()
        Field("expires", \.expires).sortable()
        Field("addressedAt", \.addressedAt).readOnly()
        Field("protectedAt", \.protectedAt).readOnly()
        Field("revokedAt", \.revokedAt).readOnly()
        Field("revokedBy", \.revokedBy).readOnly()
    }

    public static let access = Access<ShareLink>(.staffContent) { deed, link, caller, records in
        if deed == .create { return "A link is made by sharing the plan." }
        if link.revokedAt != nil { return "This link is revoked. Make a new one." }
        guard let standing = try records.standing(of: caller, on: link.plan) else { return nil }
        return standing.canManage ? nil : Refusals.notAManager
    }

    public static func rules(_ link: ShareLink) -> [Problem] {
        link.sections.isEmpty ? [Problem("sections", "must be at least one")] : []
    }

    /// - Throws: `Invalid` when it would expire too soon or too late
    public mutating func settle(
        since old: ShareLink?, by actor: ID<Member>, at now: Instant, in records: some Lookup
    ) throws {
        sections.sort()
        theirs.removeAll { !tasks.contains($0) }
        if expires == old?.expires { return }
        let today = try records.today(at: now)
        guard (today...(today + Self.longestLife)).contains(expires) else {
            throw Invalid([Problem("expires", "must be within a year from today")])
        }
    }

    /// Whether a page may be read by it on this day, as far as the link itself goes.
    public func isValid(on day: Day) -> Bool { revokedAt == nil && day <= expires }
}
