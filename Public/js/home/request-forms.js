// The forms by which a request is answered where it stands. What was written is kept until it has arrived: if the
// server refuses, the form stands open again with the same words and says why.

import { signal } from '../dom.js';
import { day as dayText } from '../format.js';
import { act } from '../outbox.js';
import { me, member, team } from '../session.js';
import { tell } from '../shell/tell.js';
import { record } from '../store.js';
import { answerRequest } from '../tasks/answers.js';
import { otherDay } from '../tasks/handshake.js';
import { stands } from '../tasks/statuses.js';
import { answerForm } from './answer-form.js';
import { dayForm } from './day-form.js';

export { answerRequest } from '../tasks/answers.js';

const drafts = new Map();

/** Which form of a row was refused and stands open for that. */
export const leftOpen = id => drafts.get(id)?.how ?? null;

/** `how` is an answer, `it` reads the task or the commitment, `form` holds which form is open. */
export function draw(how, it, form) {
  const { id } = it.peek();
  const draft = drafts.get(id);
  drafts.delete(id);
  if (draft) draft.isShown = true;
  const close = () => form.set(null);
  const { isDay, send, ...about } = ('handshake' in it.peek() ? taskForm : commitmentForm)(how, it.peek());
  const keep = values => {
    const next = { how, values, problem: signal(null) };
    drafts.set(id, next);
    return send(values).then(() => drafts.delete(id), error => refused(id, next, error));
  };
  const drawn = { ...about, close, send: keep, given: draft?.values ?? {}, problem: draft?.problem ?? signal(null) };
  return isDay ? dayForm(drawn) : answerForm(drawn);
}

/** The row has come back by now, if it is here at all: what somebody else has answered meanwhile is gone for good. */
function refused(id, draft, error) {
  draft.problem.set(error.message);
  if (draft.isShown) return;
  if (error.status === 409) drafts.delete(id);
  tell(error);
}

const first = person => person?.name.split(' ')[0] ?? 'Somebody';

function taskForm(how, task) {
  const send = values => answerRequest(task, { answer: how, ...values });
  if (how === 'declined') {
    const isPromise = stands(task);
    return {
      name: 'reason', label: isPromise ? `Why not ${dayText(otherDay(task))}?` : 'Why not?', isRequired: true, send,
      submit: isPromise ? `Hold to ${dayText(task.promised)}` : 'Decline',
    };
  }
  if (how === 'accepted') return { isDay: true, legend: 'Promised for', verb: 'Promise', send };
  const to = first(member(task.createdBy));
  return { isDay: true, legend: 'Another day', verb: 'Send', after: task.due, hasNote: true, to, send };
}

function commitmentForm(how, commitment) {
  const title = record('objective', commitment.objective)?.title ?? 'objective';
  const send = values => act(`/api/commitments/${commitment.id}/answers`, { answer: how, ...values }, {
    kind: 'commitment', id: commitment.id, says: `${team(commitment.team)?.name} ${how}, ${title}`,
    fields: { state: how, answeredBy: me().id, answeredAt: new Date().toISOString(), ...values },
  });
  return how === 'committed'
    ? { name: 'promise', label: 'What exactly do we promise?', submit: 'Commit', send }
    : { name: 'reason', label: 'Why not?', submit: 'Decline', isRequired: true, send };
}
