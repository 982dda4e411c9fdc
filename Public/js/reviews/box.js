// Where somebody writes a comment: ⌘Enter sends. What the server refuses stands there again.

import { html, signal, untrack, when } from '../dom.js';
import { create } from '../outbox.js';
import { tell } from '../shell/tell.js';

/** What was refused after its place was left, by what it is about: it stands there when somebody comes back. */
const left = new Map();

export function commentBox(room, about, { label = 'Write a comment', button = 'Comment' } = {}) {
  const key = untrack(() => `${room.id} ${about()}`);
  const text = left.get(key);
  left.delete(key);
  const submit = words => create('comment', { plan: room.id, text: words, ...(about() && { about: about() }) }).done;
  const leave = (words, error) => {
    left.set(key, words);
    tell(error);
  };
  return box({ label, text, button, submit, leave });
}

/**
 * A field that grows, with its button once there is something to send. `submit(words)` answers a promise; if it is
 * rejected the words come back with the reason, or `leave(words, error)` gets them where the field is no more.
 */
export function box({ label, text = '', why = null, button, submit, leave, cancel }) {
  const hasText = signal(Boolean(text));
  const problem = signal(why);
  const send = async event => {
    event.preventDefault();
    const field = event.currentTarget.elements.words;
    const words = field.value.trim();
    if (!words) return;
    field.value = '';
    hasText.set(false);
    problem.set(null);
    try {
      await submit(words);
    } catch (error) {
      if (!field.isConnected) return leave(words, error);
      // What was begun meanwhile goes on beneath.
      field.value = [words, field.value].filter(Boolean).join('\n\n');
      hasText.set(true);
      problem.set(error.message);
    }
  };
  const onKey = event => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form.requestSubmit();
    if (event.key === 'Escape' && cancel) { event.stopPropagation(); cancel(); }
  };
  return html`
    <form class="say" @submit=${send}>
      <textarea class="field" name="words" rows="1" maxlength="20000" aria-label=${label} placeholder=${label}
        .value=${text} @keydown=${onKey} @input=${event => hasText.set(Boolean(event.target.value.trim()))}></textarea>
      ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
      ${when(hasText, () => html`
        <div class="acts">
          ${cancel ? html`<button type="button" class="btn quiet sm" @click=${cancel}>Cancel</button>` : null}
          <button class="btn line sm">${button}</button>
        </div>`)}
    </form>`;
}
