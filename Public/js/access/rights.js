// Who may do what, from the same facts as the server's rules. A row offers a button only to whoever can act;
// the server decides all the same.

import { isOpen, stands } from '../tasks/statuses.js';

const ASSIGNEE_FIELDS = new Set(['status', 'notes', 'effort']);

/** What two teams agreed on is theirs to change. */
const AGREED_FIELDS = new Set(['due', 'status']);

const hasPromised = task => stands(task) || task.misses.length > 0;

/** What a member may do on a plan they see. `parts` are the plan's members, `account` is the plan's own. */
export function standing(me, account, parts) {
  const part = parts.find(each => each.member === me.id);
  const isAdmin = me.role === 'admin';
  const isGeneralManager = me.role !== 'guest' && account?.generalManager === me.id;
  const canManage = isAdmin || isGeneralManager || part?.role === 'manager';
  const canEdit = canManage || part?.role === 'contributor';
  const sideOn = task => {
    if (part?.team === task.team) return 'delivers';
    if (part && part.team === task.from) return 'asks';
    return task.from && task.createdBy === me.id ? 'asks' : null;
  };
  const isSettledWithout = (task, field) => (field === 'team' && hasPromised(task))
    || (field === 'due' && stands(task) && !isOpen(task))
    || (AGREED_FIELDS.has(field) && stands(task) && !canManage && !sideOn(task));
  return {
    part,
    /** The team for which they ask: the one they act for on the plan, else their own. */
    acts: part?.team ?? me.team,
    canManage,
    canEdit,
    canEditTask: (task, field) => (canEdit || (task.assignee === me.id && ASSIGNEE_FIELDS.has(field)))
      && !isSettledWithout(task, field),
    /** A promise is dropped, or released by who asked for it, but not deleted. */
    canDeleteTask: task => canEdit && !hasPromised(task),
    /** The side of a request between teams on which they stand: "asks", "delivers" or null. */
    sideOn,
    /** The side for which they may speak: as one who answers for a team, or as who asked. */
    voiceOn: task => (part?.duty || task.createdBy === me.id && sideOn(task) === 'asks' ? sideOn(task) : null),
    isGeneralManager,
    canAnswerFor: team => Boolean(part?.duty) && part.team === team,
    /** To take a decline away is to settle it. */
    canTakeBack({ state, team, settledBy }) {
      if (!canEdit) return false;
      if (state === 'asked' || (Boolean(part?.duty) && part.team === team)) return true;
      return state === 'committed' || settledBy || !account?.generalManager ? canManage : isGeneralManager;
    },
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
