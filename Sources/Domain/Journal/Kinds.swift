/// Every kind of record that Quartet knows, those first that others refer to.
public enum Kinds {
    public static let all: [any Record.Type] = [
        Workspace.self, Team.self, Member.self, Account.self, Plan.self, PlanMember.self, Objective.self,
        Commitment.self, PlanTask.self, Comment.self, CommentReaction.self, SignOff.self, Pulse.self, Verification.self,
        Review.self, AgendaItem.self, ReviewNote.self, Decision.self, SavedView.self, ShareLink.self, Notice.self,
        Preference.self,
    ]

    /// Those parts of a plan that its guests do not see.
    public static let ofPlanStaff: Set<String> = Set(
        all.filter { $0.visibility == .staffContent || $0.visibility == .blind }.map { $0.kind.name })

    /// Those that are nobody's history: one's own, and gone from it as they come.
    public static let unlisted = all.filter { $0.visibility == .own }.map { $0.kind.name }
}
