// The words that go with an answer, asked for beneath the row that is answered.

import { html } from '../dom.js';

/** `send(words)` is given what was written, or null; `form` is the signal that holds which form is open. */
export function answerForm({ label, submit, isRequired = false, send, form }) {
  const close = () => form.set(null);
  const go = event => {
    event.preventDefault();
    send(new FormData(event.currentTarget).get('words').trim() || null);
  };
  const focus = element => queueMicrotask(() => element.focus());
  return html`
    <form class="answer" @submit=${go} @keydown=${event => { if (event.key === 'Escape') close(); }}>
      <label>${label}<textarea class="field" name="words" rows="2" maxlength="2000" ?required=${isRequired}
        ${focus}></textarea></label>
      <div class="acts">
        <button type="button" class="btn quiet sm" @click=${close}>Cancel</button>
        <button class="btn primary sm">${submit}</button>
      </div>
    </form>`;
}
