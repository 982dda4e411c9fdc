// Where somebody writes a comment: ⌘Enter sends, @ calls people. What the server refuses stands there again.

import { html, onCleanup, signal, untrack, when } from '../dom.js';
import { list } from '../format.js';
import { tell } from '../shell/tell.js';
import { completion } from './completion.js';
import { called, isAmongStaff, spoken, uncalled } from './mentions.js';
import { typing } from './typing.js';

/** What was refused after its place was left, by what it is about: it stands there when somebody comes back. */
const left = new Map();

/** `more` are further fields of the comment: the thread it replies to, or the stretch of text it is about. */
export function commentBox(room, about, { label = 'Write a comment', button = 'Comment', more = {}, done, ...rest } = {}) {
  const key = untrack(() => [room.id, about(), more.parent, more.quote].join(' '));
  const text = left.get(key) ?? '';
  left.delete(key);
  const submit = async words => {
    const sending = room.send.create('comment', { text: words, ...(about() && { about: about() }), ...more });
    done?.();
    await sending;
  };
  const leave = (words, error) => {
    left.set(key, words);
    tell(error);
  };
  return box(room, about, { label, text, button, submit, leave, ...rest });
}

let count = 0;

/**
 * A field that grows, with its button once there is something to send. `submit(text)` answers a promise; if it is
 * rejected the words come back with the reason, or `leave(words, error)` gets them where the field is no more.
 */
export function box(room, about, { label, text = '', why = null, button, submit, leave, cancel, isEager = false }) {
  const start = untrack(() => spoken(text, room));
  const hasText = signal(Boolean(start));
  const problem = signal(why);
  const strangers = signal([]);
  const hint = `hint-${++count}`;
  const telling = typing(room, about);
  const people = completion(room, about, () => field);
  onCleanup(telling.rest);

  const send = event => {
    event?.preventDefault();
    const words = field.value.trim();
    if (!words) return;
    const sent = untrack(() => called(spoken(words, room), room, about()));
    strangers.set(sent.strangers);
    if (sent.strangers.length === 0) deliver(words, sent.text);
  };
  async function deliver(words, markup) {
    field.value = '';
    hasText.set(false);
    problem.set(null);
    telling.rest();
    people.close();
    try {
      await submit(markup);
    } catch (error) {
      if (!field.isConnected) return leave(words, error);
      // What was begun meanwhile goes on beneath.
      field.value = [words, field.value].filter(Boolean).join('\n\n');
      hasText.set(true);
      problem.set(error.message);
    }
  }
  const onKey = event => {
    if (people.steer(event)) return;
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form.requestSubmit();
    if (event.key === 'Escape' && cancel) { event.stopPropagation(); event.preventDefault(); cancel(); }
  };
  const onInput = () => {
    hasText.set(Boolean(field.value.trim()));
    people.look();
    if (hasText.peek()) telling.hear();
    else telling.rest();
  };
  const { role, expanded, controls, active } = people.attributes;
  const field = html`
    <textarea class="field" name="words" rows="1" maxlength="20000" dir="auto" aria-label=${label} placeholder=${label}
      role=${role} aria-expanded=${expanded} aria-controls=${controls} aria-activedescendant=${active}
      aria-autocomplete="list" aria-describedby=${() => (hasText() ? hint : null)} data-start=${start} .value=${start}
      @keydown=${onKey} @input=${onInput} @blur=${people.close}></textarea>`;
  if (isEager) queueMicrotask(() => field.focus());
  return html`
    <form class="say" @submit=${send}>
      ${field}${people.list}
      ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
      ${() => (strangers().length ? question(room, about, { strangers, field, send }) : null)}
      ${when(() => hasText() || cancel, () => html`
        <div class="acts">
          <p class="hint" id=${hint}>**bold** *italics* \`code\` - list [words](address) @name</p>
          ${cancel ? html`<button type="button" class="btn quiet sm" @click=${cancel}>Cancel</button>` : null}
          <button class="btn line sm">${button}</button>
        </div>`)}
    </form>`;
}

/** Asked before anything is sent: somebody who is named cannot see the plan. */
function question(room, about, { strangers, field, send }) {
  const people = strangers.peek();
  // Nothing that is done here shows a guest what is not for guests.
  const isGuest = people.some(it => it.role === 'guest') && isAmongStaff(about());
  const canAdd = room.standing().canManage && !isGuest;
  const settle = () => {
    strangers.set([]);
    send();
  };
  const add = async () => {
    try {
      await Promise.all(people.map(({ id, team }) => room.send.create('planMember', { member: id, team, role: 'viewer' })));
      settle();
    } catch (error) { tell(error); }
  };
  const keep = () => {
    field.value = uncalled(field.value, people, room);
    settle();
  };
  const names = list(people.map(it => it.name));
  return html`
    <div class="conflict" role="alert">
      <p><b>${names}</b>${' '}${isGuest ? 'cannot see what guests are not shown.' : 'cannot see this plan.'}
        ${canAdd || isGuest ? null : ' A manager of the plan can add them to its team.'}</p>
      <div class="acts">
        ${canAdd ? html`<button type="button" class="btn line sm" @click=${add}>Add to the plan team</button>` : null}
        <button type="button" class="btn line sm" @click=${keep}>Keep as plain words</button>
        <button type="button" class="btn quiet sm" @click=${() => strangers.set([])}>Back</button>
      </div>
    </div>`;
}
