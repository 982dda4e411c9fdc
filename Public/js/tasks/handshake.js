// A task that one team asks of another: requested, then accepted, countered with another day, or declined.
// Only an accepted one is a promise.

import { html } from '../dom.js';
import { formDialog } from '../elements/dialog.js';
import { day, daysUntil } from '../format.js';
import { act } from '../outbox.js';
import { me } from '../session.js';
import { tell } from '../shell/tell.js';
import { byUrgency, grouped, isOpen } from './statuses.js';

export const HANDSHAKES = {
  requested: { word: 'Requested', icon: 'asked', tone: 'warn' },
  countered: { word: 'Countered', icon: 'drift', tone: 'warn' },
  accepted: { word: 'Promised', icon: 'yes', tone: '' },
  declined: { word: 'Declined', icon: 'no', tone: 'bad' },
};

/** How a task stands between two teams, or null. One that is still on its way to the server has been asked for. */
export const handshakeOf = task => task.handshake ?? (task.from && task.rev === 0 ? 'requested' : null);

/** The day by which it is kept: the one promised, else the one offered or wanted. */
export const dayOfRequest = task => (handshakeOf(task) === 'accepted' ? task.promised : null) ?? task.due;

export const isBroken = task => handshakeOf(task) === 'accepted' && isOpen(task) && !task.released
  && Boolean(task.promised) && daysUntil(task.promised) < 0;

/** Groups of a plan's tasks, what is open between teams on top. */
export function groupedWithRequests(tasks, by, names) {
  const requests = tasks.filter(task => isOpen(task) && handshakeOf(task));
  const others = grouped(tasks.filter(task => !requests.includes(task)), by, names);
  if (requests.length === 0) return others;
  return [{ key: 'requests', word: 'Requests between teams', tasks: requests.sort(byHandshake) }, ...others];
}

const ORDER = ['requested', 'countered', 'declined', 'accepted'];
const byHandshake = (a, b) =>
  ORDER.indexOf(handshakeOf(a)) - ORDER.indexOf(handshakeOf(b)) || byUrgency(a, b);

/** The promise of a team that is latest, which is the next to finish. */
export const promiseToMend = (tasks, team) => tasks
  .filter(task => task.team === team && handshakeOf(task) === 'accepted' && isOpen(task) && !task.released)
  .sort((a, b) => (a.promised ?? '9').localeCompare(b.promised ?? '9'))[0];

/** What a member may do about it, given their standing on its plan (access/rights.js). */
export function mayAnswer(task, standing, memberId) {
  const state = isOpen(task) ? handshakeOf(task) : null;
  const isDelivering = standing.canAnswerFor(task.team);
  const isAsking = task.createdBy === memberId || standing.canAnswerFor(task.from);
  return {
    answer: state === 'requested' && isDelivering,
    acceptDay: state === 'countered' && isAsking,
    release: state === 'accepted' && isAsking && !task.released,
  };
}

/** What the record will look like once the answer has arrived. */
const OUTCOMES = {
  accepted(task, { day: given }) {
    const promised = given ?? task.counter ?? task.due;
    return { handshake: 'accepted', promised, due: promised, counter: null };
  },
  countered: (task, { day: given }) => ({ handshake: 'countered', counter: given }),
  declined: () => ({ handshake: 'declined' }),
  withdrawn: () => ({ handshake: null, counter: null, status: 'dropped' }),
};

const SAYS = {
  accepted: ({ promised }) => `Promised for ${day(promised)}`,
  countered: ({ counter }) => `Countered with ${day(counter)}`,
  declined: () => 'Declined, with the reason',
  withdrawn: () => 'Request withdrawn',
};

/** `body` is { answer, day?, reason? }. */
export function answerRequest(task, body) {
  const fields = OUTCOMES[body.answer](task, body);
  act(`/api/tasks/${task.id}/answers`, body, {
    kind: 'task', id: task.id, says: `${SAYS[body.answer](fields)}: ${task.title}`,
    fields: { ...fields, answer: body.reason ?? null, answeredBy: me().id, answeredAt: new Date().toISOString() },
  }).catch(tell);
}

export const release = task => act(`/api/tasks/${task.id}/releases`, {}, {
  kind: 'task', id: task.id, fields: { released: true }, says: `Promise released: ${task.title}`,
}).catch(tell);

/** Accepts at once where a day is wanted, and else asks for one: a promise has a day. */
export function accept(task) {
  if (task.due) answerRequest(task, { answer: 'accepted' });
  else askForDay(task, { answer: 'accepted', title: 'Promise a day', submit: 'Promise' });
}

export const counter = task => askForDay(task, {
  answer: 'countered', title: 'Offer another day', submit: 'Counter', reason: 'Why this day',
});

export const decline = task => formDialog({
  title: 'Decline the request',
  submit: 'Decline',
  fields: () => html`
    <p class="sub">${task.title}</p>
    <label>Why not
      <textarea class="field" name="reason" rows="2" maxlength="2000" required autofocus></textarea></label>`,
  save: async ({ reason }) => { answerRequest(task, { answer: 'declined', reason }); },
});

const askForDay = (task, { answer, title, submit, reason }) => formDialog({
  title, submit,
  fields: () => html`
    <p class="sub">${task.title}${task.due ? `, wanted by ${day(task.due)}` : ''}</p>
    <label>Day<input class="field" type="date" name="day" required min="1970-01-01" max="2199-12-31"
      .value=${task.due ?? ''} autofocus></label>
    ${reason ? html`<label>${reason}
      <textarea class="field" name="reason" rows="2" maxlength="2000"></textarea></label>` : null}`,
  save: async values => { answerRequest(task, { answer, ...values }); },
});
