// A field at the end of a list: a title and Enter, and there is one more.

import { html, signal, when } from '../dom.js';
import { icon } from './icon.js';
import { clear, refusal, sent } from './sent.js';
import { tell } from '../shell/tell.js';

/** `create(title)` answers a promise; what it refuses stays in the field, with the reason. */
export function addRow({ id, label, placeholder, create }) {
  const problem = signal(null);
  const isBusy = signal(false);
  const add = async event => {
    event.preventDefault();
    const { title: field } = event.currentTarget.elements;
    const taken = field.value;
    if (!taken.trim() || isBusy.peek()) return;
    problem.set(null);
    isBusy.set(true);
    const sending = create(taken.trim());
    try {
      await sent(sending);
      sending.catch(tell);
      clear(field, taken);
    } catch (error) {
      if (!field.isConnected) tell(error);
      problem.set(refusal(error));
      field.focus();
    } finally {
      isBusy.set(false);
    }
  };
  return html`
    <form class="add-row" @submit=${add}>
      <label class="vh" for=${id}>${label}</label>
      <input class="field" id=${id} name="title" maxlength="200" placeholder=${placeholder} autocomplete="off"
        aria-invalid=${() => (problem() ? 'true' : null)}>
      <button class="btn line">${icon('plus')}Add</button>
      ${when(problem, () => html`<p class="error" role="alert">${problem}</p>`)}
    </form>`;
}
