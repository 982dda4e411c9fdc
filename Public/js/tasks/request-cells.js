// What a row of tasks says of a request between teams: from whom to whom, the answer or the buttons for it, the day.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { day, distance } from '../format.js';
import { accept, answerRequest, counter, decline } from './answers.js';
import { dayOfRequest, handshakeOf, HANDSHAKES, isBroken } from './handshake.js';
import { dueTone, isOpen } from './statuses.js';

export const handshakeIcon = task =>
  icon(HANDSHAKES[handshakeOf(task)].icon, `hand ${handshakeOf(task)}`);

export const betweenTeams = (task, names) => html`
  <span class="between">${teamName(names.teamOf(task.from))}${icon('right')}<span class="vh">to</span>
    ${teamName(names.teamOf(task.team))}</span>`;

export function handshakeTag(task) {
  if (task.released) return html`<span class="tag">Released</span>`;
  if (isBroken(task)) return html`<span class="tag bad">Overdue</span>`;
  const { word, tone } = HANDSHAKES[handshakeOf(task)];
  return html`<span class="tag ${tone}" title=${task.answer}>${word}</span>`;
}

/** `may` is what the reader can do (mayAnswer). */
export function handshakeActs(task, may) {
  if (may.answer) {
    return html`
      <span class="acts">
        ${button(task, 'Accept', 'line', accept)}${button(task, 'Counter', 'quiet', counter)}
        ${button(task, 'Decline', 'quiet', decline)}</span>`;
  }
  if (may.acceptDay) {
    return html`
      <span class="acts">
        ${button(task, `Accept ${day(task.counter)}`, 'line', it => answerRequest(it, { answer: 'accepted' }))}
        ${button(task, 'Withdraw', 'quiet', it => answerRequest(it, { answer: 'withdrawn' }))}</span>`;
  }
  return null;
}

const button = (task, text, look, run) => html`
  <button type="button" class="btn sm ${look}" aria-label=${`${text}: ${task.title}`} @click=${() => run(task)}>
    ${text}</button>`;

export function requestDay(task) {
  if (handshakeOf(task) === 'countered') {
    const wanted = task.promised ?? task.due;
    return html`
      <span class="due">${wanted ? html`<s><span class="vh">asked for${' '}</span>${day(wanted)}</s>` : null}${' '}
        <time datetime=${task.counter}>${day(task.counter)}</time></span>`;
  }
  const at = dayOfRequest(task);
  if (!at) return null;
  return html`
    <time datetime=${at} class="due ${dueTone({ ...task, due: at })}" title=${isOpen(task) ? distance(at) : null}>
      ${day(at)}</time>`;
}
