// The plans of an account, newest first, each with its score and what it stands at.

import { isStaff } from '../access/rights.js';
import { figures as alignment } from '../alignment/figures.js';
import { scoreCell } from '../alignment/score.js';
import { each, html, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { day, dayWithYear, many } from '../format.js';
import { PLAN_STATES } from '../kinds.js';
import { me } from '../session.js';

/** `start` begins a plan, null where the reader may not. */
export function plansCard({ plans, figures, start }) {
  return html`
    <section class="card" aria-labelledby="plans-h">
      <header><h2 id="plans-h">Plans</h2><p>${() => (plans().length ? many(plans().length, 'plan') : '')}</p></header>
      <table class="tbl plans cards" role="table" ?hidden=${() => plans().length === 0}>
        <caption class="vh">Plans of this account</caption>
        <thead><tr role="row">
          <th scope="col" role="columnheader">Plan</th><th scope="col" role="columnheader">Period</th>
          ${isStaff(me()) && html`<th scope="col" role="columnheader">Alignment</th>`}
          <th scope="col" role="columnheader">Committed</th>
          <th scope="col" role="columnheader">Tasks</th>
        </tr></thead>
        <tbody role="rowgroup">${each(plans, plan => plan.id, plan => row(plan, () => figures()[plan().id]))}</tbody>
      </table>
      ${when(() => plans().length === 0, () => nothing(start))}
    </section>`;
}

function row(plan, figures) {
  return html`
    <tr role="row">
      <th scope="row" role="rowheader" class="ti">
        <a href=${() => `/plans/${plan().id}`}>${() => plan().title}</a>
        ${() => stateTag(PLAN_STATES[plan().state])}
        ${() => (plan().access === 'restricted' ? html`<span class="tag open">${icon('lock')}Restricted</span>` : null)}
      </th>
      <td role="cell" class="pe">${() => period(plan())}</td>
      ${isStaff(me()) && html`<td role="cell" class="sco">${() => scoreCell(alignment(plan().id))}</td>`}
      <td role="cell" class="cm">${() => committed(figures(), plan().id)}</td>
      <td role="cell" class="tn">${() => tasks(figures(), plan().id)}</td>
    </tr>`;
}

const stateTag = ({ word, tone }) => html`<span class="tag ${tone}">${word}</span>`;

function period({ start, end }) {
  if (start && end) return `${day(start)} to ${dayWithYear(end)}`;
  return end ? `to ${dayWithYear(end)}` : start ? `from ${dayWithYear(start)}` : 'Open';
}

function committed(figures, plan) {
  const asked = figures ? figures.asked + figures.committed + figures.declined : 0;
  if (!asked) return null;
  return html`
    <a class="of" href=${`/plans/${plan}#commitments-h`}><span>${figures.committed} of ${asked}<small> committed</small></span>
      <span class="bar" aria-hidden="true"><i --p=${(figures.committed / asked) * 100}></i></span></a>`;
}

/** How many are open, as the way to them. */
export function tasks(figures, plan) {
  if (!figures?.open) return null;
  const late = figures.overdue ? html`, <span class="due late">${figures.overdue} late</span>` : null;
  return html`<a href=${`/plans/${plan}/tasks`}>${figures.open} open<small> tasks</small>${late}</a>`;
}

function nothing(start) {
  return html`
    <div class="empty-state">
      <p>A plan is written by all the teams that serve this customer, for a period such as a year: what to reach, who
        promises what, and the work.</p>
      ${start ? html`<button type="button" class="btn primary" @click=${start}>Start a plan</button>` : null}
      <div class="example" aria-hidden="true">
        <span class="tag">Example</span>
        <div class="line"><b>FY27</b><span>5 objectives, 14 of 16 committed</span></div>
      </div>
    </div>`;
}
