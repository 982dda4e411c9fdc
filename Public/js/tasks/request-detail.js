// The handshake of one task: who asks whom, what was wanted and offered, the answer, and what can be done about it.

import { html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { day, dayOf, list } from '../format.js';
import { handshakeOf, isRenegotiated, otherDay, stepsFor } from './handshake.js';
import { betweenTeams, handshakeTag, stepButtons } from './request-cells.js';
import { isOpen, stands } from './statuses.js';

export function requestDetail(room, task) {
  return when(() => handshakeOf(task()), () => html`
    <section class="shake" aria-label="Request between teams">
      <div class="head">${() => betweenTeams(task(), room.names)}${() => handshakeTag(task())}</div>
      ${() => told(room, task())}
      ${() => acts(task(), stepsFor(task(), room.standing(), room.plan()))}
    </section>`);
}

function told(room, task) {
  const { misses, released } = task;
  // A day that the asking side moved is no answer: the one before spoke of the promise.
  const isAsked = isRenegotiated(task) && handshakeOf(task) === 'requested';
  return [
    html`<p>${inWords(room, task)}</p>`,
    isAsked ? null : answered(room, task),
    misses.length ? html`<p>Not kept: ${list(misses.map(it => day(it)))}.</p>` : null,
    released ? html`<p>${room.names.team(task.from)} released the promise: it counts as no miss.</p>` : null,
    isOpen(task) && stands(task)
      ? html`<p class="sub">Another day has to be accepted by the other team; until then the promised one stands.</p>`
      : null,
  ];
}

function answered(room, { answer, answeredBy, answeredAt }) {
  const who = room.names.member(answeredBy);
  return [
    answer ? html`<blockquote>${answer}</blockquote>` : null,
    who ? html`<p>${avatar(room.member(answeredBy), 'xs')}${who}, ${day(dayOf(answeredAt))}</p>` : null,
  ];
}

function inWords(room, task) {
  const [asker, deliverer] = [room.names.team(task.from), room.names.team(task.team)];
  const { promised, due } = task;
  const [state, other] = [handshakeOf(task), otherDay(task)];
  if (isRenegotiated(task)) {
    const then = state === 'countered' ? ' and now offers' : `. ${asker} asks for`;
    return `${deliverer} promised it for ${day(promised)}${then} ${day(other)} instead.`;
  }
  return {
    requested: `${deliverer} is asked for it${due ? ` by ${day(due)}` : '; no day is wanted yet'}.`,
    countered: other && `${deliverer} offers ${day(other)}${due ? ` instead of ${day(due)}` : ''}.`,
    accepted: `${deliverer} promised it${promised ? ` for ${day(promised)}` : ''}.`,
    declined: `${deliverer} declined.`,
  }[state];
}

function acts(task, steps) {
  if (steps.length === 0) return null;
  return html`
    <div class="acts">${stepButtons(task, steps)}
      ${steps.join() === 'release' ? html`<span class="sub">What becomes of it is then no miss.</span>` : null}</div>`;
}
