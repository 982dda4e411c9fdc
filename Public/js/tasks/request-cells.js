// What a row of tasks says of a request between teams: from whom to whom, the answer or the buttons for it, the day.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { day, distance } from '../format.js';
import { STEPS } from './answers.js';
import { handshakeOf, HANDSHAKES, inBrief, otherDay } from './handshake.js';
import { dueTone, isOpen, stands } from './statuses.js';

export const handshakeIcon = task =>
  icon(HANDSHAKES[handshakeOf(task)].icon, `hand ${handshakeOf(task)}`);

export const betweenTeams = (task, names) => html`
  <span class="between">${teamName(names.teamOf(task.from))}${icon('right')}<span class="vh">to</span>
    ${teamName(names.teamOf(task.team))}</span>`;

/** How it stands, or the buttons of whoever may answer. */
export function answering(desk, task, { isTagged = true } = {}) {
  const steps = desk.steps(task).filter(step => IN_ROWS.has(step));
  const hasTag = isTagged && (steps.length === 0 || !isOpen(task));
  return [hasTag ? handshakeTag(task) : null, stepButtons(task, steps)];
}

export function handshakeTag(task) {
  const [words, tone, fewer] = inBrief(task);
  if (!fewer) return html`<span class="tag ${tone}">${words}</span>`;
  return html`<span class="tag ${tone}"><span class="long">${words}</span><span class="short">${fewer}</span></span>`;
}

/** What a row offers: the answer that is waited for, and the way back from what was called done. */
const IN_ROWS = new Set(['accept', 'acceptDay', 'counter', 'decline', 'hold', 'reopen']);

/** `steps` are names of STEPS; the first may be the wished-for one. */
export const stepButtons = (task, steps) => steps.map(step => {
  const { text, rest, look = 'quiet', run } = STEPS[step];
  const more = rest?.(task) ?? '';
  return html`
    <button type="button" class="btn sm ${look}" aria-label=${`${text}${more}: ${task.title}`}
      @click=${() => run(task)}><span>${text}<span class="long">${more}</span></span></button>`;
});

/** Why it was declined, or why another day: somebody's own words, for the row that has room for them. */
export const reasonOf = task =>
  (isOpen(task) && ['declined', 'countered'].includes(handshakeOf(task)) ? task.answer : null);

export function requestDay(task) {
  const [first, other] = [task.promised ?? task.due, isOpen(task) ? otherDay(task) : null];
  const tone = stands(task) || !other ? dueTone(task) : '';
  if (other) {
    const before = first ? html`<s class=${tone}><span class="vh">instead of${' '}</span>${day(first)}</s>` : null;
    return html`<span class="due">${before}${' '}<time datetime=${other}>${day(other)}</time></span>`;
  }
  if (!first) return null;
  return html`
    <time datetime=${first} class="due ${tone}" title=${isOpen(task) ? distance(first) : null}>${day(first)}</time>`;
}
