// Who may do what, from the same facts as the server's rules. A row offers a button only to whoever can act;
// the server decides all the same.

const ASSIGNEE_FIELDS = new Set(['status', 'notes', 'effort']);

/** What a member may do on a plan they see. `parts` are the plan's members, `account` is the plan's own. */
export function standing(me, account, parts) {
  const part = parts.find(each => each.member === me.id);
  const isAdmin = me.role === 'admin';
  const isGeneralManager = me.role !== 'guest' && account?.generalManager === me.id;
  const canManage = isAdmin || isGeneralManager || part?.role === 'manager';
  const canEdit = canManage || part?.role === 'contributor';
  return {
    part,
    canManage,
    canEdit,
    canEditTask: (task, field) => canEdit || (task.assignee === me.id && ASSIGNEE_FIELDS.has(field)),
    isGeneralManager,
    canAnswerFor: team => Boolean(part?.duty) && part.team === team,
    canTakeBack: commitment => canEdit
      && (commitment.state === 'asked' || canManage || (Boolean(part?.duty) && part.team === commitment.team)),
  };
}

/** The members who may answer for a team on a plan, the representative first. */
export const answerersFor = (team, parts) => parts
  .filter(part => part.team === team && part.duty)
  .sort((a, b) => (a.duty === 'representative' ? -1 : 1) - (b.duty === 'representative' ? -1 : 1))
  .map(part => part.member);

export const isStaff = me => me.role !== 'guest';

/** The figures that compare teams over all plans. */
export const seesLeadership = me => me?.role === 'admin' || me?.role === 'leader';

export function canEditAccount(me, account) {
  if (!isStaff(me)) return false;
  if (me.role === 'admin' || me.role === 'leader' || account.generalManager === me.id) return true;
  return !account.generalManager && account.createdBy === me.id;
}
