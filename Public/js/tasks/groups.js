// How tasks are put in groups: by status, team, assignee, account or due day, what is open between teams on top. Pure.

import { compare, daysUntil } from '../format.js';
import { handshakeOf } from './handshake.js';
import { byUrgency, dueDay, isOpen, STATUSES } from './statuses.js';

const STATUS_ORDER = ['doing', 'blocked', 'todo', 'done', 'dropped'];

const DUE_GROUPS = [
  ['late', 'Late', days => days < 0],
  ['today', 'Today', days => days === 0],
  ['week', 'This week', days => days <= 7],
  ['later', 'Later', () => true],
];

function dueGroup(task) {
  if (!isOpen(task)) return ['done', 'Done'];
  if (!dueDay(task)) return ['none', 'No day'];
  return DUE_GROUPS.find(([, , holds]) => holds(daysUntil(dueDay(task))));
}

/**
 * Groups of tasks in the order they are read: [{ key, word, tasks }]. `names` has team(id) and member(id), which
 * answer a name or nothing; groups by team and member are in the order of their names.
 */
export function grouped(tasks, by, names) {
  const groups = new Map();
  for (const task of tasks.toSorted(byUrgency)) {
    const [key, word] = groupOf(task, by, names);
    if (!groups.has(key)) groups.set(key, { key, word, tasks: [] });
    groups.get(key).tasks.push(task);
  }
  return [...groups.values()].sort(orderOf(by));
}

function groupOf(task, by, names) {
  if (by === 'status') return [task.status, STATUSES[task.status].word];
  if (by === 'team') return [task.team, names.team(task.team) ?? 'No team'];
  if (by === 'assignee') return [task.assignee ?? 'nobody', names.member(task.assignee) ?? 'Nobody yet'];
  if (by === 'account') return [task.plan, names.account(task.plan) ?? 'An account'];
  return dueGroup(task);
}

function orderOf(by) {
  const place = order => (a, b) => order.indexOf(a.key) - order.indexOf(b.key);
  if (by === 'status') return place(STATUS_ORDER);
  if (by === 'due') return place(['late', 'today', 'week', 'later', 'none', 'done']);
  return (a, b) => (a.key === 'nobody') - (b.key === 'nobody') || compare(a.word, b.word);
}

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
