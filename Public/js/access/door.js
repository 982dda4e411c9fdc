// What the pages have in common that stand before the workspace: a narrow card, a form, and its messages.

import { html, mount } from '../dom.js';
import { styles } from '../styles.js';
import { submission, valuesOf } from '../elements/dialog.js';

const dressed = styles('access');

export async function showDoor(title, draw) {
  await dressed;
  document.body.className = 'doors';
  document.title = `${title} · Quartet`;
  mount(document.body, () => html`
    <main class="door" id="main">
      <p class="brand"><span class="mark" aria-hidden="true"></span>Quartet</p>
      ${draw()}
    </main>`);
}

/** A form whose `send(values)` may refuse; the messages land at their fields, the rest under them. */
export function doorForm({ fields, submit, send }) {
  const { send: go, isBusy, problem } = submission(form => send(valuesOf(form)));
  return html`
    <form class="form" method="post" @submit=${go}>
      ${fields}
      ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
      <button class="btn primary" aria-disabled=${isBusy}>${submit}</button>
    </form>`;
}

/** What stands after the "#": a one-time token, which never reaches a log that way. */
export const tokenInAddress = () => location.hash.slice(1);

const ENOUGH = 'At least 10 characters. Three or four words are good.';

export const newPassword = (label = 'Password') => passwordField(label, 'password', 'new-password', ENOUGH);

/** For a code of one's second factor, or where one is taken a recovery code. */
export const codeField = (hint = 'From the app on your phone, or one of your recovery codes.') => html`
  <label>Code<input class="field code" name="code" required inputmode="numeric" autocomplete="one-time-code" maxlength="40"
    spellcheck="false" ${focused}><span class="hint">${hint}</span></label>`;

/** `autofocus` works in dialogs and on new pages only. */
export const focused = element => { queueMicrotask(() => element.focus()); };

export const passwordField = (label, name, autocomplete, hint) => html`
  <label>${label}<input class="field" type="password" name=${name} required autocomplete=${autocomplete}
    maxlength="200">${hint ? html`<span class="hint">${hint}</span>` : null}</label>`;
