// A piece of work that one team asks of another: accepted, countered with another day, or declined with a reason.

import { html, match, signal } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { teamName } from '../elements/team.js';
import { many, weekday } from '../format.js';
import { member, team } from '../session.js';
import { record } from '../store.js';
import { answerRequest } from '../tasks/answers.js';
import { answerForm } from './answer-form.js';
import { dayForm } from './day-form.js';

const first = person => person?.name.split(' ')[0] ?? 'Somebody';

export function taskRequest(it) {
  const isOffer = () => it().handshake === 'countered';
  const other = () => member(isOffer() ? it().answeredBy : it().createdBy);
  const otherTeam = () => team(isOffer() ? it().team : it().from);
  const account = () => record('account', record('plan', it().plan)?.account)?.name;
  const wanted = () => (isOffer() ? it().counter : it().due);
  const words = () => (isOffer() ? it().answer : it().notes);
  return html`
    <li>
      ${() => avatar(other(), 'lg')}
      <div class="tx">
        <a class="tt" href=${() => `/plans/${it().plan}/tasks?task=${it().id}`}>${() => it().title}</a>
        <p><span>${() => `${first(other())} ${isOffer() ? 'offers another day' : 'asks'}`}</span>
          ${() => teamName(otherTeam())}<span>${account}</span>
          ${() => (it().effort ? html`<span class="opt">${many(it().effort, 'day')} of work</span>` : null)}</p>
        ${() => (words() ? html`<p class="ask">${words()}</p>` : null)}
      </div>
      <div class="by">${() => (wanted()
        ? html`<time datetime=${wanted()}>${weekday(wanted())}</time>` : html`<span>No day yet</span>`)}
        <small>${() => (isOffer() ? instead(it()) : 'wanted day')}</small></div>
      ${match(isOffer, is => (is ? offerActs(it) : requestActs(it)))}
    </li>`;
}

const instead = ({ due }) => (due ? `instead of ${weekday(due)}` : 'offered day');

function offerActs(it) {
  const answer = how => () => answerRequest(it.peek(), { answer: how });
  return html`
    <div class="acts">
      <button type="button" class="btn line sm" aria-label=${() => `Accept the offered day: ${it().title}`}
        @click=${answer('accepted')}>Accept</button>
      <button type="button" class="btn quiet sm" aria-label=${() => `Withdraw: ${it().title}`}
        @click=${answer('withdrawn')}>Withdraw</button>
    </div>`;
}

function requestActs(it) {
  const form = signal(null);
  const toggle = how => form.update(now => (now === how ? null : how));
  const accept = () => (it.peek().due ? answerRequest(it.peek(), { answer: 'accepted' }) : toggle('accepted'));
  const button = (how, text, look, run) => html`
    <button type="button" class="btn sm ${look}" aria-label=${() => `${text}: ${it().title}`}
      aria-expanded=${() => (how === 'accepted' && it().due ? null : form() === how)} @click=${run}>${text}</button>`;
  return [
    html`<div class="acts">
      ${button('accepted', 'Accept', 'line', accept)}
      ${button('countered', 'Counter', 'quiet', () => toggle('countered'))}
      ${button('declined', 'Decline', 'quiet', () => toggle('declined'))}</div>`,
    match(form, how => drawForm(how, it, form)),
  ];
}

function drawForm(how, it, form) {
  const task = it.peek();
  if (how === 'declined') {
    return answerForm({ label: 'Why not?', submit: 'Decline', isRequired: true, form,
      send: reason => answerRequest(task, { answer: how, reason }) });
  }
  if (how === 'accepted') {
    return dayForm({ legend: 'Promised for', verb: 'Promise', form,
      send: ({ day }) => answerRequest(task, { answer: how, day }) });
  }
  if (how === 'countered') {
    return dayForm({ legend: 'Another day', verb: 'Send', after: task.due, hasNote: true, form,
      to: first(member(task.createdBy)), send: words => answerRequest(task, { answer: how, ...words }) });
  }
  return null;
}
