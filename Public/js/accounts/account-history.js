// Every change of an account and of its plans, in words.

import { canEditAccount } from '../access/rights.js';
import { computed, html } from '../dom.js';
import { get } from '../api.js';
import { changesOf } from '../journal/changes.js';
import { filtersIn } from '../journal/filters.js';
import { history } from '../journal/history.js';
import { names } from '../journal/names.js';
import { isSaid } from '../plans/history-rights.js';
import { go, withQuery } from '../router.js';
import { me, member, members, teams } from '../session.js';
import { onEntry, record } from '../store.js';
import { styles } from '../styles.js';

/** Of the account itself; what was done on its plans is taken back there. */
const isOwn = change => !change.plan;
const mayChange = change => (isSaid(change) ? change.actor === me().id : canEditAccount(me(), record('account', change.account)));

/** Answers a function that draws it, for part(). */
export async function accountHistory(id, params, learnNames) {
  await styles('work', 'history');
  const filters = computed(() => filtersIn(params().search));
  return () => history({
    of: `account=${id}`,
    end: html`<a class="btn line" href=${`/accounts/${id}`}>Back to the account</a>`,
    filters, setFilters: change => go(withQuery(params.peek(), change), { replace: true }),
    names, people: members, teams, teamOf: each => member(each)?.team, visited: () => null,
    read: async query => {
      const page = await get(`/api/changes?account=${id}&${query}`);
      learnNames(page.items);
      return page;
    },
    onChange: told => onEntry(entry => {
      for (const change of changesOf(entry)) if (change.account === id) told(change);
    }),
    place: change => change.plan && change.kind !== 'plan' && record('plan', change.plan)?.title,
    canUndo: ({ head }) => isOwn(head) && mayChange(head),
    canRestore: change => change.action === 'delete' && isOwn(change) && mayChange(change)
      && !record(change.kind, change.id),
    places: ({ changes: [{ plan }] }) => (plan ? [{ text: 'In the history of its plan', href: `/plans/${plan}/history` }] : []),
  });
}
