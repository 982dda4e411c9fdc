// A task that one team asks of another: requested, then accepted, countered with another day, or declined.
// Only an accepted one is a promise, and it stands while another day is talked about. Pure.

import { day, dayOf, daysUntil } from '../format.js';
import { isOpen, stands, STATUSES } from './statuses.js';

export const HANDSHAKES = {
  requested: { word: 'Requested', icon: 'asked', tone: 'warn' },
  countered: { word: 'Countered', icon: 'drift', tone: 'warn' },
  accepted: { word: 'Promised', icon: 'yes', tone: '' },
  declined: { word: 'Declined', icon: 'no', tone: 'bad' },
};

/** How a task stands between two teams, or null. One that is still on its way to the server has been asked for. */
export const handshakeOf = task => task.handshake ?? (task.from && task.rev === 0 ? 'requested' : null);

/** Whether it still matters between two teams: it is open, or was promised. */
export const isBetween = task => Boolean(handshakeOf(task)) && (isOpen(task) || Boolean(task.promised));

/** Asked for, and not promised: there is an answer to wait for before there is anything to finish. */
export const isUnpromised = task => !task.promised && Boolean(handshakeOf(task)) && handshakeOf(task) !== 'accepted';

/** A day was promised and another is talked about. */
export const isRenegotiated = task => stands(task) && isOpen(task) && handshakeOf(task) !== 'accepted';

/** The other day that is talked about: the one offered, or the one wanted instead of the promised one. */
export function otherDay(task) {
  if (handshakeOf(task) === 'countered') return task.counter;
  return isRenegotiated(task) ? task.due : null;
}

const isBroken = task => stands(task) && isOpen(task) && daysUntil(task.promised) < 0;

const isKept = task => task.status === 'done' && Boolean(task.doneAt) && dayOf(task.doneAt) <= task.promised;

/** What its tag says, [words, tone, fewer words where there is little room]. */
export function inBrief(task) {
  if (task.released) return ['Released', ''];
  const { word, tone } = HANDSHAKES[handshakeOf(task)];
  if (!task.promised) return [word, tone];
  if (isRenegotiated(task)) {
    const said = `${isBroken(task) ? 'Overdue since' : 'Promised for'} ${day(task.promised)}`;
    return [`${said} · new day proposed`, isBroken(task) ? 'bad' : 'warn', 'New day proposed'];
  }
  if (isBroken(task)) return ['Overdue', 'bad'];
  if (isOpen(task)) return [word, tone];
  if (isKept(task)) return ['Kept', 'good'];
  return [task.status === 'done' ? 'Done late' : 'Not kept', 'bad'];
}

/** The statuses a task may be given: what was asked for is not finished before somebody has promised it. */
export const statusesFor = task =>
  Object.keys(STATUSES).filter(status => status !== 'done' || task.status === 'done' || !isUnpromised(task));

/** Whether a task may be edited so at `desk` (table.js). */
export const mayBecome = (desk, task, patch) => Object.keys(patch).every(field => desk.canEdit(task, field))
  && (!patch.status || statusesFor(task).includes(patch.status));

/** The promise of a team that is latest, which is the next to finish. */
export const promiseToMend = (tasks, team) => tasks
  .filter(task => task.team === team && stands(task) && isOpen(task))
  .sort((a, b) => a.promised.localeCompare(b.promised))[0];

/**
 * What a member may say to it, the wished-for first, by their standing on its plan (access/rights.js): names of STEPS
 * (answers.js). On a closed plan nothing is answered any more.
 */
export function stepsFor(task, standing, plan) {
  if (plan?.state === 'closed') return [];
  const steps = standing.voiceOn(task) === 'delivers' ? deliverersSteps(task) : askersSteps(task, standing);
  return steps.filter(Boolean);
}

function deliverersSteps(task) {
  const isPromise = stands(task);
  const state = isOpen(task) ? handshakeOf(task) : null;
  if (state === 'requested') return ['accept', 'counter', isPromise ? 'hold' : 'decline'];
  return [state === 'countered' && isPromise && 'takeBack'];
}

function askersSteps(task, standing) {
  const isPromise = stands(task);
  const isDone = task.status === 'done';
  const isReopener = isPromise && isDone && standing.sideOn(task) === 'asks';
  if (standing.voiceOn(task) !== 'asks') return [isReopener && 'reopen'];
  const state = isOpen(task) ? handshakeOf(task) : null;
  const isAwaited = state === 'countered';
  return [
    isAwaited && 'acceptDay',
    isAwaited && isPromise && 'hold',
    state === 'requested' && isPromise && 'takeBack',
    (isAwaited || state === 'requested') && !isPromise && 'withdraw',
    isReopener && 'reopen',
    isPromise && !isDone && 'release',
  ];
}
