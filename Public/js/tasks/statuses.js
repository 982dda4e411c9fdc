// What a task's status and priority are called, how they are drawn, and what is urgent. Pure.

import { daysUntil } from '../format.js';

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

/** The day that counts: while another one is talked about, a promise is due on the day that was promised. */
export const dueDay = task => (stands(task) ? task.promised : task.due);

export const isLate = task => isOpen(task) && Boolean(dueDay(task)) && daysUntil(dueDay(task)) < 0;

const PRIORITY_ORDER = { high: 0, normal: 1, low: 2 };

/** By due day, those without one last; then by priority and number. */
export const byUrgency = (a, b) =>
  (dueDay(a) ?? '9').localeCompare(dueDay(b) ?? '9')
  || PRIORITY_ORDER[a.priority] - PRIORITY_ORDER[b.priority]
  || a.number - b.number;

export const dueTone = task => {
  if (!dueDay(task) || !isOpen(task)) return '';
  const days = daysUntil(dueDay(task));
  if (days < 0) return 'late';
  return days <= 3 ? 'soon' : '';
};
