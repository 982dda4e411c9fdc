// What a team has promised and not yet done, by the promised day.

import { each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { daysUntil, many, weekday } from '../format.js';
import { member, team } from '../session.js';
import { record } from '../store.js';
import { STATUSES } from '../tasks/statuses.js';

export function promisesCard(promises) {
  return html`
    <section class="card" aria-labelledby="promises-h">
      <header><h2 id="promises-h">Promises</h2><p>Accepted and open, by the promised day</p></header>
      ${when(() => promises().length, () => html`
        <table class="rows" data-keys="list">
          <caption class="vh">Open promises</caption>
          <thead class="vh"><tr><th scope="col">Promised for</th><th scope="col">Status</th><th scope="col">Promise</th>
            <th scope="col">Account</th><th scope="col">Asked by</th><th scope="col">Assignee</th></tr></thead>
          <tbody>${each(promises, it => it.id, row)}</tbody>
        </table>`, () => html`<p class="empty-state slim">Nothing is promised to another team at the moment.</p>`)}
    </section>`;
}

function row(it) {
  const days = () => daysUntil(it().promised);
  const tone = () => (days() < 0 ? 'late' : days() <= 3 ? 'soon' : '');
  const account = () => record('account', record('plan', it().plan)?.account)?.name;
  const status = () => STATUSES[it().status];
  return html`
    <tr data-row>
      <td class="dy"><time datetime=${() => it().promised} class=${() => ['due', tone()]}>
        ${() => (days() === 0 ? 'Today' : weekday(it().promised))}</time></td>
      <td class="ic">${() => icon(status().icon, `st ${it().status}`)}
        <span class="vh">${() => status().word}</span></td>
      <th scope="row" class="ti">
        <a data-open href=${() => `/plans/${it().plan}/tasks?task=${it().id}`}>${() => it().title}</a>
        ${() => (days() < 0 ? html`<span class="tag bad">${many(-days(), 'day')} late</span>` : null)}
        ${() => (it().handshake === 'accepted' ? null : html`<span class="tag warn">New day proposed</span>`)}</th>
      <td class="ac">${account}</td>
      <td class="tm">${() => teamName(team(it().from))}</td>
      <td class="as">${() => avatar(member(it().assignee), 'sm')}</td>
    </tr>`;
}
