// The plans as one table, sorted by its heads; what is provisional stands below what is measured.

import { computed, each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { dayInWords, daysUntil, dayWithYear, difference, oneDecimal } from '../format.js';
import { member } from '../session.js';
import { figures } from './figures.js';
import { scoreCell, weakestCell } from './score.js';
import { spark } from './spark.js';

const SOON = 120;
const LEVEL = 1;

const COLUMNS = [
  { name: 'pl', word: 'Plan' },
  { name: 'sc', word: 'Score', sort: 'score' },
  { name: 'wk', word: 'Weakest team', sort: 'weakest' },
  { name: 'sp r', word: 'Spread', sort: 'spread', isFallingFirst: true },
  { name: 'tr', word: '30 days', sort: 'trend' },
  { name: 'so', word: 'Sign-offs' },
  { name: 'rn', word: 'Renewal' },
  { name: 'gm', word: 'General manager' },
];

export function portfolioTable({ list, sort, setSort }) {
  const lost = computed(() => new Set(list.lost().map(it => it.plan)));
  const split = computed(() => Object.groupBy(list.plans(),
    plan => (figures(plan)?.isProvisional ? 'provisional' : 'measured')));
  const rows = name => () => split()[name] ?? [];
  const isWaiting = () => list.state() === 'loading' && list.plans().length === 0;
  return html`
    <table class="tbl pf" role="table" data-keys="list" aria-busy=${() => String(isWaiting())}>
      <caption class="vh">Plans by alignment</caption>
      <thead role="rowgroup"><tr role="row">${COLUMNS.map(column => head(column, sort, setSort))}</tr></thead>
      <tbody role="rowgroup">
        ${each(rows('measured'), plan => plan, plan => row(plan.peek(), lost))}
        ${when(isWaiting, () => Array.from({ length: 8 }, (_, index) => skeleton(index)))}
      </tbody>
      ${when(() => rows('provisional')().length, () => html`
        <tbody role="rowgroup">
          <tr class="grp" role="row">
            <th scope="rowgroup" role="rowheader" colspan=${COLUMNS.length}>Provisional
              <span class="n">fewer than three inputs, or half of the sign-offs stale</span></th></tr>
          ${each(rows('provisional'), plan => plan, plan => row(plan.peek(), lost))}
        </tbody>`)}
    </table>`;
}

function head({ name, word, sort: by, isFallingFirst }, sort, setSort) {
  if (!by) return html`<th scope="col" role="columnheader" class=${name}>${word}</th>`;
  const direction = () => (sort() === by ? 'ascending' : sort() === `-${by}` ? 'descending' : null);
  const [first, second] = isFallingFirst ? [`-${by}`, by] : [by, `-${by}`];
  return html`
    <th scope="col" role="columnheader" class=${name} aria-sort=${direction}>
      <button type="button" class="sort" @click=${() => setSort(sort() === first ? second : first)}>${word}
        ${() => (direction() ? icon(direction() === 'ascending' ? 'up' : 'down') : null)}</button></th>`;
}

function row(plan, lost) {
  const it = () => figures(plan);
  const manager = () => member(it().generalManager);
  return html`
    <tr role="row" tabindex="-1" data-row>
      <th role="rowheader" scope="row" class="pl">
        <a data-open href=${`/plans/${plan}`}>${() => it().accountName}</a><small>${() => it().title}</small>
        ${() => (lost().has(plan) ? html`<span class="tag warn">${icon('drift')}Lost</span>` : null)}</th>
      <td role="cell" class="sc">${() => scoreCell(it())}</td>
      <td role="cell" class="wk">${() => weakestCell(it())}</td>
      <td role="cell" class="sp r">${() => (isNothing(it().spread) ? '' : oneDecimal(it().spread))}</td>
      <td role="cell" class="tr">${() => trend(it())}</td>
      <td role="cell" class="so">${() => signOffs(it())}</td>
      <td role="cell" class="rn">${() => renewal(it().renewal)}</td>
      <td role="cell" class="gm">${() => (manager() ? html`
        <span class="person">${avatar(manager(), 'xs')}<span>${manager().name}</span></span>` : null)}</td>
    </tr>`;
}

const isNothing = value => value === null || value === undefined;

function trend({ spark: scores, trend30, isProvisional }) {
  if (isProvisional || isNothing(trend30)) return html`<span class="z">no trend yet</span>`;
  const tone = trend30 < -LEVEL ? 'dn' : trend30 > LEVEL ? 'up' : '';
  return html`${spark(scores)}<span class="num ${tone}">${difference(trend30)}</span>`;
}

function signOffs({ stale }) {
  if (!stale) return html`<span class="z">none stale</span>`;
  return html`
    <span class="pips" aria-hidden="true">${Array.from({ length: stale }, () => html`<i></i>`)}</span>${stale} stale`;
}

function renewal(value) {
  if (!value) return null;
  const days = daysUntil(value);
  return html`
    <time datetime=${value} title=${dayInWords(value)}>${dayWithYear(value)}</time>
    ${Math.abs(days) <= SOON ? html`<small>${days < 0 ? `${-days} d ago` : `${days} d`}</small>` : null}`;
}

function skeleton(index) {
  return html`
    <tr role="row" aria-hidden="true">${COLUMNS.map(({ name }, column) => html`
      <td class=${name}><i class="sk w${(index + column) % 4}"></i></td>`)}</tr>`;
}
