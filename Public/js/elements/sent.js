// How long a form waits for its words to be taken.

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
