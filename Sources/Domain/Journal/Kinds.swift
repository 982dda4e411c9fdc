/// Every kind of record that Quartet knows, those first that others refer to.
public enum Kinds {
    public static let all: [any Record.Type] = [
        Workspace.self, Team.self, Member.self, Account.self, Plan.self, PlanMember.self, Objective.self,
        Commitment.self, PlanTask.self, Comment.self, CommentReaction.self, SignOff.self, Pulse.self, Verification.self,
        Review.self, AgendaItem.self, ReviewNote.self, Decision.self, SavedView.self,
    ]
}
