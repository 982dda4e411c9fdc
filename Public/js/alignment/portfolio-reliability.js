// How far teams can rely on each other's promises: rows ask, columns deliver. For learning, by team, never by person.

import { computed, effect, html, signal, untrack, when } from '../dom.js';
import { get } from '../api.js';
import { teamName } from '../elements/team.js';
import { addDays, number, percent, today } from '../format.js';
import { teams } from '../session.js';
import { tell } from '../shell/tell.js';

const PERIODS = { quarter: ['90 days', 90], year: ['Year', 365] };
const FEW = 10;
const LOW = 0.7;

/** `period` reads "quarter" or "year". Where the server refuses, nothing is shown. */
export function reliabilityCard({ period, setPeriod }) {
  const answer = signal(null);
  const isRefused = signal(false);
  effect(() => {
    const [, days] = PERIODS[period()];
    untrack(() => read(days, answer, isRefused));
  });
  return html`
    <section class="card" aria-labelledby="rel-h" ?hidden=${isRefused}>
      <header><h2 id="rel-h">Reliability between teams</h2><p>By team, for learning</p>
        <fieldset class="seg"><legend class="vh">Period</legend>
          ${Object.entries(PERIODS).map(([name, [word]]) => html`
            <label><input type="radio" name="period" .checked=${() => period() === name}
              @change=${() => setPeriod(name)}>${word}</label>`)}
        </fieldset>
      </header>
      ${when(answer, () => matrix(answer), () => html`<div class="body"><i class="sk block"></i></div>`)}
    </section>`;
}

let request = 0;
async function read(days, answer, isRefused) {
  const mine = ++request;
  const query = new URLSearchParams({ from: addDays(today(), -days), to: today() });
  try {
    const body = await get(`/api/reliability?${query}`);
    if (mine === request) answer.set(body);
  } catch (error) {
    if (error.status === 403) isRefused.set(true);
    else tell(error);
  }
}

function matrix(answer) {
  const cells = computed(() => new Map(answer().rows.map(row => [`${row.from} ${row.to}`, row])));
  const shown = computed(() => {
    const named = new Set(answer().rows.flatMap(row => [row.from, row.to]));
    return teams().filter(team => named.has(team.id));
  });
  return html`
    <div class="rel" role="region" tabindex="0" aria-label="Reliability between teams, as a table">
      ${() => (shown().length ? table(shown(), cells()) : html`
        <p class="empty-state slim">No promise between two teams fell due in this time.</p>`)}
    </div>
    <p class="foot"><span>Share kept, number due (n), median days to answer</span>
      <span><i class="k low"></i>under ${percent(LOW)}</span><span><i class="k few"></i>fewer than ${FEW}</span></p>`;
}

function table(all, cells) {
  const between = (from, to) => cells.get(`${from.id} ${to.id}`);
  const sum = rows => total(rows.filter(Boolean));
  return html`
    <table>
      <caption class="vh">Share of promises kept; rows ask, columns deliver</caption>
      <thead><tr><th scope="col">Asks</th>${all.map(team => html`<th scope="col">${teamName(team)}</th>`)}
        <th scope="col">All</th></tr></thead>
      <tbody>${all.map(from => html`
        <tr><th scope="row">${teamName(from)}</th>
          ${all.map(to => (from === to ? self() : cell(between(from, to), from, to)))}
          ${sum(all.map(to => from !== to && between(from, to)))}</tr>`)}</tbody>
      <tfoot><tr><th scope="row">All</th>
        ${all.map(to => sum(all.map(from => from !== to && between(from, to))))}
        ${sum(all.flatMap(from => all.map(to => from !== to && between(from, to))))}</tr></tfoot>
    </table>`;
}

const self = () => html`<td><span class="c self"></span><span class="vh">the same team</span></td>`;

function cell(row, from, to) {
  if (!row?.due) {
    return html`<td><span class="c few"><b aria-hidden="true">–</b><span class="vh">none due</span></span></td>`;
  }
  const { kept, due, share, medianDays } = row;
  const answered = medianDays === null ? '' : `, answered in ${number(medianDays)} days (median)`;
  const look = due < FEW ? 'few' : share < LOW ? 'low' : '';
  return html`
    <td><span class="c ${look}" --v=${Math.round(share * 100)}
      title=${`${from.name} asked ${to.name}: ${kept} of ${due} kept${answered}`}>
      <b>${percent(share)}</b>
      <span><i>n ${due}</i>${medianDays === null ? null : html`<i>${number(medianDays)} d</i>`}</span></span></td>`;
}

/** Kept over due of all, never a mean of shares. */
function total(rows) {
  const due = rows.reduce((sum, row) => sum + row.due, 0);
  const kept = rows.reduce((sum, row) => sum + row.kept, 0);
  return html`
    <td><span class="c all">${due ? html`<b>${percent(kept / due)}</b><span>n ${due}</span>` : '–'}</span></td>`;
}
