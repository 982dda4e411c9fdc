// What a team is asked for and has not answered yet; answered in place by whoever may.

import { each, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { teamName } from '../elements/team.js';
import { waited } from '../format.js';
import { member, team } from '../session.js';
import { record } from '../store.js';

const SHOWN = 6;

/** `waiting` reads tasks and commitments; `canAnswer(it)` whether the reader may; `answerRow` draws those. */
export function waitingCard({ waiting, canAnswer, answerRow }) {
  const isAll = signal(false);
  const shown = () => (isAll() ? waiting() : waiting().slice(0, SHOWN));
  return html`
    <section class="card" aria-labelledby="waiting-h">
      <header><h2 id="waiting-h">Waiting for an answer</h2>
        <p>Asked of the team’s representatives, over all accounts</p></header>
      ${when(() => waiting().length,
        () => html`<ul class="reqs">${each(shown, it => it.id, it =>
          when(() => canAnswer(it()), () => answerRow(it), () => plainRow(it)))}</ul>`,
        () => html`<p class="empty-state slim">Every request has its answer.</p>`)}
      ${when(() => waiting().length > shown().length, () => html`
        <p class="foot"><button type="button" class="link" @click=${() => isAll.set(true)}>
          ${() => `Show all ${waiting().length}`}</button></p>`)}
    </section>`;
}

function plainRow(it) {
  const isTask = 'handshake' in it.peek();
  const title = () => (isTask ? it().title : record('objective', it().objective)?.title ?? 'An objective');
  const href = () => (isTask
    ? `/plans/${it().plan}/tasks?task=${it().id}` : `/plans/${it().plan}?objective=${it().objective}`);
  const asker = () => member(isTask ? it().createdBy : it().askedBy);
  const account = () => record('account', record('plan', it().plan)?.account)?.name;
  return html`
    <li class="plain">
      ${() => avatar(asker(), 'lg')}
      <div class="tx">
        <a class="tt" href=${href}>${title}</a>
        <p><span>${() => asker()?.name.split(' ')[0] ?? 'Somebody'} asks</span>
          ${() => (isTask ? teamName(team(it().from)) : null)}
          <span>${account}</span><span>${isTask ? 'a task' : 'a commitment'}</span></p>
      </div>
      <div class="by"><span class="num">${() => waited(isTask ? it().createdAt : it().askedAt)}</span>
        <small>waiting</small></div>
    </li>`;
}
