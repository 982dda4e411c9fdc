// The accounts as the server lists them: one page after the other, for the filters and the order in the address.

import { learnFigures } from '../alignment/figures.js';
import { signal } from '../dom.js';
import { addDays, today } from '../format.js';

export const SORTS = ['name', '-name', 'arr', '-arr', 'renewal', '-renewal'];
export const WINDOWS = { 90: '90 days', 180: '6 months', 365: '12 months' };

const PAGE = 50;

/** The filters in an address, and nothing that is not one. */
export function filtersIn(query) {
  const text = name => query.get(name)?.trim() || '';
  const sort = text('sort');
  return {
    q: text('q'),
    industry: text('industry'),
    manager: text('manager'),
    renewal: WINDOWS[text('renewal')] ? text('renewal') : '',
    archived: text('archived') === 'yes',
    sort: SORTS.includes(sort) ? sort : 'name',
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

function requestFor(filters, after) {
  const query = new URLSearchParams({ archived: filters.archived, sort: filters.sort, limit: PAGE, include: 'plans' });
  if (filters.q) query.set('q', filters.q);
  if (filters.industry) query.set('industry', filters.industry);
  if (filters.manager) query.set('generalManager', filters.manager);
  if (filters.renewal) query.set('renewal', `${today()}..${addDays(today(), Number(filters.renewal))}`);
  if (after) query.set('after', after);
  return `/api/accounts?${query}`;
}

const alignmentOf = ([plan, { score, isProvisional, weakest, weakestScore }]) =>
  ({ plan, score, isProvisional, weakest, weakestScore });

/** `get` fetches, `keep(kind, records)` gives records to the store. */
export function portfolio({ get, keep }) {
  const ids = signal([]);
  const total = signal(null);
  const next = signal(null);
  const plans = signal(new Map());
  const figures = signal({});
  const state = signal('loading');
  let request = 0;
  let filters = null;

  async function load(after) {
    const mine = ++request;
    state.set('loading');
    try {
      const page = await get(requestFor(filters, after));
      if (mine !== request) return;
      keep('account', page.items);
      keep('plan', page.plans ?? []);
      ids.set([...new Set([...(after ? ids.peek() : []), ...page.items.map(it => it.id)])]);
      plans.set(new Map([...(after ? plans.peek() : []), ...(page.plans ?? []).map(it => [it.account, it.id])]));
      learnFigures(Object.entries(page.figures ?? {}).map(alignmentOf));
      figures.set({ ...(after ? figures.peek() : {}), ...page.figures });
      total.set(page.total ?? ids.peek().length);
      next.set(page.next);
      state.set('ready');
    } catch (problem) {
      if (mine === request) state.set('failed');
      throw problem;
    }
  }

  return {
    ids, total, next, plans, figures, state,
    show: chosen => {
      filters = chosen;
      return load();
    },
    more: () => (next.peek() && state.peek() === 'ready' ? load(next.peek()) : null),
    add: account => {
      ids.update(all => [account.id, ...all.filter(id => id !== account.id)]);
      total.update(count => (count ?? 0) + 1);
    },
  };
}
