import Foundation

/// One company's installation. There is exactly one record of this kind.
public struct Workspace: Record {
    public var id = ID<Workspace>.none, stamp = Stamp()
    public var name = ""
    /// ISO 4217.
    public var currency = "EUR"
    /// The month, 1…12, in which the fiscal year begins.
    public var fiscalYearStart = 1
    /// IANA name. Shared figures use this zone's day.
    public var timeZone = "UTC"
    /// How much each ingredient of alignment counts, of 1.
    public var weightAgreement = AlignmentWeights.standard.agreement
    public var weightCommitment = AlignmentWeights.standard.commitment
    public var weightPromises = AlignmentWeights.standard.promises
    public var weightPulse = AlignmentWeights.standard.pulse
    /// Whether members are sent a digest of their inbox by e-mail, and from which address.
    public var sendsDigests = false
    public var mailFrom: String?
    /// Whether admins get in by more than their password only.
    public var requiresSecondFactor = false
    /// Whether a backup is made every day, at which hour of the workspace's day, and of how many days and weeks they stay.
    public var makesBackups = false
    public var backupHour = 2, backupDays = 7, backupWeeks = 4
    public init() {}

    public static let kind = Kind("workspace")
    public static let isDeletable = false
    public static let access = Access<Workspace>(.everyone) { deed, _, caller, _ in
        if deed == .create { return "There is one workspace, and this is it." }
        return caller.isAdmin ? nil : "Only an admin may change the workspace."
    }
    public static let fields = Fields<Workspace> {
        Field("name", \.name).text(1...80)
        Field("currency", \.currency).text(3...3).check { code in
            code.allSatisfy { $0.isASCII && $0.isUppercase } ? nil : "must be a currency code like EUR"
        }
        Field("fiscalYearStart", \.fiscalYearStart).between(1...12)
        Field("timeZone", \.timeZone).text(1...64).check { name in
            TimeZone(identifier: name) == nil ? "must be a time zone like Europe/Vienna" : nil
        }
        Field("weightAgreement", \.weightAgreement).between(0...1)
        Field("weightCommitment", \.weightCommitment).between(0...1)
        Field("weightPromises", \.weightPromises).between(0...1)
        Field("weightPulse", \.weightPulse).between(0...1)
        Field("sendsDigests", \.sendsDigests)
        Field("mailFrom", \.mailFrom).text(3...254).staffOnly().check { address in
            address.map(isAddress) ?? true ? nil : "must be an e-mail address"
        }
        Field("requiresSecondFactor", \.requiresSecondFactor).staffOnly()
        Field("makesBackups", \.makesBackups).staffOnly()
        Field("backupHour", \.backupHour).between(0...23).staffOnly()
        Field("backupDays", \.backupDays).between(1...366).staffOnly()
        Field("backupWeeks", \.backupWeeks).between(0...520).staffOnly()
    }

    public var weights: AlignmentWeights? {
        AlignmentWeights(
            agreement: weightAgreement, commitment: weightCommitment, promises: weightPromises, pulse: weightPulse)
    }
    public static func rules(_ workspace: Workspace) -> [Problem] {
        if workspace.sendsDigests, workspace.mailFrom == nil {
            return [Problem("mailFrom", "is required before digests can be sent")]
        }
        if workspace.weights != nil { return [] }
        return ["weightAgreement", "weightCommitment", "weightPromises", "weightPulse"]
            .map { Problem($0, "must make 1 together with the other weights") }
    }
}
