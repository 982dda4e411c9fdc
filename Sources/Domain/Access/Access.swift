/// What somebody wants to do with a record.
public enum Deed<R: Record>: Hashable, Sendable {
    case create
    /// Make this of it.
    case edit(R)
    case delete

    /// Whether it is an edit of no other fields than these.
    func edits(_ record: R, only fields: Set<String>) -> Bool {
        guard case .edit(let new) = self else { return false }
        return new.edits(since: record).allSatisfy { fields.contains($0.name) }
    }
}

/// Who sees the records of a kind, and who may do what with them.
public struct Access<R: Record>: Sendable {
    public let visibility: Visibility
    /// Why the caller may not do it, as a sentence for them; nil when they may. Asked only of what they may see.
    public let refusal: @Sendable (Deed<R>, R, Caller, any Lookup) throws -> String?

    public init(
        _ visibility: Visibility, refusal: @escaping @Sendable (Deed<R>, R, Caller, any Lookup) throws -> String?
    ) { (self.visibility, self.refusal) = (visibility, refusal) }
}

/// Who may see a kind of record. Store makes SQL of it, `audience` makes an audience of it.
public enum Visibility: Sendable {
    /// Everybody who is signed in.
    case everyone
    /// Staff; guests see those on the teams of their own plans.
    case colleagues
    /// Staff; guests see the accounts of their own plans.
    case accounts
    /// As each plan's `access` says.
    case plans
    /// Whoever sees the plan to which the record belongs; staff, where it belongs to none.
    case planContent
    /// Whoever sees the plan to which the record belongs, but guests: what we say of it among ourselves.
    case staffContent
    /// The member who gave it; from the end of its week on the staff who see the plan.
    case blind
    /// The member whose it is, and of a plan only while they may see that.
    case own
    /// Its owner; all staff once it is shared.
    case ownOrShared
}

/// Who may see a change: the one answer for lists, history, streams and figures.
public enum Audience: Hashable, Sendable {
    case everyone
    /// Everybody but guests.
    case staff
    /// Whoever sees this plan.
    case plan(ID<Plan>)
    /// The same without guests.
    case planStaff(ID<Plan>)
    case member(ID<Member>)
    /// This member, while they may see the plan.
    case concern(ID<Member>, ID<Plan>)
}
extension Record {
    public static var visibility: Visibility { access.visibility }

    /// Whose own it is, for kinds that are somebody's own.
    private var owner: ID<Member> {
        guard let field = Self.fields["member"] ?? Self.fields["owner"], case .id(let id) = field.get(self) else {
            return .none
        }
        return ID(id)
    }

    /// Whether it is about a record that guests do not see; then it is not theirs either.
    private var namesStaffMatter: Bool { named.contains { Kinds.ofPlanStaff.contains($0.kind) } }

    /// Whether guests who see its plan do not get it.
    public var isAmongStaff: Bool { if case .planStaff = audience { true } else { false } }

    public var audience: Audience {
        switch Self.access.visibility {
        case .everyone: .everyone
        case .colleagues, .accounts: .staff
        case .plans: plan.map(Audience.plan) ?? .staff
        case .planContent: plan.map(namesStaffMatter ? Audience.planStaff : Audience.plan) ?? .staff
        case .staffContent: plan.map(Audience.planStaff) ?? .staff
        // What is shared others read when they come to its list; it is nobody's news.
        case .blind, .ownOrShared: .member(owner)
        case .own: plan.map { .concern(owner, $0) } ?? .member(owner)
        }
    }
}

extension Record {
    /// Of a change of these fields: guests do not get what is for staff alone with the rest.
    public func audience(ofChangeTo fields: some Sequence<String>) -> Audience {
        guard audience == .everyone, fields.contains(where: { Self.fields[$0]?.traits.isStaffOnly ?? false }) else {
            return audience
        }
        return .staff
    }
}

extension Access {
    /// Everybody sees it, admins keep it.
    public static var adminsEdit: Access {
        Access(.everyone) { _, _, caller, _ in
            caller.isAdmin ? nil : "Only an admin may change a \(R.kind.name)."
        }
    }

    /// Content of a plan: its managers and contributors edit it.
    public static var planTeamEdits: Access {
        Access(.planContent) { _, record, caller, records in
            guard let plan = record.plan, let standing = try records.standing(of: caller, on: plan) else { return nil }
            return standing.canEdit ? nil : Refusals.notAnEditor
        }
    }

    /// What teams say of a plan by actions, and nobody writes by hand; not for guests.
    public static var byActions: Access { Access(.staffContent) { _, _, _, _ in Refusals.onlyByAction } }

    public static var planManagersEdit: Access {
        Access(.planContent) { _, record, caller, records in
            guard let plan = record.plan, let standing = try records.standing(of: caller, on: plan) else { return nil }
            return standing.canManage ? nil : Refusals.notAManager
        }
    }
}

public enum Refusals {
    public static let notAnEditor = "Only managers and contributors of this plan may change it."
    public static let onlyByAction = "This is not written by hand."
    public static let notForGuests = "This is for our own people."
    public static let notAManager = "Only managers of this plan may change that."
}
