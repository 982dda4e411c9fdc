// What is written beneath a row that waits for an answer. The forms are fetched when the first one is opened.

import { html, match, signal } from '../dom.js';
import { tell } from '../shell/tell.js';

let forms = null;

export async function fetchForms() {
  forms ??= await import('./request-forms.js');
  return forms;
}

/** For one row: `button(text, title, about)` is one of its buttons, `view` goes beneath. */
export function answering(it) {
  const form = signal(forms?.leftOpen(it.peek().id) ?? null);
  const toggle = how => () => fetchForms().then(() => form.update(now => (now === how ? null : how)), tell);
  return {
    view: match(form, how => (how ? forms.draw(how, it, form) : null)),
    /** With `how` it opens that form, else `run` says what it does. */
    button: (text, title, { how = null, look = 'quiet', run = toggle(how) }) => html`
      <button type="button" class="btn sm ${look}" aria-label=${() => `${text}: ${title()}`}
        aria-expanded=${() => how && form() === how} @click=${run}>${text}</button>`,
  };
}
