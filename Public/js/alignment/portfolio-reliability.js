// How far teams can rely on each other's promises: rows ask, columns deliver. For learning, by team, never by person.

import { computed, effect, html, match, signal, untrack } from '../dom.js';
import { get } from '../api.js';
import { teamName } from '../elements/team.js';
import { dayWithYear, isNothing, many, number, percent } from '../format.js';
import { allTeams } from '../session.js';
import { moved, PERIODS, usual } from './periods.js';

const FEW = 10;
const LOW = 0.7;

/** `period` reads { name, from, to } (periods.js). Where the server refuses, nothing is shown. */
export function reliabilityCard({ period, setPeriod }) {
  const answer = signal(null);
  const problem = signal(null);
  const asked = computed(() => `${new URLSearchParams({ from: period().from, to: period().to })}`);
  const read = () => readInto({ answer, problem }, asked.peek());
  effect(() => {
    asked();
    untrack(read);
  });
  return html`
    <section class="card" aria-labelledby="rel-h" ?hidden=${() => problem()?.status === 403}
      aria-busy=${() => String(!answer() && !problem())}>
      <header><h2 id="rel-h">Reliability between teams</h2><p>By team, for learning</p>
        <fieldset class="seg"><legend class="vh">Period</legend>
          ${Object.entries(PERIODS).map(([name, { word }]) => html`
            <label><input type="radio" name="period" .checked=${() => period().name === name}
              @change=${() => setPeriod(usual(name))}>${word}</label>`)}
        </fieldset>
      </header>
      ${days(period, setPeriod)}
      ${match(() => (problem() ? missing : answer() ? matrix : waiting), draw => draw({ answer, problem, read }))}
    </section>`;
}

const waiting = () => html`<div class="body"><i class="sk block"></i></div>`;

const missing = ({ problem, read }) => html`
  <p class="more" role="alert"><span>The promises could not be read. ${problem.peek().message}</span>
    <button type="button" class="btn line sm" @click=${read}>Try again</button></p>`;

/** From which day to which, the reader's own as soon as one of them is changed. */
function days(period, setPeriod) {
  const field = (name, word) => html`
    <label><span>${word}</span>
      <input class="field" type="date" required min="1970-01-01" max="2199-12-31" .value=${() => period()[name]}
        @change=${({ target }) => {
          if (target.validity.valid) setPeriod(moved(period(), { [name]: target.value }));
          else target.value = period()[name];
        }}></label>`;
  return html`<div class="from-to" role="group" aria-label="Days">${field('from', 'From')}${field('to', 'To')}</div>`;
}

let request = 0;
async function readInto({ answer, problem }, asked) {
  const mine = ++request;
  problem.set(null);
  try {
    const body = await get(`/api/reliability?${asked}`);
    if (mine === request) answer.set(body);
  } catch (error) {
    if (mine === request) problem.set(error);
  }
}

/** The promises that a cell counts, each with what became of it. */
const behind = (from, to, { from: first, to: last }) => async () => (await import('../tasks/behind.js')).showTasks({
  title: `Promised by ${to.name} to ${from.name}`,
  words: `What was promised for days from ${dayWithYear(first)} to ${dayWithYear(last)}; a promise that was moved stands by its newest day.`,
  questions: [{ from: from.id, team: to.id, promised: `${first}..${last}` }],
});

function matrix({ answer }) {
  const cells = computed(() => new Map(answer().rows.map(row => [`${row.from} ${row.to}`, row])));
  const shown = computed(() => {
    const named = new Set(answer().rows.flatMap(row => [row.from, row.to]));
    return allTeams().filter(team => named.has(team.id));
  });
  return html`
    <div class="rel" role="region" tabindex="0" aria-label="Reliability between teams, as a table">
      ${() => (shown().length ? table(shown(), cells(), answer()) : html`
        <p class="empty-state slim">No team promised another anything for these days.</p>`)}
    </div>
    <p class="foot"><span>Share kept, number due of those promised (n), median days to answer</span>
      <span><i class="k low"></i>under ${percent(LOW)}</span>
      <span><i class="k few"></i>fewer than ${FEW} due</span></p>`;
}

function table(all, cells, period) {
  const between = (from, to) => cells.get(`${from.id} ${to.id}`);
  const sum = rows => total(rows.filter(Boolean));
  return html`
    <table>
      <caption class="vh">Share of promises kept; rows ask, columns deliver</caption>
      <thead><tr><th scope="col">Asks</th>${all.map(team => html`<th scope="col">${teamLink(team)}</th>`)}
        <th scope="col">All</th></tr></thead>
      <tbody>${all.map(from => html`
        <tr><th scope="row">${teamLink(from)}</th>
          ${all.map(to => (from === to ? self() : cell(between(from, to), from, to, period)))}
          ${sum(all.map(to => from !== to && between(from, to)))}</tr>`)}</tbody>
      <tfoot><tr><th scope="row">All</th>
        ${all.map(to => sum(all.map(from => from !== to && between(from, to))))}
        ${sum(all.flatMap(from => all.map(to => from !== to && between(from, to))))}</tr></tfoot>
    </table>`;
}

const teamLink = team => html`<a href=${`/teams/${team.id}`}>${teamName(team)}</a>`;

const self = () => html`<td><span class="c self"></span><span class="vh">the same team</span></td>`;

/** What was asked of a team is worth telling before the first of it falls due: how much, and how soon it answered. */
function cell(row, from, to, period) {
  if (!row) return html`<td><span class="c few"><span class="vh">nothing promised</span></span></td>`;
  const { made, due, kept, share, medianDays } = row;
  const kind = due < FEW ? 'few' : share < LOW ? 'low' : '';
  return html`
    <td><button type="button" class="c ${kind}" --v=${due ? Math.round(share * 100) : 0} title=${inWords(row, from, to)}
      @click=${behind(from, to, period)}>
      <b>${due ? percent(share) : html`<span aria-hidden="true">–</span><span class="vh">none due yet</span>`}</b>
      <span><i>n ${ofMade(due, made)}</i>${isNothing(medianDays) ? null : html`<i>${number(medianDays)} d</i>`}</span>
    </button></td>`;
}

const ofMade = (due, made) => (due < made ? `${due} of ${made}` : due);

function inWords({ made, due, kept, medianDays }, from, to) {
  const judged = due ? `${kept} of ${due} due were kept` : 'none has fallen due yet';
  const answered = isNothing(medianDays) ? '' : `, answered in ${number(medianDays)} days (median)`;
  return `${to.name} made ${from.name} ${many(made, 'promise')}: ${judged}${answered}`;
}

/** Kept over due of all, never a mean of shares. */
function total(rows) {
  const sum = name => rows.reduce((all, row) => all + row[name], 0);
  const [made, due, kept] = ['made', 'due', 'kept'].map(sum);
  return html`
    <td><span class="c all">${made ? html`
      <b>${due ? percent(kept / due) : '–'}</b><span>n ${ofMade(due, made)}</span>` : '–'}</span></td>`;
}
