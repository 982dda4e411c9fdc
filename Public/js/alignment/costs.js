// What costs points, the dearest first, each with the one action that mends it: a button for whoever can, else words
// and the avatar of who can.

import { each, html, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { oneDecimal } from '../format.js';
import { go } from '../router.js';
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
        <button type="button" class="btn quiet sm more" aria-expanded=${isAll} @click=${() => isAll.update(is => !is)}>
          ${() => icon(isAll() ? 'up' : 'down')}
          ${() => (isAll() ? 'Show the five largest' : `${rest().length} smaller, ${sum(rest())} points together`)}
        </button>`)}
    </div>`;
}

const keyOf = ({ ingredient, cause, team, objective, commitment }) =>
  [ingredient, cause, team, objective, commitment].join(' ');

function row(room, cost) {
  const words = () => costInWords(cost(), room.alignment.now(), room.names);
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
  const mine = cost.who.includes(room.me().id);
  const [text, run] = ACTIONS[cost.mend]?.(room, cost) ?? [words, null];
  const who = mine ? room.me().id : cost.who[0];
  return [
    mine && run
      ? html`<button type="button" class="btn line sm" @click=${run}>${text}</button>`
      : html`<span>${mine ? text : wordsForOthers(cost, text)}</span>`,
    who ? avatar(room.member(who), 'xs') : null,
  ];
}

const wordsForOthers = (cost, text) => (cost.mend === 'sign' ? 'Ask for the sign-off' : text);

const show = element => {
  element?.scrollIntoView({ block: 'center' });
  return element;
};
const find = selector => show(document.querySelector(selector));

const review = room => () => {
  room.alignment.reviewing.set(true);
  find('#drift')?.focus({ preventScroll: true });
};

const showPulse = room => go(`/plans/${room.id}?figure=pulse`);

const openCell = selector => () => find(selector)?.click();

/** For each `mend` what its button says and does; without the second there is nothing to press. */
const ACTIONS = {
  sign: room => ['Sign', review(room)],
  reviewDrift: room => ['Review the changes', review(room)],
  answerConcern: () => ['Answer the concern', () => find('.rail .say :is(input, textarea)')?.focus()],
  addObjective: () => ['Add objective', () => find('.add-row input')?.focus()],
  ask: (_, { objective }) => ['Ask', openCell(`[data-cell^="${objective} "].none`)],
  answer: (_, { objective, team }) => ['Answer', openCell(`[data-cell="${objective} ${team}"]`)],
  settle: (_, { objective, team }) => ['Settle the decline', openCell(`[data-cell="${objective} ${team}"]`)],
  keepPromises(room, { team }) {
    const task = promiseToMend(room.tasks(), team);
    if (!task) return ['Keep the next promise', null];
    return [`Finish ${task.title}`, () => go(room.taskAddress(task))];
  },
  readPulse: room => ['Read the notes', () => showPulse(room)],
  talk: room => ['Talk it through', () => showPulse(room)],
};
