// Where somebody writes a comment: ⌘Enter sends.

import { html, signal, when } from '../dom.js';

export function commentBox(room, about) {
  const submit = text => room.create('comment', { text, ...(about() && { about: about() }) });
  return box({ label: 'Write a comment', button: 'Comment', submit });
}

/** A field that grows, with its button once there is something to send. */
export function box({ label, text = '', button, submit, cancel }) {
  const hasText = signal(Boolean(text));
  const send = event => {
    event.preventDefault();
    const field = event.currentTarget.querySelector('textarea');
    const words = field.value.trim();
    if (!words) return;
    field.value = '';
    hasText.set(false);
    submit(words);
  };
  const onKey = event => {
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form.requestSubmit();
    if (event.key === 'Escape' && cancel) { event.stopPropagation(); cancel(); }
  };
  return html`
    <form class="say" @submit=${send}>
      <textarea class="field" rows="1" maxlength="20000" aria-label=${label} placeholder=${label} .value=${text}
        @keydown=${onKey} @input=${event => hasText.set(Boolean(event.target.value.trim()))}></textarea>
      ${when(hasText, () => html`
        <div class="acts">
          ${cancel ? html`<button type="button" class="btn quiet sm" @click=${cancel}>Cancel</button>` : null}
          <button class="btn line sm">${button}</button>
        </div>`)}
    </form>`;
}
