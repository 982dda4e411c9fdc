// The words that go with an answer, asked for beneath the row that is answered.

import { html } from '../dom.js';

/** `send({ [name]: words })` is given what was written; `given` is what stands there first, `problem` reads why. */
export function answerForm({ name, label, submit, isRequired = false, given, problem, send, close }) {
  const go = event => {
    event.preventDefault();
    const words = event.currentTarget.elements[name].value.trim();
    if (words || !isRequired) send(words ? { [name]: words } : {});
  };
  const focus = element => queueMicrotask(() => element.focus());
  return html`
    <form class="answer" @submit=${go} @keydown=${event => { if (event.key === 'Escape') close(); }}>
      <label>${label}<textarea class="field" name=${name} rows="2" maxlength="2000" ?required=${isRequired}
        .value=${given[name] ?? ''} ${focus}></textarea></label>
      ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
      <div class="acts">
        <button type="button" class="btn quiet sm" @click=${close}>Cancel</button>
        <button class="btn primary sm">${submit}</button>
      </div>
    </form>`;
}
