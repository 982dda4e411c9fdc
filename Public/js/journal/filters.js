// What is asked of history: who, what, when, which kind. It stands in the address, as { who, what, when, kind }.
//   who   a member's id, or team:<id>          what  created, changed, deleted, restored, answered, undone
//   when  today, 7, 30, quarter, visit, or the first and the last day: 2026-11-01..2026-11-26
//   zone  in which days are meant, where not in the reader's own

import { addDays, timeZone, today } from '../format.js';

export const FILTERS = ['who', 'what', 'when', 'kind', 'zone'];

export const WHAT = [
  { id: 'created', name: 'Added' }, { id: 'changed', name: 'Changed' }, { id: 'deleted', name: 'Deleted' },
  { id: 'restored', name: 'Brought back' }, { id: 'answered', name: 'Answered and signed' }, { id: 'undone', name: 'Undone' },
];

export const WHEN = [
  { id: 'today', name: 'Today' }, { id: '7', name: 'Last 7 days' }, { id: '30', name: 'Last 30 days' },
  { id: 'quarter', name: 'This quarter' }, { id: 'visit', name: 'Since my last visit' },
];

export const filtersIn = search => Object.fromEntries(FILTERS.map(name => [name, search.get(name) ?? '']));

/** The first and the last day of a range; null for what is none. */
export function rangeOf(when) {
  const days = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(when);
  return days && { from: days[1], to: days[2] };
}

/** `visited` is the moment of the last visit, `fiscalYearStart` a month from 1. */
function boundsOf(when, { visited, fiscalYearStart = 1 }) {
  switch (when) {
    case 'today': return { from: today() };
    case '7': case '30': return { from: addDays(today(), 1 - Number(when)) };
    case 'quarter': return { from: quarterOf(today(), fiscalYearStart) };
    case 'visit': return { from: visited };
    default: return rangeOf(when) ?? {};
  }
}

/** The first day of the quarter in which a day falls, counted from the month in which fiscal years begin. */
export function quarterOf(day, fiscalYearStart) {
  const [year, month] = day.split('-').map(Number);
  const into = (month - fiscalYearStart + 12) % 3;
  const first = year * 12 + month - 1 - into;
  return `${Math.floor(first / 12)}-${String(first % 12 + 1).padStart(2, '0')}-01`;
}

/** As GET /api/changes wants to be asked. */
export function queryOf(filters, around) {
  const { who, what, when, kind, zone } = filters;
  const team = teamIn(who);
  const asked = {
    kind, what, ...boundsOf(when, around), ...(team ? { team } : { actor: who }), zone: when && (zone || timeZone()),
  };
  return Object.entries(asked).filter(([, value]) => value);
}

export const teamIn = who => (who.startsWith('team:') ? who.slice(5) : null);

/** Whether a change that came just now is asked for; `teamOf(member)` says for whom somebody acts. */
export function isAskedFor(change, { who, what, when, kind }, teamOf) {
  const team = teamIn(who);
  const range = rangeOf(when);
  return (!kind || change.kind === kind)
    && (team ? teamOf(change.actor) === team : !who || change.actor === who)
    && (!what || DID[what]?.(change))
    && (!range || today() <= range.to);
}

export const isUndone = change => change.verb === 'undid';

const DID = {
  created: ({ action }) => action === 'create',
  changed: ({ action, verb }) => action === 'update' && !verb,
  deleted: ({ action }) => action === 'delete',
  restored: ({ action }) => action === 'restore',
  answered: ({ verb }) => Boolean(verb) && !['undid', 'erased'].includes(verb),
  undone: isUndone,
};
