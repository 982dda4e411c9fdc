// Decisions as they are written down and looked back on: who sees to them, by when, and the task that was made of them.

import { html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { day, distance } from '../format.js';
import { tell } from '../shell/tell.js';
import { isLate } from '../tasks/statuses.js';
import { outcomeOf } from './causes.js';
import { talkMark } from './mark.js';

/** Who, by when and the task, each where it is edited; `canWrite` reads whether the decision itself may be. */
export function decisionFoot(room, sheet, decision, { isFirst = () => false } = {}) {
  const edit = (field, options) => room.edit('decision', decision, field, { ...options, canEdit: sheet.canWrite });
  const task = () => room.task(decision().task);
  const canMake = () => !decision().task && room.standing().canEdit && room.plan()?.state !== 'closed' && decision().rev;
  return html`
    <p class="ow">
      ${edit('owner', { label: 'Who sees to it', type: 'member', members: () => room.members(), empty: 'Nobody yet' })}
      ${edit('due', { label: 'By when', type: 'day', show: value => `by ${day(value)}`, empty: 'no day' })}
      ${when(task, () => taskLink(room, task))}
      ${when(canMake, () => html`
        <button type="button" class="btn quiet sm" @click=${() => makeTask(sheet, decision.peek())}>
          ${icon('check')}Make a task${() => (isFirst() ? html`<kbd aria-hidden="true">t</kbd>` : null)}</button>`)}
    </p>`;
}

/** A refusal is told; the task comes with the answer. */
export const makeTask = (sheet, decision) => sheet.makeTask(decision).catch(tell);

/** The task and how it stands. */
export function taskLink(room, task) {
  return html`
    <a class="made" href=${() => room.taskAddress(task())}>T-${() => task().number}${' '}
      <span class=${() => `tag ${isLate(task()) ? 'bad' : outcomeOf(task()).tone}`}>
        ${() => (isLate(task()) ? distance(task().promised ?? task().due) : outcomeOf(task()).word)}</span></a>`;
}

/** One decision as a row of a list, to look back on. */
export function decisionRow(room, decision) {
  const task = () => room.task(decision().task);
  const owner = () => room.member(decision().owner);
  return html`
    <li class="decided">
      ${icon('gavel')}<p>${() => decision().text}</p>
      <span class="ow">
        ${() => (owner() ? [avatar(owner(), 'xs'), owner().name] : 'Nobody yet')}
        ${() => (decision().due ? `, by ${day(decision().due)}` : '')}
        ${talkMark(room, () => `decision:${decision.peek().id}`, () => decision().text)}</span>
      ${when(task, () => taskLink(room, task), () => html`<span class="tag open">No task</span>`)}
    </li>`;
}
