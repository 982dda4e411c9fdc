// A piece of work that one team asks of another: accepted, countered with another day, or declined with a reason. Of
// what is promised already only the day is talked about: the other one is accepted, or the promised one stands.

import { html, match, signal } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { teamName } from '../elements/team.js';
import { day as dayText, many, weekday } from '../format.js';
import { member, team } from '../session.js';
import { tell } from '../shell/tell.js';
import { record } from '../store.js';
import { answerRequest } from '../tasks/answers.js';
import { otherDay } from '../tasks/handshake.js';
import { stands } from '../tasks/statuses.js';
import { answerForm } from './answer-form.js';
import { dayForm } from './day-form.js';

const first = person => person?.name.split(' ')[0] ?? 'Somebody';

export function taskRequest(it) {
  const isOffer = () => it().handshake === 'countered';
  const other = () => member(isOffer() ? it().answeredBy : it().createdBy);
  const otherTeam = () => team(isOffer() ? it().team : it().from);
  const account = () => record('account', record('plan', it().plan)?.account)?.name;
  const wanted = () => otherDay(it()) ?? it().due;
  const words = () => (isOffer() ? it().answer : it().notes);
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
      ${match(() => [it().handshake, stands(it()), Boolean(it().due), it().counter].join(), () => acts(it))}
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

function acts(it) {
  const form = signal(null);
  const toggle = how => () => form.update(now => (now === how ? null : how));
  const send = answer => () => answerRequest(it.peek(), { answer }).catch(tell);
  const button = (text, run, { how = null, look = 'quiet' } = {}) => html`
    <button type="button" class="btn sm ${look}" aria-label=${() => `${text}: ${it().title}`}
      aria-expanded=${() => how && form() === how} @click=${run}>${text}</button>`;
  const { due, promised, handshake } = it.peek();
  const isPromise = stands(it.peek());
  const hold = isPromise && button(`Hold to ${dayText(promised)}`, toggle('declined'), { how: 'declined' });
  if (handshake === 'countered') {
    return html`
      <div class="acts">${button('Accept', send('accepted'), { look: 'line' })}
        ${hold || button('Withdraw and drop', send('withdrawn'))}</div>
      ${match(form, how => drawForm(how, it, form))}`;
  }
  const accept = due ? button('Accept', send('accepted'), { look: 'line' })
    : button('Accept', toggle('accepted'), { how: 'accepted', look: 'line' });
  return html`
    <div class="acts">${accept}
      ${button('Counter', toggle('countered'), { how: 'countered' })}
      ${hold || button('Decline', toggle('declined'), { how: 'declined' })}</div>
    ${match(form, how => drawForm(how, it, form))}`;
}

function drawForm(how, it, form) {
  const task = it.peek();
  const send = words => answerRequest(task, { answer: how, ...words });
  if (how === 'declined') {
    const isPromise = stands(task);
    return answerForm({
      label: isPromise ? `Why not ${dayText(otherDay(task))}?` : 'Why not?', isRequired: true, form,
      submit: isPromise ? `Hold to ${dayText(task.promised)}` : 'Decline', send: reason => send({ reason }),
    });
  }
  if (how === 'accepted') return dayForm({ legend: 'Promised for', verb: 'Promise', form, send });
  if (how === 'countered') {
    const to = first(member(task.createdBy));
    return dayForm({ legend: 'Another day', verb: 'Send', after: task.due, hasNote: true, to, form, send });
  }
  return null;
}
