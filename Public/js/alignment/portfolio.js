// Alignment: every plan by its score, where agreement was lost this week, and how far teams can rely on each other.
// All of it moves while one looks, be it on plans that are one's own or not.

import { computed, effect, html, onCleanup, untrack, when } from '../dom.js';
import { seesLeadership } from '../access/rights.js';
import { get } from '../api.js';
import { missing, more } from '../elements/pages.js';
import { many } from '../format.js';
import { rereading } from '../reread.js';
import { go } from '../router.js';
import { me } from '../session.js';
import { onEntry } from '../store.js';
import { watchAll } from '../stream.js';
import { styles } from '../styles.js';
import { onFigures } from './figures.js';
import { portfolioFilters } from './portfolio-filters.js';
import { addressOf, alignmentList, filtersIn, ONLY, ORDERS, questionOf } from './portfolio-list.js';
import { lostCard } from './portfolio-lost.js';
import { reliabilityCard } from './portfolio-reliability.js';
import { portfolioTable } from './portfolio-table.js';
import { followView, loadViews, viewTabs } from '../views/views.js';

const dressed = styles('portfolio', 'alignment', 'views');

export const key = () => 'alignment';

export async function load() {
  watchAll();
  await Promise.all([dressed, loadViews().catch(() => {})]);
}

export function screen(params) {
  const filters = computed(() => filtersIn(params().search));
  const question = computed(() => questionOf(filters()));
  const list = alignmentList({ get, question: question.peek });
  const set = change => go(addressOf({ ...filters.peek(), ...change }), { replace: true });
  const search = () => params().search;
  effect(() => { followView('alignment', '/alignment', search); });
  effect(() => {
    question();
    untrack(list.ask);
  });
  follow(list);
  return {
    title: 'Alignment',
    crumbs: () => [{ text: 'Alignment' }],
    view: html`
      <div>
        <header class="page-h"><h1>Alignment</h1><p>Are the teams still in agreement, plan by plan?</p></header>
        ${viewTabs({
          screen: 'alignment', path: '/alignment', search, loose: ['sort', 'from', 'to', 'period'],
          builtIn: () => [{ word: 'All plans', query: '' }, { word: 'Agreement lost', query: 'only=lost' }],
        })}
        ${strip(list, filters)}
        ${plansCard(list, filters, set)}
        <div class="duo">
          ${lostCard(list)}
          ${when(() => seesLeadership(me()), () => reliabilityCard({
            period: () => filters().period, setPeriod: period => set({ period }),
          }))}
        </div>
      </div>`,
  };
}

/** What a row shows besides its figures, and what may have moved before the stream carried everything. */
const SHOWN = new Set(['account', 'plan', 'objective', 'commitment', 'signOff']);

/** A row's figures change as they are told; the sums, the losses and the order are read again when all is quiet. */
function follow(list) {
  const soon = rereading(list.refresh);
  onCleanup(onFigures(({ plan, isActive }) => {
    if (!isActive) list.change(rows => rows.filter(row => row.plan !== plan));
    soon();
  }));
  onCleanup(onEntry(({ changes }) => { if (changes.some(change => SHOWN.has(change.kind))) soon(); }));
}

function strip(list, filters) {
  const only = name => () => addressOf({ ...filters(), only: filters().only === name ? '' : name });
  const sum = name => list.sums()[name];
  const ofPlans = () => `of ${many(sum('plans'), 'plan')}`;
  const number = (word, name, href) => (href
    ? html`<a href=${href} aria-label=${() => `${word}: ${sum(name)}`}>${() => sum(name)}</a>` : () => sum(name));
  const figure = (word, name, beside, href) => html`
    <div><dt>${word}</dt>
      <dd>${when(() => list.sums() && !list.isMissing(),
        () => html`<b>${number(word, name, href)}</b><small>${beside}</small>`, () => html`<b>–</b>`)}</dd></div>`;
  return html`
    <dl class="strip">
      ${figure('No stale sign-off', 'fresh', ofPlans)}
      ${figure('Agreement lost this week', 'lost', () => (sum('lost') === 1 ? 'time' : 'times'), only('lost'))}
      ${figure('Stale sign-offs', 'stale', () => `on ${many(sum('plans') - sum('fresh'), 'plan')}`, only('stale'))}
      ${figure('A team disagrees', 'disagreed', ofPlans, only('disagreed'))}
    </dl>`;
}

function plansCard(list, filters, set) {
  const isNarrowed = () => Boolean(filters().team || filters().manager || filters().only);
  const summary = () => {
    const plans = list.sums()?.plans;
    if (plans === undefined || list.isMissing()) return '';
    if (filters().only) return `Only those ${ONLY[filters().only]}, ${ORDERS[filters().sort]}`;
    const matching = isNarrowed() ? (plans === 1 ? ' matches' : ' match') : ' active';
    return `${many(plans, 'plan')}${matching}, ${ORDERS[filters().sort]}`;
  };
  return html`
    <section class="card pf-card" aria-labelledby="plans-h">
      <header><h2 id="plans-h">Plans</h2><p role="status">${summary}</p></header>
      ${portfolioFilters({ filters, set, isNarrowed })}
      <div ?hidden=${() => list.isEmpty() || list.isMissing()}>
        ${portfolioTable({ list, sort: () => filters().sort, setSort: sort => set({ sort }) })}</div>
      ${missing(list, 'The plans')}
      ${when(list.isEmpty, () => nothing(isNarrowed()))}
      ${more(list)}
    </section>`;
}

function nothing(isNarrowed) {
  if (isNarrowed) {
    return html`
      <div class="empty-state"><h3>No plan fits these filters</h3>
        <a class="btn line" href="/alignment">Show all plans</a></div>`;
  }
  return html`
    <div class="empty-state">
      <h3>No plan is active yet</h3>
      <p>An active plan is measured by what its teams signed, what they committed to, the promises they kept, and
        their pulse. It stands here with its weakest team by name.</p>
      <a class="btn line" href="/accounts">See the accounts</a>
    </div>`;
}
