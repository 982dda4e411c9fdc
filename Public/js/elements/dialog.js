// Dialogs: the browser's own, so that focus, Esc and what lies behind are as people know them.

import { ApiError } from '../api.js';
import { html, mount, signal } from '../dom.js';
import { tell } from '../shell/tell.js';
import { icon } from './icon.js';
import { sent } from './sent.js';

/**
 * Opens a dialog with what `draw(close)` answers and gives { element, close, closed }. `look` is a class, such as
 * "panel"; `onClose(value)` is told what close() was given. Opening puts the focus on [autofocus], or the first field.
 */
export function openDialog(draw, { look = '', label, labelledby, role, isLight = true, onClose } = {}) {
  let value;
  let unmount = null;
  const came = document.activeElement;
  const element = html`
    <dialog class=${look || null} aria-label=${label} aria-labelledby=${labelledby} role=${role}
      closedby=${isLight ? 'any' : 'closerequest'}></dialog>`;
  const close = given => {
    value = given;
    element.close();
  };
  const closed = new Promise(done => {
    element.addEventListener('close', () => {
      unmount();
      element.remove();
      if (came?.isConnected) came.focus({ preventScroll: true });
      onClose?.(value);
      done(value);
    });
  });
  unmount = mount(element, () => draw(close));
  document.body.append(element);
  element.showModal();
  return { element, close, closed };
}

/**
 * What a form does when it is sent: one thing at a time. `save(form)` does it, and what an ApiError says of a field lands
 * at that field, the rest in `problem`.
 */
export function submission(save) {
  const isBusy = signal(false);
  const problem = signal(null);
  const send = async event => {
    event.preventDefault();
    if (isBusy.peek()) return;
    const form = event.currentTarget;
    clearErrors(form);
    problem.set(null);
    isBusy.set(true);
    try {
      await save(form);
    } catch (error) {
      problem.set(showErrors(form, error));
    } finally {
      isBusy.set(false);
    }
  };
  return { send, isBusy, problem };
}

/**
 * A form that makes something. `fields` is a node, or a function of the form's own error messages, made of controls
 * with names; `save(values, form)` does it, and what an ApiError says of a field lands at that field. `isDanger` where
 * there is no way back.
 */
export function formDialog({ title, fields, submit, save, read = valuesOf, isDanger = false }) {
  return openDialog(close => {
    const { send, isBusy, problem } = submission(async form => {
      const saving = Promise.resolve(save(read(form), form));
      await sent(saving);
      close(true);
      saving.catch(tell);
    });
    return html`
      <form class="form" method="dialog" @submit=${send} aria-labelledby="dialog-h">
        <header><h2 id="dialog-h">${title}</h2>
          <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button>
        </header>
        ${typeof fields === 'function' ? fields() : fields}
        ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
        <div class="acts">
          <button type="button" class="btn quiet" @click=${() => close()}>Cancel</button>
          <button class=${['btn', isDanger ? 'line danger' : 'primary']} ?disabled=${isBusy}>${submit}</button>
        </div>
      </form>`;
  }, { labelledby: 'dialog-h', isLight: false }).closed;
}

/** Asks before what cannot simply be undone. Answers true or false. */
export async function ask({ title, text, yes, no = 'Cancel', isDanger = false }) {
  const { closed } = openDialog(close => html`
    <form class="form" method="dialog" @submit=${event => { event.preventDefault(); close(true); }}>
      <header><h2 id="ask-h">${title}</h2></header>
      <p>${text}</p>
      <div class="acts">
        <button type="button" class="btn quiet" @click=${() => close(false)}>${no}</button>
        <button class=${['btn', isDanger ? 'line danger' : 'primary']} autofocus>${yes}</button>
      </div>
    </form>`, { labelledby: 'ask-h', role: 'alertdialog', isLight: false });
  return await closed === true;
}

/** The filled-in controls of a form by name; those left empty are left out. */
export const valuesOf = form => Object.fromEntries(
  [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));

/** Puts each message at its field and answers what is left to say for the form as a whole. */
export function showErrors(form, error) {
  const placed = (error instanceof ApiError ? error.errors : []).filter(each => showError(form, each));
  form.querySelector('[aria-invalid=true]')?.focus();
  return placed.length && placed.length === error.errors.length ? null : error.message;
}

let count = 0;
function showError(form, { field, message }) {
  const control = form.elements.namedItem(field);
  if (!(control instanceof HTMLElement)) return false;
  const id = `error-${++count}`;
  control.setAttribute('aria-invalid', 'true');
  control.setAttribute('aria-describedby', id);
  control.after(html`<span class="error" role="alert" id=${id}>${sentence(message)}</span>`);
  return true;
}

export const sentence = text => text.charAt(0).toLocaleUpperCase() + text.slice(1);

export function clearErrors(form) {
  for (const each of form.querySelectorAll('[role=alert][id^=error-]')) each.remove();
  for (const each of form.querySelectorAll('[aria-invalid]')) {
    each.removeAttribute('aria-invalid');
    each.removeAttribute('aria-describedby');
  }
}
