// The plans by alignment as the server lists them: page after page, for the filters and the order in the address.

import { signal } from '../dom.js';
import { learnFigures } from './figures.js';

/** The orders there are, in words. */
export const ORDERS = {
  score: 'lowest score first', '-score': 'highest score first',
  weakest: 'weakest team first', '-weakest': 'strongest weakest team first',
  '-spread': 'furthest apart first', spread: 'closest together first',
  trend: 'falling fastest first', '-trend': 'rising fastest first',
};

const PAGE = 50;

/** What an address asks for, and nothing that it cannot. */
export function filtersIn(query) {
  const text = name => query.get(name)?.trim() || '';
  return {
    team: text('team'),
    manager: text('manager'),
    sort: ORDERS[text('sort')] ? text('sort') : 'score',
    period: text('period') === 'year' ? 'year' : 'quarter',
  };
}

/** What an address says for filters; what is usual is left out. */
export function addressOf({ team, manager, sort, period }) {
  const query = new URLSearchParams();
  if (team) query.set('team', team);
  if (manager) query.set('manager', manager);
  if (sort !== 'score') query.set('sort', sort);
  if (period === 'year') query.set('period', period);
  return query.size ? `/alignment?${query}` : '/alignment';
}

function requestFor({ team, manager, sort }, after) {
  const query = new URLSearchParams({ sort, limit: PAGE });
  if (team) query.set('team', team);
  if (manager) query.set('generalManager', manager);
  if (after) query.set('after', after);
  return `/api/alignment?${query}`;
}

/** `get` fetches. The rows' figures are learnt, so that the stream can change them. */
export function alignmentList({ get }) {
  const plans = signal([]);
  const lost = signal([]);
  const total = signal(null);
  const next = signal(null);
  const state = signal('loading');
  let request = 0;
  let filters = null;

  async function load(after) {
    const mine = ++request;
    state.set('loading');
    try {
      const page = await get(requestFor(filters, after));
      if (mine !== request) return;
      learnFigures(page.items);
      plans.set([...new Set([...(after ? plans.peek() : []), ...page.items.map(it => it.plan)])]);
      if (page.lost) lost.set(page.lost);
      total.set(page.total ?? plans.peek().length);
      next.set(page.next);
      state.set('ready');
    } catch (problem) {
      if (mine === request) state.set('failed');
      throw problem;
    }
  }

  return {
    plans, lost, total, next, state,
    show: chosen => {
      filters = chosen;
      return load();
    },
    more: () => (next.peek() && state.peek() === 'ready' ? load(next.peek()) : null),
  };
}
