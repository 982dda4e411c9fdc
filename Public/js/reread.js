// What the server counts and orders is read again once a burst of changes is over, and when the line is back.

import { effect, onCleanup, untrack } from './signals.js';
import { line } from './stream.js';

const SETTLED_AFTER = 500;
const AT_LATEST = 4000;

/**
 * Answers a function to be called whenever something has changed; `read` runs soon after the last of many calls, one
 * reading at a time, and by itself after a break, in which figures may have been missed. Ends with the surrounding
 * scope.
 */
export function rereading(read) {
  let timer = null;
  let since = null;
  let isReading = false;

  const soon = () => {
    since ??= performance.now();
    clearTimeout(timer);
    timer = setTimeout(run, Math.min(SETTLED_AFTER, Math.max(0, since + AT_LATEST - performance.now())));
  };

  async function run() {
    if (isReading) return soon();
    since = null;
    isReading = true;
    // What could not be read is asked for again when the line is back.
    await Promise.resolve(read()).catch(() => {});
    isReading = false;
  }

  onCleanup(() => clearTimeout(timer));
  afterBreaks(soon);
  return soon;
}

function afterBreaks(work) {
  let isBroken = false;
  effect(() => {
    const state = line();
    if (state === 'live' && isBroken) untrack(work);
    isBroken = state !== 'live' && state !== 'connecting';
  });
}
