// A team's load by week as stacked bars, with the same figures as a table behind them.

import { computed, html } from '../dom.js';
import { addDays, day, mondayOf, today } from '../format.js';

/** From the foot up; what each stands for is said beneath, so that no colour stands alone. */
const PARTS = [['done', 'Done'], ['promised', 'Promised'], ['other', 'Other work'], ['overdue', 'Overdue']];

/** `weeks` reads [{ week, promised, other, done, overdue }]; promised and other are open and not overdue. */
export function loadCard(weeks, team) {
  const most = computed(() => Math.max(1, ...weeks().map(sum)));
  return html`
    <section class="card" aria-labelledby="load-h">
      <header><h2 id="load-h">Load by week</h2><p>Tasks by due week</p></header>
      <div class="load" aria-hidden="true" data-color=${() => team().color}>
        ${() => weeks().map(week => html`
          <div class=${['wk', isThisWeek(week) && 'now']}>
            <span class="v">${sum(week) || ''}</span>
            <div class="stack" --h=${(sum(week) / most()) * 100}>
              ${PARTS.map(([name]) => (week[name] ? html`<i class=${name} --n=${week[name]}></i>` : null))}</div>
            <span class="x">${day(week.week)}</span>
          </div>`)}
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

const sum = week => PARTS.reduce((total, [name]) => total + week[name], 0);
const isThisWeek = ({ week }) => week === mondayOf(today()) || (week <= today() && today() < addDays(week, 7));
