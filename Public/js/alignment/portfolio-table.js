// The plans as one table, sorted by its heads; what is provisional stands below what is measured.

import { computed, each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { renewalCell } from '../elements/renewal.js';
import { tableHead, waitingRows } from '../elements/table-head.js';
import { difference, isNothing, oneDecimal } from '../format.js';
import { member } from '../session.js';
import { figures } from './figures.js';
import { scoreCell, weakestCell } from './score.js';
import { spark } from './spark.js';

const NEAR = 120;
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
  const split = computed(() => Object.groupBy(list.rows(), row => (row.isProvisional ? 'provisional' : 'measured')));
  const rows = name => () => split()[name] ?? [];
  const draw = it => row(it.peek().plan);
  return html`
    <table class="tbl pf cards" role="table" data-keys="list" aria-busy=${() => String(list.isWaiting())} ${list.hand}>
      <caption class="vh">Plans by alignment</caption>
      <thead role="rowgroup"><tr role="row">${tableHead(COLUMNS, { sort, setSort })}</tr></thead>
      <tbody role="rowgroup">
        ${each(rows('measured'), it => it.plan, draw)}
        ${when(list.isWaiting, () => waitingRows(COLUMNS))}
      </tbody>
      ${when(() => rows('provisional')().length, () => html`
        <tbody role="rowgroup">
          <tr class="grp" role="row">
            <th scope="rowgroup" role="rowheader" colspan=${COLUMNS.length}>Provisional
              <span class="n">fewer than three inputs, or half of the sign-offs stale</span></th></tr>
          ${each(rows('provisional'), it => it.plan, draw)}
        </tbody>`)}
    </table>`;
}

function row(plan) {
  const it = () => figures(plan);
  const manager = () => member(it().generalManager);
  return html`
    <tr role="row" tabindex="-1" data-row>
      <th role="rowheader" scope="row" class="pl">
        <a data-open href=${`/plans/${plan}`}>${() => it().accountName}</a><small>${() => it().title}</small>
        ${() => (it().isLost ? html`<span class="tag warn">${icon('drift')}Lost</span>` : null)}</th>
      <td role="cell" class="sc">${() => scoreCell(it())}</td>
      <td role="cell" class="wk">${() => weakestCell(it())}</td>
      <td role="cell" class="sp r">${() => (isNothing(it().spread) ? '' : oneDecimal(it().spread))}</td>
      <td role="cell" class="tr">${() => trend(it())}</td>
      <td role="cell" class="so">${() => signOffs(plan, it())}</td>
      <td role="cell" class="rn">${() => renewalCell(it().renewal, { near: NEAR })}</td>
      <td role="cell" class="gm">${() => (manager() ? html`
        <span class="person">${avatar(manager(), 'xs')}<span>${manager().name}</span></span>` : null)}</td>
    </tr>`;
}

function trend({ spark: scores, trend30, isProvisional }) {
  if (isProvisional || isNothing(trend30)) return html`<span class="z">no trend yet</span>`;
  const tone = trend30 < -LEVEL ? 'dn' : trend30 > LEVEL ? 'up' : '';
  return html`${spark(scores)}<span class="num ${tone}">${difference(trend30)}</span>`;
}

/** Each stale sign-off is followed to what changed since, the first of them where there are more. */
function signOffs(plan, { stale, teams = [] }) {
  if (!stale) return html`<span class="z">none stale</span>`;
  const first = teams.find(it => it.isStale)?.team;
  const pips = Array.from({ length: stale }, () => html`<i></i>`);
  return html`
    <a href=${first ? `/plans/${plan}?drift=${first}` : `/plans/${plan}`}>
      <span class="pips" aria-hidden="true">${pips}</span>${stale} stale</a>`;
}
