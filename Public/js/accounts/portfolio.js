// The accounts as the server lists them: one page after the other, for the filters and the order in the address.

import { learnFigures } from '../alignment/figures.js';
import { signal } from '../dom.js';
import { pages } from '../elements/pages.js';
import { addDays, today } from '../format.js';

/** The orders there are, in words. */
export const ORDERS = {
  name: 'Name, A to Z', '-name': 'Name, Z to A',
  '-arr': 'Highest ARR first', arr: 'Lowest ARR first',
  renewal: 'Next renewal first', '-renewal': 'Last renewal first',
};
export const WINDOWS = { 90: '90 days', 180: '6 months', 365: '12 months' };

/** The filters in an address, and nothing that is not one. */
export function filtersIn(query) {
  const text = name => query.get(name)?.trim() || '';
  return {
    q: text('q'),
    industry: text('industry'),
    manager: text('manager'),
    renewal: WINDOWS[text('renewal')] ? text('renewal') : '',
    archived: text('archived') === 'yes',
    sort: ORDERS[text('sort')] ? text('sort') : 'name',
    // The saved view from which they were taken.
    saved: text('saved'),
  };
}

/** What an address says for filters; what is usual is left out. */
export function addressOf(filters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (name === 'archived' ? value : value && !(name === 'sort' && value === 'name')) {
      query.set(name, name === 'archived' ? 'yes' : value);
    }
  }
  return query.size ? `/accounts?${query}` : '/accounts';
}

export const isFiltered = filters => Boolean(filters.q || filters.industry || filters.manager || filters.renewal);

function requestFor(filters, { after, limit }) {
  const query = new URLSearchParams({ archived: filters.archived, sort: filters.sort, limit, include: 'plans' });
  if (filters.q) query.set('q', filters.q);
  if (filters.industry) query.set('industry', filters.industry);
  if (filters.manager) query.set('generalManager', filters.manager);
  if (filters.renewal) query.set('renewal', `${today()}..${addDays(today(), Number(filters.renewal))}`);
  if (after) query.set('after', after);
  return `/api/accounts?${query}`;
}

/** What the server says of plans besides their counts: { plan id: { score, … } }, to be learnt. */
export const learnScores = figures => learnFigures(Object.entries(figures).map(
  ([plan, { score, isProvisional, weakest, weakestScore }]) =>
    ({ plan, score, isProvisional, weakest, weakestScore })));

/**
 * `get` fetches, `keep(kind, records)` gives records to the store, `filters` reads what is asked. The rows are the
 * accounts' ids; `plans` reads each one's newest plan, `figures` the plans' counts.
 */
export function portfolio({ get, keep, filters }) {
  const total = signal(null);
  const plans = signal(new Map());
  const figures = signal({});
  const list = pages({
    read: async place => get(requestFor(filters(), place)),
    take(page) {
      keep('account', page.items);
      keep('plan', page.plans);
      learnScores(page.figures);
      const newest = new Map(page.plans.map(it => [it.account, it.id]));
      plans.update(all => new Map([...all, ...page.items.map(({ id }) => [id, newest.get(id)])]));
      figures.update(all => ({ ...all, ...page.figures }));
      total.set(page.total);
      return page.items.map(it => it.id);
    },
  });
  return { ...list, total, plans, figures };
}
