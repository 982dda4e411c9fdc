// What each kind of record tells the audit of its changes. Whatever makes a change, an edit, an action or an undo, it
// passes here.

extension Member {
    public static func audited(_ old: Member?, _ new: Member?) -> [AuditNote] {
        guard let new else { return [] }
        let about = RecordReference(new.id)
        guard let old else { return [AuditNote(.memberAdded, about: about, detail: ["role": new.role.value])] }
        var notes: [AuditNote] = []
        if old.role != new.role {
            notes.append(AuditNote(.roleChanged, about: about, detail: ["from": old.role.value, "to": new.role.value]))
        }
        if old.email != new.email { notes.append(AuditNote(.emailChanged, about: about)) }
        if old.archived != new.archived {
            notes.append(AuditNote(new.archived ? .memberArchived : .memberReturned, about: about))
        }
        return notes
    }
}

extension Workspace {
    public static func audited(_ old: Workspace?, _ new: Workspace?) -> [AuditNote] {
        guard let old, let new, old.requiresSecondFactor != new.requiresSecondFactor else { return [] }
        let detail: [String: Value] = ["setting": .text("requiresSecondFactor"), "to": .bool(new.requiresSecondFactor)]
        return [AuditNote(.settingChanged, about: RecordReference(new.id), detail: detail)]
    }
}

extension Plan {
    public static func audited(_ old: Plan?, _ new: Plan?) -> [AuditNote] {
        guard let new, new.access != old?.access ?? Plan().access else { return [] }
        return [
            AuditNote(
                new.access == .restricted ? .planRestricted : .planOpened, about: RecordReference(new.id), plan: new.id)
        ]
    }
}

extension PlanMember {
    public static func audited(_ old: PlanMember?, _ new: PlanMember?) -> [AuditNote] {
        guard let part = new ?? old, old?.role != new?.role else { return [] }
        let about = RecordReference(part.member)
        guard let new else { return [AuditNote(.leftPlan, about: about, plan: part.plan)] }
        guard let old else {
            return [AuditNote(.joinedPlan, about: about, plan: part.plan, detail: ["role": new.role.value])]
        }
        let detail = ["from": old.role.value, "to": new.role.value]
        return [AuditNote(.planRoleChanged, about: about, plan: part.plan, detail: detail)]
    }
}

extension Account {
    public static func audited(_ old: Account?, _ new: Account?) -> [AuditNote] {
        guard let new, old?.generalManager != new.generalManager else { return [] }
        let detail = ["from": (old?.generalManager).value, "to": new.generalManager.value]
        return [AuditNote(.generalManagerChanged, about: RecordReference(new.id), detail: detail)]
    }
}

extension ShareLink {
    public static func audited(_ old: ShareLink?, _ new: ShareLink?) -> [AuditNote] {
        guard let link = new ?? old else { return [] }
        func note(_ event: AuditEvent, _ detail: [String: Value] = [:]) -> [AuditNote] {
            [AuditNote(event, about: RecordReference(link.id), plan: link.plan, detail: detail)]
        }
        guard let new else { return note(.shareLinkRevoked) }
        guard let old else { return note(.shareLinkMade) }
        if old.revokedAt != new.revokedAt { return note(.shareLinkRevoked) }
        let what: [String] = [
            old.addressedAt == new.addressedAt ? nil : "address",
            old.protectedAt == new.protectedAt ? nil : new.protectedAt == nil ? "passwordTaken" : "password",
            old.sections == new.sections && old.tasks == new.tasks && old.theirs == new.theirs ? nil : "content",
            old.expires == new.expires ? nil : "expires",
        ].compactMap { $0 }
        return what.isEmpty ? [] : note(.shareLinkChanged, ["what": .list(what.map(Value.text))])
    }
}
