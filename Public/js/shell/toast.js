// One line at the foot of the page that says what was done, with the way back.

import { html, mount } from '../dom.js';

const SHOWN_FOR = 7000;
let timer = null;
let unmount = null;
let place = null;

/** `action` is { text, run, keys }. A new toast takes the place of the one before. */
export function toast(text, action) {
  const host = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.body;
  dismiss();
  place ??= html`
    <div role="status" @pointerenter=${hold} @pointerleave=${release} @focusin=${hold} @focusout=${release}></div>`;
  if (place.parentNode !== host) host.append(place);
  // What a form did is said as it closes, and must outlive it.
  if (host !== document.body) host.addEventListener('close', () => document.body.append(place), { once: true });
  const run = () => {
    dismiss();
    action.run();
  };
  place.className = 'toast';
  unmount = mount(place, () => html`
    <span>${text}</span>
    ${action ? html`<button type="button" @click=${run}>${action.text}</button>` : null}
    ${action?.keys ? html`<kbd aria-hidden="true">${action.keys}</kbd>` : null}`);
  release();
}

export function dismiss() {
  clearTimeout(timer);
  unmount?.();
  unmount = null;
  place?.removeAttribute('class');
}

const hold = () => clearTimeout(timer);

function release() {
  clearTimeout(timer);
  timer = setTimeout(dismiss, SHOWN_FOR);
}
