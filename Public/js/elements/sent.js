// How long a form waits for its words to be taken, and what it says when they are not.

import { effect } from '../dom.js';
import { waiting } from '../outbox.js';

/**
 * Settles as `saving` does, a refusal included, or with undefined once the line holds it back: it is shown and kept by
 * then, and nobody should wait with it. What becomes of it after that is for who calls to follow.
 */
export async function sent(saving) {
  let stop;
  const held = new Promise(done => { stop = effect(() => { if (waiting()) done(); }); });
  try {
    return await Promise.race([saving, held]);
  } finally {
    stop();
  }
}

/** Takes out of a field what was sent; what was typed meanwhile stays. */
export function clear(field, taken) {
  if (field.value.startsWith(taken)) field.value = field.value.slice(taken.length);
}

/** What the server says of the one field of a form. */
export const refusal = error =>
  (error.errors ?? []).map(({ message }) => message[0].toLocaleUpperCase() + message.slice(1)).join('. ') || error.message;
