// Alignment: every plan by its score, where agreement was lost this week, and how far teams can rely on each other.

import { computed, effect, html, onCleanup, untrack, when } from '../dom.js';
import { seesLeadership } from '../access/rights.js';
import { get } from '../api.js';
import { many } from '../format.js';
import { go } from '../router.js';
import { me } from '../session.js';
import { styles } from '../styles.js';
import { tell } from '../shell/tell.js';
import { figures } from './figures.js';
import { portfolioFilters } from './portfolio-filters.js';
import { addressOf, alignmentList, filtersIn, ORDERS } from './portfolio-list.js';
import { lostCard } from './portfolio-lost.js';
import { reliabilityCard } from './portfolio-reliability.js';
import { portfolioTable } from './portfolio-table.js';

const dressed = styles('portfolio', 'alignment');

export const key = () => 'alignment';
export const load = () => dressed;

export function screen(params) {
  const filters = computed(() => filtersIn(params().search));
  const asked = computed(() => addressOf({ ...filters(), period: 'quarter' }));
  const list = alignmentList({ get });
  const set = change => go(addressOf({ ...filters.peek(), ...change }), { replace: true });
  effect(() => {
    asked();
    untrack(() => list.show(filters()).catch(tell));
  });
  return {
    title: 'Alignment',
    crumbs: () => [{ text: 'Alignment' }],
    view: html`
      <div>
        <header class="page-h"><h1>Alignment</h1><p>Are the teams still in agreement, plan by plan?</p></header>
        ${strip(list)}
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

function strip(list) {
  const rows = computed(() => list.plans().map(figures).filter(Boolean));
  const count = test => () => rows().filter(test).length;
  const ofPlans = () => `of ${many(rows().length, 'plan')}${list.next() ? ' listed' : ''}`;
  const stale = () => rows().reduce((sum, it) => sum + it.stale, 0);
  const figure = (word, value, beside) => html`
    <div><dt>${word}</dt>
      <dd><b>${() => (list.total() === null ? '–' : value())}</b><small>${beside}</small></dd></div>`;
  return html`
    <dl class="strip">
      ${figure('No stale sign-off', count(it => !it.stale), ofPlans)}
      ${figure('Agreement lost this week', () => list.lost().length,
        () => (list.lost().length === 1 ? 'time' : 'times'))}
      ${figure('Stale sign-offs', stale, () => `on ${many(count(it => it.stale)(), 'plan')}`)}
      ${figure('A team disagrees', count(it => it.isCapped), ofPlans)}
    </dl>`;
}

function plansCard(list, filters, set) {
  const isNarrowed = () => Boolean(filters().team || filters().manager);
  const summary = () => {
    if (list.total() === null) return '';
    const matching = isNarrowed() ? (list.total() === 1 ? ' matches' : ' match') : ' active';
    return `${many(list.total(), 'plan')}${matching}, ${ORDERS[filters().sort]}`;
  };
  const isEmpty = () => list.state() === 'ready' && list.plans().length === 0;
  return html`
    <section class="card pf-card" aria-labelledby="plans-h">
      <header><h2 id="plans-h">Plans</h2><p role="status">${summary}</p></header>
      ${portfolioFilters({ filters, set, isNarrowed })}
      <div ?hidden=${isEmpty}>
        ${portfolioTable({ list, sort: () => filters().sort, setSort: sort => set({ sort }) })}</div>
      ${when(isEmpty, () => nothing(isNarrowed()))}
      ${when(list.next, () => more(list))}
    </section>`;
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
