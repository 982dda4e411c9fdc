// What one side of a request between teams says to the other: at once, or by a form that asks for a day or a reason.

import { html } from '../dom.js';
import { day, today } from '../format.js';
import { act, edit } from '../outbox.js';
import { me, member, team } from '../session.js';
import { tell } from '../shell/tell.js';
import { put } from '../store.js';
import { here } from '../stream.js';
import { otherDay } from './handshake.js';
import { stands } from './statuses.js';

const dialogs = () => import('../elements/dialog.js');

/** Whoever has the task open sees who answers at its day. */
async function openForm(task, form) {
  const { formDialog } = await dialogs();
  here(task.plan, `task:${task.id}.due`);
  await formDialog(form);
  here(task.plan, '');
}

const held = ({ promised }) => ({ handshake: 'accepted', due: promised, counter: null });

/** What the record will look like once the answer has arrived. */
const OUTCOMES = {
  accepted(task, { day: given }) {
    const promised = (task.handshake === 'countered' ? task.counter : null) ?? given ?? task.due;
    return { handshake: 'accepted', promised, due: promised, counter: null };
  },
  countered: (task, { day: given }) => ({ handshake: 'countered', counter: given }),
  declined: task => (stands(task) ? held(task) : { handshake: 'declined' }),
  withdrawn: task => (stands(task) ? held(task) : { handshake: null, counter: null, status: 'dropped' }),
};

const SAYS = {
  accepted: ({ promised }) => `Promised for ${day(promised)}`,
  countered: ({ counter }) => `Countered with ${day(counter)}`,
  declined: ({ due }) => (due ? `Held to ${day(due)}` : 'Declined, with the reason'),
  withdrawn: ({ due }) => (due ? `Still promised for ${day(due)}` : 'Withdrawn and dropped'),
};

/** `body` is { answer, day?, reason? }. Answers a promise, which a refusal rejects. */
export function answerRequest(task, body) {
  const fields = OUTCOMES[body.answer](task, body);
  return act(`/api/tasks/${task.id}/answers`, body, {
    kind: 'task', id: task.id, says: `${SAYS[body.answer](fields)}: ${task.title}`,
    fields: { ...fields, answer: body.reason ?? null, answeredBy: me().id, answeredAt: new Date().toISOString() },
  }).catch(explain);
}

/** Somebody else was quicker: what is told is how it stands. */
function explain(error) {
  if (error.status === 409 && error.record?.handshake !== undefined) {
    put('task', [error.record]);
    error.message = `Answered already. ${standingAnswer(error.record)}`;
  }
  throw error;
}

function standingAnswer({ handshake, answeredBy, promised, counter, answer }) {
  const who = member(answeredBy)?.name ?? 'Somebody';
  if (handshake === 'accepted') return `${who} accepted it${promised ? ` for ${day(promised)}` : ''}.`;
  if (handshake === 'countered') return `${who} offered ${day(counter)}.`;
  if (handshake === 'declined') return `${who} declined it${answer ? `: ${answer}` : '.'}`;
  return 'It is not asked for any more.';
}

const says = answer => task => answerRequest(task, { answer }).catch(tell);

/** Accepts at once where a day is wanted, and else asks for one: a promise has a day. */
function accept(task) {
  if (task.due) says('accepted')(task);
  else askForDay(task, { answer: 'accepted', title: 'Promise a day', submit: 'Promise' });
}

const counter = task => askForDay(task, {
  answer: 'countered', title: 'Offer another day', submit: 'Counter', reason: 'Why this day',
});

const decline = task => askForReason(task, { title: 'Decline the request', label: 'Why not', submit: 'Decline' });

const hold = task => askForReason(task, {
  title: `Hold to ${day(task.promised)}`, label: `Why not ${day(otherDay(task))}`, submit: 'Hold to it',
});

async function release(task) {
  const isSure = await (await dialogs()).ask({
    title: `Release ${team(task.team)?.name ?? 'the team'}?`, yes: 'Release',
    text: `Whatever becomes of “${task.title}” is then no miss. A promise that was released does not come back.`,
  });
  if (!isSure) return;
  act(`/api/tasks/${task.id}/releases`, {}, {
    kind: 'task', id: task.id, says: `Promise released: ${task.title}`,
    fields: { released: true, ...(task.handshake !== 'accepted' && held(task)) },
  }).catch(tell);
}

const reopen = task =>
  edit('task', task.id, { status: 'todo' }, { says: `Reopened: ${task.title}` }).catch(tell);

/** What can be said, by the names that handshake.js gives; `rest` is what is left out where there is little room. */
export const STEPS = {
  accept: { text: 'Accept', rest: task => (stands(task) ? ` ${day(task.due)}` : ''), look: 'line', run: accept },
  acceptDay: { text: 'Accept', rest: task => ` ${day(task.counter)}`, look: 'line', run: says('accepted') },
  counter: { text: 'Counter', run: counter },
  decline: { text: 'Decline', run: decline },
  hold: { text: 'Hold', rest: task => ` to ${day(task.promised)}`, run: hold },
  takeBack: { text: 'Take back the new day', run: says('withdrawn') },
  withdraw: { text: 'Withdraw and drop', run: says('withdrawn') },
  reopen: { text: 'Reopen', run: reopen },
  release: { text: 'Release', run: release },
};

const askForReason = (task, { title, label, submit }) => openForm(task, {
  title, submit,
  fields: () => html`
    <p class="sub">${task.title}</p>
    <label>${label}
      <textarea class="field" name="reason" rows="2" maxlength="2000" required autofocus></textarea></label>`,
  save: ({ reason }) => answerRequest(task, { answer: 'declined', reason }),
});

const askForDay = (task, { answer, title, submit, reason }) => openForm(task, {
  title, submit,
  fields: () => html`
    <p class="sub">${task.title}${task.due ? `, wanted by ${day(task.due)}` : ''}</p>
    <label>Day<input class="field" type="date" name="day" required min=${today()} max="2199-12-31"
      .value=${task.due ?? ''} autofocus></label>
    ${reason ? html`<label>${reason}
      <textarea class="field" name="reason" rows="2" maxlength="2000"></textarea></label>` : null}`,
  save: values => answerRequest(task, { answer, ...values }),
});
