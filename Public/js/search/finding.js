// Asks while somebody types: once they pause, and only the newest answer counts.

import { get } from '../api.js';
import { onCleanup, signal } from '../dom.js';

const PAUSE = 120;

/** As the server's bound (Wording.longest), in characters: nothing is found by more, and nobody is asked. */
const LONGEST = 400;
export const isTooLong = words => words.length > LONGEST && [...words].length > LONGEST;
/** No longer than is needed to see that it is too long: what is pasted need not become an address. */
export const bounded = words => (isTooLong(words) ? [...words.slice(0, 2 * LONGEST + 2)].slice(0, LONGEST + 1).join('') : words);
export const TOO_LONG = `Nothing is found by more than ${LONGEST} characters.`;

/** `found` reads the newest answer, null before there is one; `ask(words)` asks for another; no words, no answer. */
export function finding({ limit }) {
  const found = signal(null);
  const problem = signal(null);
  let asking = null;
  let timer;
  const stop = () => {
    clearTimeout(timer);
    asking?.abort();
  };
  onCleanup(stop);
  const ask = words => {
    stop();
    problem.set(null);
    if (!words || isTooLong(words)) return found.set(null);
    const mine = asking = new AbortController();
    timer = setTimeout(async () => {
      try {
        const answer = await get(`/api/search?${new URLSearchParams({ q: words, limit })}`, { signal: mine.signal });
        if (mine === asking) found.set({ ...answer, words });
      } catch (error) {
        if (mine !== asking || error.name === 'AbortError') return;
        problem.set(error);
        found.set(null);
      }
    }, PAUSE);
  };
  return { found, problem, ask };
}
