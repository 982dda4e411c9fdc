// What a task's status and priority are called, how they are drawn, and how tasks are put in groups. Pure.

import { compare, daysUntil } from '../format.js';

export const STATUSES = {
  todo: { word: 'To do', icon: 'todo' },
  doing: { word: 'In progress', icon: 'doing' },
  blocked: { word: 'Blocked', icon: 'blocked' },
  done: { word: 'Done', icon: 'done' },
  dropped: { word: 'Dropped', icon: 'no' },
};

export const PRIORITIES = { low: 'Low', normal: 'Normal', high: 'High' };
export const RECURRENCES = { weekly: 'Weekly', monthly: 'Monthly', quarterly: 'Quarterly', yearly: 'Yearly' };

export const isOpen = task => task.status !== 'done' && task.status !== 'dropped';

/** A day was promised and the asker has not let go of it. While another day is talked about it stands. */
export const stands = task => Boolean(task.promised) && !task.released;

export const isLate = task => isOpen(task) && Boolean(task.due) && daysUntil(task.due) < 0;

const PRIORITY_ORDER = { high: 0, normal: 1, low: 2 };

/** By due day, those without one last; then by priority and number. */
export const byUrgency = (a, b) =>
  (a.due ?? '9').localeCompare(b.due ?? '9')
  || PRIORITY_ORDER[a.priority] - PRIORITY_ORDER[b.priority]
  || a.number - b.number;

const STATUS_ORDER = ['doing', 'blocked', 'todo', 'done', 'dropped'];

const DUE_GROUPS = [
  ['late', 'Late', days => days < 0],
  ['today', 'Today', days => days === 0],
  ['week', 'This week', days => days <= 7],
  ['later', 'Later', () => true],
];

function dueGroup(task) {
  if (!isOpen(task)) return ['done', 'Done'];
  if (!task.due) return ['none', 'No day'];
  return DUE_GROUPS.find(([, , holds]) => holds(daysUntil(task.due)));
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

export const dueTone = task => {
  if (!task.due || !isOpen(task)) return '';
  const days = daysUntil(task.due);
  if (days < 0) return 'late';
  return days <= 3 ? 'soon' : '';
};
