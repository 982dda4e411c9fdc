// What a notice can be answered with where it stands: a request by the forms of Home, a comment by a comment, a task
// that is late by having done it.

import { standing } from '../access/rights.js';
import { get } from '../api.js';
import { html, match, signal, when } from '../dom.js';
import { answering } from '../home/answering.js';
import { isWaitingForMe } from '../home/mine.js';
import { answerButtons } from '../home/task-request.js';
import { names } from '../journal/names.js';
import { create, edit } from '../outbox.js';
import { me } from '../session.js';
import { put, record, where as select } from '../store.js';
import { here } from '../stream.js';
import { styles } from '../styles.js';
import { part } from '../shell/part.js';
import { tell } from '../shell/tell.js';
import { isOpen } from '../tasks/statuses.js';
import { setRead } from './deeds.js';
import { inWords, subject } from './words.js';

/** `buttons` go beside the notice, `view` beneath it. */
export function replying(it) {
  const form = signal(null);
  // Drawn anew when another answer is wanted, as once a request has been answered by somebody else.
  const buttons = match(() => wayOf(it(), subject(it())), way => {
    form.set(null);
    return way ? WAYS[way.split(' ')[0]](it, form) : null;
  });
  return { buttons, view: () => form() };
}

function wayOf({ cause, about }, found) {
  if (!found) return null;
  const [kind] = about.split(':');
  if (kind === 'comment') return 'comment';
  if (cause === 'overdue') return isOpen(found) ? 'late' : null;
  if (!['requested', 'answered'].includes(cause) || !isWaitingForMe(found)) return null;
  return kind === 'task' ? `task ${found.handshake} ${found.promised} ${Boolean(found.due)}` : kind;
}

const subjectOf = it => {
  const [kind, id] = it.peek().about.split(':');
  const read = () => record(kind, id);
  read.peek = () => record(kind, id);
  return read;
};

const WAYS = {
  task(it, form) {
    const beneath = answering(subjectOf(it));
    form.set(beneath.view);
    return answerButtons(subjectOf(it), beneath);
  },

  commitment(it, form) {
    const { button, view } = answering(subjectOf(it));
    const title = () => inWords(it()).object;
    form.set(view);
    return [
      button('Commit', title, { how: 'committed', look: 'line' }), button('Decline', title, { how: 'declined' }),
    ];
  },

  late: it => html`
    <button type="button" class="btn line sm" data-key="r" aria-label=${() => `Done: ${inWords(it()).object}`}
      @click=${() => edit('task', subjectOf(it).peek().id, { status: 'done' }, { says: 'Task done' }).catch(tell)}>
      Done</button>`,

  comment(it, form) {
    const isOpen = signal(false);
    const close = () => isOpen.set(false);
    form.set(when(isOpen, () => part(async () => {
      const { id, plan, about = null, parent } = subjectOf(it).peek();
      const room = plan ? roomFor(plan) : import('../accounts/room.js').then(it => it.accountRoom(about.split(':')[1]));
      const [{ commentBox }, where] = await Promise.all([import('../reviews/box.js'), room, styles('comments')]);
      const done = () => {
        close();
        setRead([it.peek()], true);
      };
      return () => html`
        <div class="answer">${commentBox(where, () => about, {
          label: 'Reply', button: 'Reply', more: { parent: parent ?? id }, done, cancel: close, isEager: true,
        })}</div>`;
    })));
    return html`
      <button type="button" class="btn line sm" data-key="r" aria-expanded=${() => String(isOpen())}
        aria-label=${() => `Reply on ${inWords(it()).object}`} @click=${() => isOpen.update(now => !now)}>Reply</button>`;
  },
};

/** As much of a plan as whoever writes a comment there needs: who may see it, and who may put others on it. */
async function roomFor(id) {
  const parts = select('planMember', part => part.plan === id);
  const plan = () => record('plan', id);
  // Without a line those known here have to do.
  const page = await get(`/api/plan-members?plan=${id}&limit=200`).catch(() => null);
  if (page) put('planMember', page.items);
  return {
    id, plan, parts, me, names,
    here: (...place) => here(id, ...place),
    standing: () => standing(me(), record('account', plan()?.account), parts()),
    send: { create: (kind, fields, says) => create(kind, { plan: id, ...fields }, { says }).done },
  };
}
