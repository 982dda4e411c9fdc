// The plans by alignment as the server lists them: page after page, for the filters and the order in the address.

import { signal } from '../dom.js';
import { pages } from '../elements/pages.js';
import { learnFigures } from './figures.js';
import { periodIn, periodInAddress } from './periods.js';

/** The orders there are, in words. */
export const ORDERS = {
  score: 'lowest score first', '-score': 'highest score first',
  weakest: 'weakest team first', '-weakest': 'strongest weakest team first',
  '-spread': 'furthest apart first', spread: 'closest together first',
  trend: 'falling fastest first', '-trend': 'rising fastest first',
};

/** What the sums count, and the list can be narrowed to, in words. */
export const ONLY = {
  stale: 'with a stale sign-off', disagreed: 'with a team that disagrees', lost: 'on which agreement was lost this week',
  provisional: 'with a provisional score',
};

/** What an address asks for, and nothing that it cannot. */
export function filtersIn(query) {
  const text = name => query.get(name)?.trim() || '';
  return {
    team: text('team'),
    manager: text('manager'),
    only: ONLY[text('only')] ? text('only') : '',
    sort: ORDERS[text('sort')] ? text('sort') : 'score',
    period: periodIn(text),
    // The saved view from which they were taken.
    saved: text('saved'),
  };
}

/** What an address says for filters; what is usual is left out. */
export function addressOf({ team, manager, only, sort, period, saved }) {
  const said = { team, manager, only, sort: sort === 'score' ? '' : sort, ...periodInAddress(period), saved };
  const query = new URLSearchParams(Object.entries(said).filter(([, value]) => value));
  return query.size ? `/alignment?${query}` : '/alignment';
}

/** What the plans are asked for by, the same text for the same question. */
export function questionOf({ team, manager, only, sort }) {
  const query = new URLSearchParams({ sort });
  if (team) query.set('team', team);
  if (manager) query.set('generalManager', manager);
  if (only) query.set('only', only);
  return `${query}`;
}

/**
 * `get` fetches, `question` reads what is asked. The rows are { plan, isProvisional }; their figures are learnt, so
 * that the stream can change them. `sums` and `lost` are over all pages.
 */
export function alignmentList({ get, question }) {
  const sums = signal(null);
  const lost = signal([]);
  const list = pages({
    key: row => row.plan,
    async read({ after, limit }) {
      const query = new URLSearchParams(question());
      query.set('limit', limit);
      if (after) query.set('after', after);
      return get(`/api/alignment?${query}`);
    },
    take(page) {
      learnFigures(page.items.map(it => ({ ...it, isActive: true })));
      if (page.sums) sums.set(page.sums);
      if (page.lost) lost.set(page.lost);
      return page.items.map(({ plan, isProvisional }) => ({ plan, isProvisional }));
    },
  });
  return { ...list, sums, lost };
}
