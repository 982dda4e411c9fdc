// What of the inbox is shown: what is not read or was put off, what it is about, and of which plan or account. It stands
// in the address, as { view, what, place }. Pure but for what it reads.

import { options } from '../elements/options.js';
import { html } from '../dom.js';
import { compare } from '../format.js';
import { record } from '../store.js';
import { accountOf } from './words.js';

export const WHAT = [
  { id: 'said', name: 'Mentions and replies', causes: ['mentioned', 'replied'] },
  { id: 'asked', name: 'Requests and answers', causes: ['requested', 'answered'] },
  { id: 'mine', name: 'Given to me, or late', causes: ['assigned', 'overdue'] },
  { id: 'plan', name: 'Drift and reviews', causes: ['drift', 'review'] },
];

/** The views that everybody has. */
export const VIEWS = [
  { word: 'All', query: '' }, { word: 'Not read', query: 'view=unread' }, { word: 'Put off', query: 'view=off' },
];

export function filtersIn(search) {
  const view = search.get('view');
  return {
    view: view === 'unread' || view === 'off' ? view : 'all',
    what: WHAT.find(it => it.id === search.get('what')) ?? null,
    place: search.get('place') ?? '',
  };
}

/** The plan that a notice is of, or the account that was spoken about; its own id while that is not known. */
export const placeOf = notice => notice.plan ?? accountOf(notice) ?? notice.id;

export const isAskedFor = (notice, { what, place }) =>
  (!what || what.causes.includes(notice.cause)) && (!place || placeOf(notice) === place);

/** `mine` reads all notices, `set(change)` changes the address. */
export function noticeFilters({ filters, set, mine }) {
  const places = () => [...new Set(mine().map(placeOf))].map(id => ({ id, name: nameOf(id) }))
    .filter(it => it.name).sort((a, b) => compare(a.name, b.name));
  const select = (label, name, inside) => html`
    <select class="field" aria-label=${label} @change=${event => set({ [name]: event.target.value })}>${inside}</select>`;
  return [
    select('What', 'what', options({ any: 'Everything', choices: () => WHAT, value: () => filters().what?.id ?? '' })),
    select('Plan', 'place', options({ any: 'Any plan', choices: places, value: () => filters().place, nameOf: () => 'Another plan' })),
  ];
}

function nameOf(id) {
  const plan = record('plan', id);
  const account = record('account', plan?.account ?? id)?.name;
  return account && (plan ? `${account}, ${plan.title}` : account);
}
