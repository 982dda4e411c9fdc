// The handshake of one task: who asks whom, what was wanted and offered, the answer, and what can be done about it.

import { html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { day, dayOf, list } from '../format.js';
import { release } from './answers.js';
import { handshakeOf, isBroken, mayAnswer } from './handshake.js';
import { betweenTeams, handshakeActs, handshakeTag } from './request-cells.js';

export function requestDetail(room, task) {
  const may = () => mayAnswer(task(), room.standing(), room.me().id);
  return when(() => handshakeOf(task()), () => html`
    <section class="shake" aria-label="Request between teams">
      <div class="head">${() => betweenTeams(task(), room.names)}${() => handshakeTag(task())}</div>
      ${() => told(room, task())}
      ${() => acts(task(), may())}
    </section>`);
}

function told(room, task) {
  const deliverer = room.names.team(task.team);
  const { answer, answeredBy, answeredAt, counter, promised, misses, due, released } = task;
  const by = answeredBy && answeredAt ? html`
    <p>${avatar(room.member(answeredBy), 'xs')}${room.names.member(answeredBy)}, ${day(dayOf(answeredAt))}</p>` : null;
  const words = {
    requested: `${deliverer} is asked for it${due ? ` by ${day(due)}` : '; no day is wanted yet'}.`,
    countered: counter && `${deliverer} offers ${day(counter)}${due ? ` instead of ${day(promised ?? due)}` : ''}.`,
    accepted: promised ? `${deliverer} promised it for ${day(promised)}.` : `${deliverer} promised it.`,
    declined: `${deliverer} declined.`,
  }[handshakeOf(task)];
  return [
    words ? html`<p>${words}</p>` : null,
    answer ? html`<blockquote>${answer}</blockquote>` : null,
    by,
    misses.length ? html`<p>Not kept: ${list(misses.map(it => day(it)))}.</p>` : null,
    released ? html`<p>${room.names.team(task.from)} released the promise: it counts as no miss.</p>` : null,
    !released && handshakeOf(task) === 'accepted' && !isBroken(task)
      ? html`<p class="sub">Another day has to be accepted by the other team; until then the promised one stands.</p>`
      : null,
  ];
}

function acts(task, may) {
  if (may.release) {
    return html`
      <div class="acts"><button type="button" class="btn line sm" @click=${() => release(task)}>Release</button>
        <span class="sub">What becomes of it is then no miss.</span></div>`;
  }
  return handshakeActs(task, may);
}
