// What one side of a request between teams says to the other: at once, or by a form that asks for a day or a reason.

import { html } from '../dom.js';
import { day } from '../format.js';
import { act } from '../outbox.js';
import { me } from '../session.js';
import { tell } from '../shell/tell.js';

const openForm = async form => (await import('../elements/dialog.js')).formDialog(form);

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

export const decline = task => openForm({
  title: 'Decline the request',
  submit: 'Decline',
  fields: () => html`
    <p class="sub">${task.title}</p>
    <label>Why not
      <textarea class="field" name="reason" rows="2" maxlength="2000" required autofocus></textarea></label>`,
  save: async ({ reason }) => { answerRequest(task, { answer: 'declined', reason }); },
});

const askForDay = (task, { answer, title, submit, reason }) => openForm({
  title, submit,
  fields: () => html`
    <p class="sub">${task.title}${task.due ? `, wanted by ${day(task.due)}` : ''}</p>
    <label>Day<input class="field" type="date" name="day" required min="1970-01-01" max="2199-12-31"
      .value=${task.due ?? ''} autofocus></label>
    ${reason ? html`<label>${reason}
      <textarea class="field" name="reason" rows="2" maxlength="2000"></textarea></label>` : null}`,
  save: async values => { answerRequest(task, { answer, ...values }); },
});
