// A task that one team asks of another: requested, then accepted, countered with another day, or declined.
// Only an accepted one is a promise. Pure.

import { daysUntil } from '../format.js';
import { byUrgency, grouped, isOpen } from './statuses.js';

export const HANDSHAKES = {
  requested: { word: 'Requested', icon: 'asked', tone: 'warn' },
  countered: { word: 'Countered', icon: 'drift', tone: 'warn' },
  accepted: { word: 'Promised', icon: 'yes', tone: '' },
  declined: { word: 'Declined', icon: 'no', tone: 'bad' },
};

/** How a task stands between two teams, or null. One that is still on its way to the server has been asked for. */
export const handshakeOf = task => task.handshake ?? (task.from && task.rev === 0 ? 'requested' : null);

/** The day by which it is kept: the one promised, else the one offered or wanted. */
export const dayOfRequest = task => (handshakeOf(task) === 'accepted' ? task.promised : null) ?? task.due;

export const isBroken = task => handshakeOf(task) === 'accepted' && isOpen(task) && !task.released
  && Boolean(task.promised) && daysUntil(task.promised) < 0;

/** Groups of a plan's tasks, what is open between teams on top. */
export function groupedWithRequests(tasks, by, names) {
  const requests = tasks.filter(task => isOpen(task) && handshakeOf(task));
  const others = grouped(tasks.filter(task => !requests.includes(task)), by, names);
  if (requests.length === 0) return others;
  return [{ key: 'requests', word: 'Requests between teams', tasks: requests.sort(byHandshake) }, ...others];
}

const ORDER = ['requested', 'countered', 'declined', 'accepted'];
const byHandshake = (a, b) =>
  ORDER.indexOf(handshakeOf(a)) - ORDER.indexOf(handshakeOf(b)) || byUrgency(a, b);

/** The promise of a team that is latest, which is the next to finish. */
export const promiseToMend = (tasks, team) => tasks
  .filter(task => task.team === team && handshakeOf(task) === 'accepted' && isOpen(task) && !task.released)
  .sort((a, b) => (a.promised ?? '9').localeCompare(b.promised ?? '9'))[0];

/** What a member may do about it, given their standing on its plan (access/rights.js). */
export function mayAnswer(task, standing, memberId) {
  const state = isOpen(task) ? handshakeOf(task) : null;
  const isDelivering = standing.canAnswerFor(task.team);
  const isAsking = task.createdBy === memberId || standing.canAnswerFor(task.from);
  return {
    answer: state === 'requested' && isDelivering,
    acceptDay: state === 'countered' && isAsking,
    release: state === 'accepted' && isAsking && !task.released,
  };
}
