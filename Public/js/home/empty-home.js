// Home before anything waits for its member: what will stand here, with examples, and the first step.

import { html } from '../dom.js';
import { isStaff } from '../access/rights.js';
import { icon } from '../elements/icon.js';
import { me } from '../session.js';

export function emptyHome() {
  return html`
    <div class="teach">
      ${lesson('ask', 'Requests', `When somebody asks your team to commit to an objective, and you represent the team on
        that plan, you commit or decline here.`, html`
        <div class="line"><span><b>Adopt analytics in four depots</b></span><span class="end tag">Commit</span></div>`)}
      ${lesson('check', 'Your work', 'The tasks assigned to you over all accounts, by the day they are due.', html`
        <div class="line">${icon('doing', 'st doing')}<span><b>Share the buying committee</b></span>
          <span class="end due soon">Today</span></div>`)}
      ${lesson('target', 'Plans', `One shared plan for each account, written by all the teams that serve it. Those you
        work on stand here and in the sidebar.`, html`
        <div class="line"><span><b>Velmora Rail</b></span><span class="end sub">FY27</span></div>`)}
      ${isStaff(me()) ? firstStep() : guestStep()}
    </div>`;
}

const firstStep = () => html`
  <section class="card lesson">
    <h2>${icon('building')}Begin with one account</h2>
    <p>Add the customer, start its plan, write one objective, and ask each team for its commitment.</p>
    <a class="btn primary" href="/accounts?new">New account</a>
  </section>`;

const guestStep = () => html`
  <section class="card lesson">
    <h2>${icon('people')}You are a guest here</h2>
    <p>You see the plans you are put on. Ask who invited you to put you on the plan you are to work on.</p>
  </section>`;

const lesson = (drawing, title, text, example) => html`
  <section class="card lesson">
    <h2>${icon(drawing)}${title}</h2>
    <p>${text}</p>
    <div class="example" aria-hidden="true"><span class="tag">Example</span>${example}</div>
  </section>`;
