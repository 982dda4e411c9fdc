// Where this member has been of late, kept in this browser until they sign out.

import { effect, signal, untrack } from '../dom.js';
import { current } from '../router.js';
import { session } from '../session.js';

const KEPT = 8;
const WORTH = /^\/(plans|accounts|teams)\/[^/]+/;
const NAME = 'quartet-recent';

const read = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(NAME));
    return kept?.member === session.peek()?.member ? kept.places : [];
  } catch { return []; }
};
const kept = signal([]);

/** [{ path, title }], the newest first, without where one is. */
export const recentPlaces = () => kept().filter(place => place.path !== placeIn(current()?.path));

// The tabs of a plan are one place.
const placeIn = path => WORTH.exec(path ?? '')?.[0];

/** Notes each place whose title is known; to be called once. */
export function noteRecent() {
  kept.set(read());
  effect(() => {
    const shown = current();
    const path = placeIn(shown?.path);
    const title = typeof shown?.title === 'function' ? shown.title() : shown?.title;
    if (!path || !title || shown.isWaiting) return;
    untrack(() => {
      kept.set([{ path, title }, ...kept().filter(place => place.path !== path)].slice(0, KEPT));
      try {
        localStorage.setItem(NAME, JSON.stringify({ member: session()?.member, places: kept() }));
      } catch { /* a full or forbidden storage: they are known as long as the page is */ }
    });
  });
}

export const forgetRecent = () => localStorage.removeItem(NAME);
