// What a team has promised and not yet done, by the promised day.

import { each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { daysUntil, many, weekday } from '../format.js';
import { member, team } from '../session.js';
import { record } from '../store.js';
import { STATUSES } from '../tasks/statuses.js';

const HEADS = ['Promised for', 'Status', 'Promise', 'Account', 'Asked by', 'Assignee'];

export function promisesCard(promises) {
  return html`
    <section class="card" aria-labelledby="promises-h">
      <header><h2 id="promises-h">Promises</h2><p>Accepted and open, by the promised day</p></header>
      ${when(() => promises().length, () => html`
        <table class="rows cards" role="table" data-keys="list">
          <caption class="vh">Open promises</caption>
          <thead class="vh"><tr role="row">${HEADS.map(word => html`
            <th scope="col" role="columnheader">${word}</th>`)}</tr></thead>
          <tbody role="rowgroup">${each(promises, it => it.id, row)}</tbody>
        </table>`, () => html`<p class="empty-state slim">Nothing is promised to another team at the moment.</p>`)}
    </section>`;
}

function row(it) {
  const days = () => daysUntil(it().promised);
  const tone = () => (days() < 0 ? 'late' : days() <= 3 ? 'soon' : '');
  const account = () => record('account', record('plan', it().plan)?.account)?.name;
  const status = () => STATUSES[it().status];
  return html`
    <tr role="row" data-row>
      <td role="cell" class="dy"><time datetime=${() => it().promised} class=${() => ['due', tone()]}>
        ${() => (days() === 0 ? 'Today' : weekday(it().promised))}</time></td>
      <td role="cell" class="ic">${() => icon(status().icon, `st ${it().status}`)}
        <span class="vh">${() => status().word}</span></td>
      <th scope="row" role="rowheader" class="ti">
        <a data-open href=${() => `/plans/${it().plan}/tasks?task=${it().id}`}>${() => it().title}</a>${' '}
        ${() => (days() < 0 ? html`<span class="tag bad">${many(-days(), 'day')} late</span>` : null)}
        ${() => (it().handshake === 'accepted' ? null : html`<span class="tag warn">New day proposed</span>`)}</th>
      <td role="cell" class="ac">${account}</td>
      <td role="cell" class="tm">${() => teamName(team(it().from))}</td>
      <td role="cell" class="as">${() => avatar(member(it().assignee), 'sm')}</td>
    </tr>`;
}
