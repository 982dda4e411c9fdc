/// Something that was done about who gets in, and who may see or take what, as the audit keeps it.
public enum AuditEvent: String, Sendable, CaseIterable {
    // Getting in.
    case signedIn, signInFailed, signInDelayed, codeFailed, linkFailed, signedOut, signedOutElsewhere

    // What opens the door.
    case passwordChanged, invited, resetLinkMade, joined, passwordReset
    case secondFactorOn, secondFactorOff, secondFactorReset, recoveryCodesMade, recoveryCodeUsed

    // Who people are.
    case memberAdded, roleChanged, emailChanged, memberArchived, memberReturned

    // Who sees a plan.
    case planRestricted, planOpened, joinedPlan, leftPlan, planRoleChanged, generalManagerChanged

    // What outsiders see.
    case shareLinkMade, shareLinkChanged, shareLinkRevoked, shareLinkOpened, shareLinkFailed

    // All the data, and the rules.
    case settingChanged, exported, imported, backedUp, restored, erased

    /// Whether somebody who is not signed in can bring it about, and so as often as they like.
    public var isByStrangers: Bool {
        switch self {
        case .signInFailed, .signInDelayed, .codeFailed, .linkFailed, .shareLinkFailed, .shareLinkOpened: true
        default: false
        }
    }

    /// For so many seconds those that are alike are counted as one; nil where each counts for itself.
    public var countedWithin: Int? {
        switch self {
        case .shareLinkOpened: 3600
        default: isByStrangers ? 60 : nil
        }
    }
}

/// What a change of a record says to the audit.
public struct AuditNote: Hashable, Sendable {
    public let event: AuditEvent
    /// Whom or what it was done to, and on which plan, if on one.
    public let about: RecordReference?, plan: ID<Plan>?
    /// Words and ids, by name: never a text that somebody wrote.
    public let detail: [String: Value]

    public init(
        _ event: AuditEvent, about: RecordReference? = nil, plan: ID<Plan>? = nil, detail: [String: Value] = [:]
    ) { (self.event, self.about, self.plan, self.detail) = (event, about, plan, detail) }
}
