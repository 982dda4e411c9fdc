// Accounts: the portfolio as one table, narrowed and sorted by what stands in the address. What others change, add
// and agree on arrives while one looks.

import { computed, effect, html, onCleanup, untrack, when } from '../dom.js';
import { canEditAccount, isStaff } from '../access/rights.js';
import { figures } from '../alignment/figures.js';
import { get } from '../api.js';
import { icon } from '../elements/icon.js';
import { missing, more } from '../elements/pages.js';
import { tell } from '../shell/tell.js';
import { compare, many } from '../format.js';
import { markers } from '../journal/marks.js';
import { newId } from '../kinds.js';
import * as outbox from '../outbox.js';
import { rereading } from '../reread.js';
import { go } from '../router.js';
import { me, member, members } from '../session.js';
import { onEntry, put, record, where } from '../store.js';
import { watchAll } from '../stream.js';
import { styles } from '../styles.js';
import { selection } from '../tasks/select.js';
import { followView, loadViews, viewTabs } from '../views/views.js';
import { askTeam } from './ask-team.js';
import { accountBulk } from './bulk.js';
import { accountFilters } from './filters.js';
import { newAccount } from './new-account.js';
import { addressOf, filtersIn, isFiltered, portfolio } from './portfolio.js';
import { accountRow } from './row.js';
import { accountTable } from './table.js';

const dressed = styles('accounts', 'work', 'portfolio', 'views');

export const key = () => 'accounts';

export async function load() {
  watchAll();
  await Promise.all([dressed, loadViews().catch(() => {})]);
}

export function screen(params) {
  const add = () => newAccount({ people: members, industries });
  const { view, industries } = accountsView(params, () => add());
  const mayAdd = isStaff(me());
  // The palette and Home lead here to add one.
  effect(() => {
    if (!params().search.has('new')) return;
    go('/accounts', { replace: true });
    if (mayAdd) add();
  });
  return {
    title: 'Accounts',
    crumbs: () => [{ text: 'Accounts' }],
    actions: () => (mayAdd ? html`
      <button type="button" class="btn primary" aria-label="New account" @click=${add}>
        ${icon('plus')}<span class="wide">New account</span></button>` : null),
    create: mayAdd ? { text: 'New account', run: add } : null,
    view,
  };
}

function accountsView(params, add) {
  const filters = computed(() => filtersIn(params().search));
  const address = computed(() => addressOf({ ...filters(), saved: '' }));
  const list = portfolio({ get, keep: put, filters: filters.peek });
  const select = selection(list.rows);
  const marks = markers();
  const known = where('account', it => it.industry);
  const industries = computed(() => [...new Set(known().map(it => it.industry))].sort(compare));

  effect(() => { followView('accounts', '/accounts', () => params().search); });
  effect(() => {
    address();
    untrack(() => {
      select.clear();
      list.ask();
    });
  });
  follow(list, select);

  const set = change => go(addressOf({ ...filters.peek(), ...change }), { replace: true });
  const chosen = () => select.ids().map(id => record('account', id)).filter(it => it && canEditAccount(me(), it));
  const change = (accounts, patch, says) => {
    const group = newId();
    for (const it of accounts) outbox.edit('account', it.id, patch, { says, group }).catch(tell);
  };
  const ask = async () => {
    const plans = select.ids().map(id => list.plans().get(id)).filter(Boolean);
    if (await askTeam({ plans, withoutPlan: select.size() - plans.length })) select.clear();
  };

  const page = html`
    <div class=${isStaff(me()) ? null : 'as-guest'}>
      <header class="page-h"><h1>Accounts</h1><p>${() => summary(list, filters())}</p></header>
      ${viewTabs({
        // Another order is the same view, of those that everybody has.
        screen: 'accounts', path: '/accounts', builtIn: builtInViews, loose: ['sort'],
        search: () => params().search,
      })}
      ${accountFilters({ filters, set, industries, managers: members, nameOf: id => member(id)?.name })}
      <section class="card grid-card" aria-label="Accounts" ?hidden=${list.isEmpty}>
        <div ?hidden=${list.isMissing}>
          ${accountTable({
            list, select, row: id => drawRow(id, list, select, marks),
            sort: () => filters().sort, setSort: sort => set({ sort }),
          })}
        </div>
        ${missing(list, 'The accounts')}
        ${more(list)}
      </section>
      ${when(list.isEmpty, () => nothing(isFiltered(filters.peek()) || filters.peek().archived, add))}
      ${accountBulk({ select, chosen, people: members, change, ask: isStaff(me()) ? ask : null })}
    </div>`;
  return { view: page, industries };
}

/** What rows show and are counted by, or what moved a score before the stream carried everything. */
const SHOWN = new Set(['account', 'plan', 'task', 'objective', 'commitment', 'signOff']);

/** Records and scores change as they are told; which accounts there are and what is counted is read again after. */
function follow(list, select) {
  const soon = rereading(list.refresh);
  onCleanup(onEntry(({ changes }) => { if (changes.some(change => SHOWN.has(change.kind))) soon(); }));
  // What is no longer listed is not changed along with what is.
  effect(() => {
    const here = new Set(list.rows());
    untrack(() => { for (const id of select.ids()) if (!here.has(id)) select.toggle(id); });
  });
}

function drawRow(id, list, select, marks) {
  const account = () => record('account', id);
  return when(account, () => accountRow({
    id, account, select,
    plan: () => record('plan', list.plans().get(id)),
    figures: () => list.figures()[list.plans().get(id)],
    alignment: () => figures(list.plans().get(id)),
    manager: () => member(account()?.generalManager),
    mark: marks.record(() => id),
  }));
}

function summary(list, filters) {
  const total = list.total();
  if (total === null || list.isMissing()) return '';
  const narrowed = isFiltered(filters) ? (total === 1 ? ' matches' : ' match') : '';
  return `${many(total, filters.archived ? 'archived account' : 'account')}${narrowed}`;
}

const builtInViews = () => [
  { word: 'All accounts', query: '' },
  { word: 'Renewing within 6 months', query: 'renewal=180&sort=renewal' },
  { word: 'Mine', query: `manager=${me()?.id}` },
];

function nothing(isNarrowed, add) {
  if (isNarrowed) {
    return html`
      <section class="card"><div class="empty-state">
        <h2>No account fits these filters</h2>
        <p>Take one away, or look at all of them.</p>
        <a class="btn line" href="/accounts">Show all accounts</a>
      </div></section>`;
  }
  return html`
    <section class="card"><div class="empty-state">
      <h2>No accounts yet</h2>
      <p>An account is a customer company. Its general manager is accountable for the whole of it, and its plan is
        written by all teams together.</p>
      ${when(() => me() && isStaff(me()), () => html`
        <button type="button" class="btn primary" @click=${add}>Add the first account</button>`)}
      <div class="example" aria-hidden="true">
        <span class="tag">Example</span>
        <div class="line"><b>Velmora Rail</b><span>Transport</span><span class="end due">renews 25 Feb</span></div>
      </div>
    </div></section>`;
}
