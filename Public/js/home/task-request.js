// A piece of work that one team asks of another: accepted, countered with another day, or declined with a reason. Of
// what is promised already only the day is talked about: the other one is accepted, or the promised one stands.

import { html, match } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { teamName } from '../elements/team.js';
import { day as dayText, many, weekday } from '../format.js';
import { member, team } from '../session.js';
import { tell } from '../shell/tell.js';
import { record } from '../store.js';
import { otherDay } from '../tasks/handshake.js';
import { stands } from '../tasks/statuses.js';
import { answering, fetchForms } from './answering.js';

const first = person => person?.name.split(' ')[0] ?? 'Somebody';

export function taskRequest(it) {
  const isOffer = () => it().handshake === 'countered';
  const other = () => member(isOffer() ? it().answeredBy : it().createdBy);
  const otherTeam = () => team(isOffer() ? it().team : it().from);
  const account = () => record('account', record('plan', it().plan)?.account)?.name;
  const wanted = () => otherDay(it()) ?? it().due;
  const words = () => (isOffer() ? it().answer : it().notes);
  const beneath = answering(it);
  return html`
    <li data-row tabindex="-1">
      ${() => avatar(other(), 'lg')}
      <div class="tx">
        <a class="tt" data-open href=${() => `/plans/${it().plan}/tasks?task=${it().id}`}>${() => it().title}</a>
        <p><span>${() => does(it(), first(other()))}</span>
          ${() => teamName(otherTeam())}<span>${account}</span>
          ${() => (it().effort ? html`<span class="opt">${many(it().effort, 'day')} of work</span>` : null)}</p>
        ${() => (words() ? html`<p class="ask">${words()}</p>` : null)}
      </div>
      <div class="by">${() => (wanted()
        ? html`<time datetime=${wanted()}>${weekday(wanted())}</time>` : html`<span>No day yet</span>`)}
        <small>${() => instead(it(), isOffer())}</small></div>
      <div class="acts">
        ${match(() => [it().handshake, it().promised, Boolean(it().due)].join(), () => answerButtons(it, beneath))}</div>
      ${beneath.view}
    </li>`;
}

/** Who moved the day of a promise by hand is not known; for which team is. */
function does(task, who) {
  const isOffer = task.handshake === 'countered';
  if (stands(task)) return isOffer ? 'Another day offered by' : 'Another day asked for by';
  return isOffer ? `${who} offers another day` : `${who} asks`;
}

function instead(task, isOffer) {
  const before = stands(task) ? task.promised : isOffer ? task.due : null;
  if (before) return `instead of ${weekday(before)}`;
  return isOffer ? 'offered day' : 'wanted day';
}

const answer = (task, word) =>
  fetchForms().then(({ answerRequest }) => answerRequest(task, { answer: word })).catch(tell);

/** Beside a request: what can be said to it; `beneath` is what answering() gave. */
export function answerButtons(it, { button }) {
  const { due, promised, handshake } = it.peek();
  const offer = (text, about) => button(text, () => it().title, about);
  const send = word => ({ run: () => answer(it.peek(), word) });
  const isOffer = handshake === 'countered';
  const hold = stands(it.peek()) && offer(`Hold to ${dayText(promised)}`, { how: 'declined' });
  return [
    offer('Accept', { look: 'line', ...(isOffer || due ? send('accepted') : { how: 'accepted' }) }),
    isOffer ? hold || offer('Withdraw and drop', send('withdrawn')) : offer('Counter', { how: 'countered' }),
    isOffer ? null : hold || offer('Decline', { how: 'declined' }),
  ];
}
