// Accounts: the portfolio as one table, narrowed and sorted by what stands in the address.

import { computed, effect, html, onCleanup, untrack, when } from '../dom.js';
import { canEditAccount, isStaff } from '../access/rights.js';
import { figures } from '../alignment/figures.js';
import { get } from '../api.js';
import { icon } from '../elements/icon.js';
import { tell } from '../shell/tell.js';
import { compare, many } from '../format.js';
import { markers } from '../journal/marks.js';
import * as outbox from '../outbox.js';
import { go } from '../router.js';
import { me, member, members } from '../session.js';
import { onEntry, put, record, where } from '../store.js';
import { styles } from '../styles.js';
import { selection } from '../tasks/select.js';
import { askTeam } from './ask-team.js';
import { accountBulk } from './bulk.js';
import { accountFilters } from './filters.js';
import { newAccount } from './new-account.js';
import { addressOf, filtersIn, isFiltered, portfolio } from './portfolio.js';
import { accountRow } from './row.js';
import { accountTable } from './table.js';

const dressed = styles('accounts', 'work', 'portfolio');

export const key = () => 'accounts';
export const load = () => dressed;

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
  const address = computed(() => addressOf(filters()));
  const list = portfolio({ get, keep: put });
  const select = selection(list.ids);
  const marks = markers();
  const known = where('account', it => it.industry);
  const industries = computed(() => [...new Set(known().map(it => it.industry))].sort(compare));

  effect(() => {
    address();
    untrack(() => {
      select.clear();
      list.show(filters()).catch(tell);
    });
  });
  onCleanup(onEntry(entry => {
    const made = entry.changes.find(it => it.kind === 'account' && it.action === 'create' && entry.actor === me()?.id);
    if (made) list.add(made.id);
  }));

  const set = change => go(addressOf({ ...filters.peek(), ...change }), { replace: true });
  const chosen = () => select.ids().map(id => record('account', id)).filter(it => it && canEditAccount(me(), it));
  const change = (accounts, patch, says) => {
    for (const it of accounts) outbox.edit('account', it.id, patch, { says }).catch(tell);
  };
  const ask = async () => {
    const plans = select.ids().map(id => list.plans().get(id)).filter(Boolean);
    if (await askTeam({ plans, withoutPlan: select.size() - plans.length })) select.clear();
  };
  const isEmpty = () => list.state() === 'ready' && list.ids().length === 0;

  const page = html`
    <div>
      <header class="page-h"><h1>Accounts</h1><p>${() => summary(list, filters())}</p></header>
      ${views(filters)}
      ${accountFilters({ filters, set, industries, managers: members, nameOf: id => member(id)?.name })}
      <section class="card grid-card" aria-label="Accounts" ?hidden=${isEmpty}>
        ${accountTable({
          ids: list.ids, select, row: id => drawRow(id, list, select, marks),
          sort: () => filters().sort, setSort: sort => set({ sort }),
          isWaiting: () => list.state() === 'loading' && list.ids().length === 0,
        })}
        ${when(list.next, () => more(list))}
      </section>
      ${when(isEmpty, () => nothing(isFiltered(filters.peek()) || filters.peek().archived, add))}
      ${accountBulk({ select, chosen, people: members, change, ask: isStaff(me()) ? ask : null })}
    </div>`;
  return { view: page, industries };
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
  if (total === null) return '';
  const narrowed = isFiltered(filters) ? (total === 1 ? ' matches' : ' match') : '';
  return `${many(total, filters.archived ? 'archived account' : 'account')}${narrowed}`;
}

function views(filters) {
  const all = () => [
    { word: 'All accounts', to: {} },
    { word: 'Renewing within 6 months', to: { renewal: '180', sort: 'renewal' } },
    { word: 'Mine', to: { manager: me()?.id } },
  ];
  const here = () => addressOf(filters());
  return html`
    <nav class="tabs" aria-label="Views">
      ${() => all().map(({ word, to }) => {
        const address = addressOf(to);
        return html`<a href=${address} aria-current=${() => (here() === address ? 'page' : null)}>${word}</a>`;
      })}
    </nav>`;
}

/** The next page comes as one scrolls near the end; the button serves who does not scroll. */
function more(list) {
  const load = () => list.more()?.catch(tell);
  const watchEnd = element => {
    const observer = new IntersectionObserver(
      seen => seen.some(it => it.isIntersecting) && load(), { rootMargin: '400px' });
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  };
  return html`
    <div class="more" ${watchEnd}>
      <button type="button" class="btn line" ?disabled=${() => list.state() === 'loading'} @click=${load}>
        Show more</button>
    </div>`;
}

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
