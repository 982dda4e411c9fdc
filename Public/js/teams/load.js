// A team's load by week as stacked bars, with the same figures as a table behind them.

import { computed, html } from '../dom.js';
import { addDays, day, many, mondayOf, today } from '../format.js';

/** From the foot up; what each stands for is said beneath, so that no colour stands alone. */
const PARTS = [['done', 'Done'], ['promised', 'Promised'], ['other', 'Other work'], ['overdue', 'Overdue']];

/** `weeks` reads [{ week, promised, other, done, overdue }]; promised and other are open and not overdue. */
export function loadCard(weeks, team) {
  const most = computed(() => Math.max(1, ...weeks().map(sum)));
  return html`
    <section class="card" aria-labelledby="load-h">
      <header><h2 id="load-h">Load by week</h2><p>Tasks by due week</p></header>
      <div class="load" role="group" aria-label="Weeks" data-color=${() => team().color}>
        ${() => weeks().map((week, place) => html`
          <button type="button" class=${['wk', isThisWeek(week) && 'now']} @click=${() => show(team(), week, place === 0)}
            aria-label=${`Week of ${day(week.week)}: ${many(sum(week), 'task')}`}>
            <span class="v">${sum(week) || ''}</span>
            <div class="stack" --h=${(sum(week) / most()) * 100}>
              ${PARTS.map(([name]) => (week[name] ? html`<i class=${name} --n=${week[name]}></i>` : null))}</div>
            <span class="x">${day(week.week)}</span>
          </button>`)}
      </div>
      <div class="vh">
        <table>
          <caption>Tasks by the week they are due</caption>
          <thead><tr><th scope="col">Week of</th>
            ${PARTS.map(([, word]) => html`<th scope="col">${word}</th>`)}</tr></thead>
          <tbody>${() => weeks().map(week => html`
            <tr><th scope="row">${day(week.week)}</th>
              ${PARTS.map(([name]) => html`<td>${week[name]}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
      <ul class="foot load-key" aria-hidden="true" data-color=${() => team().color}>
        ${PARTS.map(([name, word]) => html`<li><i class=${name}></i>${word}</li>`)}</ul>
    </section>`;
}

/** The tasks that a bar stands for; with the first week what is overdue. */
async function show(team, { week }, isFirst) {
  const { showTasks } = await import('../tasks/behind.js');
  const dueThen = { team: team.id, due: `${week}..${addDays(week, 6)}`, status: 'todo,doing,blocked,done' };
  const overdue = { team: team.id, due: `..${addDays(week, -1)}`, status: 'todo,doing,blocked' };
  showTasks({
    title: `${team.name}, week of ${day(week)}`,
    words: isFirst ? 'Due in this week, and what is overdue from before it.' : 'Due in this week.',
    questions: isFirst ? [overdue, dueThen] : [dueThen],
  });
}

const sum = week => PARTS.reduce((total, [name]) => total + week[name], 0);
const isThisWeek = ({ week }) => week === mondayOf(today()) || (week <= today() && today() < addDays(week, 7));
