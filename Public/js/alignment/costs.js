// What costs points, the dearest first, each with the one action that mends it: a button for whoever may take it, else
// words and the avatar of who can. On a closed plan nothing is mended any more.

import { each, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { oneDecimal } from '../format.js';
import { promiseToMend } from '../tasks/handshake.js';
import { costInWords } from './cost-words.js';
import { INGREDIENTS } from './ingredients.js';

const SHOWN = 5;

export function costs(room) {
  const isAll = signal(false);
  const reading = room.alignment.now;
  const all = () => reading().costs;
  const rest = () => all().slice(SHOWN);
  const shown = () => (isAll() ? all() : all().slice(0, SHOWN));
  const sum = list => oneDecimal(list.reduce((total, it) => total + it.points, 0));
  return html`
    <div class="why">
      <h3>What costs points <span class="sub">${() => `${oneDecimal(100 - reading().score)} to gain`}</span></h3>
      ${when(() => all().length === 0, () => html`<p>Nothing: all teams agree with the plan as it stands.</p>`)}
      <ol>${each(shown, keyOf, cost => row(room, cost))}</ol>
      ${when(() => rest().length > 0, () => html`
        <button type="button" class="btn quiet sm rest" aria-expanded=${isAll} @click=${() => isAll.update(is => !is)}>
          ${() => icon(isAll() ? 'up' : 'down')}
          ${() => (isAll() ? 'Show the five largest' : `${rest().length} smaller, ${sum(rest())} points together`)}
        </button>`)}
    </div>`;
}

const keyOf = ({ ingredient, cause, team, objective, commitment }) =>
  [ingredient, cause, team, objective, commitment].join(' ');

function row(room, cost) {
  const words = () => costInWords(cost(), room.alignment.now(), room);
  return html`
    <li>
      <span class="p"><span class="vh">costs${' '}</span>−${() => oneDecimal(cost().points)}</span>
      <span class="letter" aria-hidden="true" title=${INGREDIENTS[cost.peek().ingredient].word}>
        ${INGREDIENTS[cost.peek().ingredient].letter}</span>
      <span class="x">${() => words().text}</span>
      <span class="do">${() => mending(room, cost(), words().mend)}</span>
    </li>`;
}

function mending(room, cost, words) {
  if (room.plan()?.state === 'closed') return null;
  const action = ACTIONS[cost.mend]?.(room, cost, room.standing());
  const isMine = cost.who.includes(room.me().id) || (action && cost.mend !== 'readPulse');
  const who = isMine ? room.me().id : cost.who[0];
  return [action ? pressed(action) : html`<span>${words}</span>`, who ? avatar(room.member(who), 'xs') : null];
}

const pressed = ({ text, href, run }) => (href
  ? html`<a class="btn line sm" href=${href}>${text}</a>`
  : html`<button type="button" class="btn line sm" @click=${run}>${text}</button>`);

const show = element => {
  element?.scrollIntoView({ block: 'center' });
  return element;
};
const find = selector => show(document.querySelector(selector));

const openCell = (text, selector) => ({ text, run: () => find(selector)?.click() });
const cellOf = ({ objective, team }) => `[data-cell="${objective} ${team}"]`;

function review(text, room) {
  const run = () => {
    room.alignment.reviewing.set(true);
    find('#drift')?.focus({ preventScroll: true });
  };
  return { text, run };
}

/** For each `mend` what there is to press, for a reader of this standing; nothing for who may not. */
const ACTIONS = {
  sign: (room, { team }, may) => (may.canAnswerFor(team) ? review('Sign', room) : null),
  reviewDrift: (room, { team }, may) => (may.canAnswerFor(team) ? review('Review the changes', room) : null),
  answerConcern: (room, { team }, may) => (may.canManage
    ? { text: 'Answer the concern', href: `/plans/${room.id}?signoffs=${team}#answer` } : null),
  addObjective: (room, cost, may) => (may.canEdit
    ? { text: 'Add an objective', run: () => find('.add-row input')?.focus() } : null),
  ask: (room, { objective }, may) => (may.canEdit ? openCell('Ask a team', `[data-cell^="${objective} "].none`) : null),
  answer: (room, cost, may) => (may.canAnswerFor(cost.team) ? openCell('Answer', cellOf(cost)) : null),
  settle(room, cost, may) {
    if (may.isGeneralManager) return openCell('Settle the decline', cellOf(cost));
    if (may.canAnswerFor(cost.team)) return openCell('Change our answer', cellOf(cost));
    // Where nobody is accountable for the account nobody can settle; the team can be asked again.
    return may.canEdit && !room.account().generalManager ? openCell('Ask again', cellOf(cost)) : null;
  },
  keepPromises(room, { team }, may) {
    const task = promiseToMend(room.tasks(), team);
    if (!task || !may.canEditTask(task, 'status')) return null;
    return { text: `Finish ${task.title}`, href: room.taskAddress(task) };
  },
  readPulse: room => ({ text: 'Read the notes', href: `/plans/${room.id}?figure=pulse` }),
  talk: (room, cost, may) => (may.canManage
    ? { text: 'Talk it through', href: `/plans/${room.id}?figure=pulse` } : null),
};
