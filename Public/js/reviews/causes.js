// What reviews and the items of their agendas are called, and how they are drawn. Pure.

import { dayOf, dayWithYear, list, many, time, weekday } from '../format.js';

export const TYPES = { weekly: 'Weekly review', quarterly: 'Quarterly review', signOff: 'Sign-off review' };

/** Why an item is on the agenda: how it is drawn, and how it came there. */
export const CAUSES = {
  changes: { icon: 'drift', how: 'Put here by itself' },
  alignment: { icon: 'ring', how: 'Put here by itself' },
  gap: { icon: 'gap', how: 'Put here by the pulse' },
  behind: { icon: 'target', how: 'Put here by its pace' },
  declined: { icon: 'no', how: 'For the general manager' },
  overdue: { icon: 'clock', how: 'Put here by itself' },
  drift: { icon: 'drift', how: 'Put here by what changed' },
  renewal: { icon: 'cal', how: 'Put here by the calendar' },
  signOffs: { icon: 'pen', how: 'Each representative signs for the team' },
  own: { icon: 'note', how: 'Put on the agenda' },
};

/** "Thu 26 Nov, 10:00" */
export const startInWords = ({ startsAt }) => `${weekday(dayOf(startsAt))}, ${time(startsAt)}`;

/** The day on which a review was held, or is to be. */
export const heldOn = review => dayWithYear(dayOf(review.closedAt ?? review.openedAt ?? review.startsAt));

/** "5 items, 40 min" */
export const sizeInWords = items =>
  `${many(items.length, 'item')}, ${items.reduce((sum, it) => sum + it.minutes, 0)} min`;

export const namesOf = (ids, names) => list(ids.map(id => names.member(id) ?? 'somebody'));

/** What became of a decision: of its task, where one was made of it. */
export function outcomeOf(task) {
  if (!task) return { word: 'No task', tone: 'open' };
  if (task.status === 'done') return { word: 'Done', tone: 'good' };
  if (task.status === 'dropped') return { word: 'Dropped', tone: '' };
  return { word: task.status === 'todo' ? 'To do' : task.status === 'blocked' ? 'Blocked' : 'In progress', tone: 'acc' };
}
