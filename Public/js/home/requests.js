// What waits for the member's answer, each answered in place: requests for a piece of work, then commitments asked for.

import { computed, each, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { teamName } from '../elements/team.js';
import { waited } from '../format.js';
import { member, team } from '../session.js';
import { record } from '../store.js';
import { answering } from './answering.js';
import { requestsForMe, waitingForMe } from './mine.js';
import { taskRequest } from './task-request.js';

const SHOWN = 6;

export function requests() {
  const isAll = signal(false);
  const waiting = computed(() => [...requestsForMe(), ...waitingForMe()]);
  const shown = computed(() => (isAll() ? waiting() : waiting().slice(0, SHOWN)));
  return html`
    <section class="card" aria-labelledby="req-h" ?hidden=${() => !waiting().length}>
      <header><h2 id="req-h">Waiting for your answer</h2><p>Asked of the teams you represent</p></header>
      <ul class="reqs" data-keys="list">${each(shown, it => it.id, requestRow)}</ul>
      ${when(() => waiting().length > shown().length, () => html`
        <p class="foot"><button type="button" class="link" @click=${() => isAll.set(true)}>
          ${() => `Show all ${waiting().length}`}</button></p>`)}
    </section>`;
}

/** A request that waits for the reader's answer, be it for a piece of work or for a commitment. */
export const requestRow = it => ('handshake' in it.peek() ? taskRequest(it) : request(it));

function request(it) {
  const { button, view } = answering(it);
  const objective = () => record('objective', it().objective);
  const plan = () => record('plan', it().plan);
  const asker = () => member(it().askedBy);
  const title = () => objective()?.title ?? 'An objective';
  return html`
    <li data-row tabindex="-1">
      ${() => avatar(asker(), 'lg')}
      <div class="tx">
        <a class="tt" data-open href=${() => `/plans/${it().plan}?objective=${it().objective}`}>${title}</a>
        <p><span>${() => asker()?.name.split(' ')[0] ?? 'Somebody'} asks</span>${() => teamName(team(it().team))}
          <span>${() => record('account', plan()?.account)?.name}</span></p>
        ${() => (it().ask ? html`<p class="ask">${it().ask}</p>` : null)}
      </div>
      <div class="by"><span class="num">${() => waited(it().askedAt)}</span>${' '}<small>waiting</small></div>
      <div class="acts">${button('Commit', title, { how: 'committed', look: 'line' })}
        ${button('Decline', title, { how: 'declined' })}</div>
      ${view}
    </li>`;
}
