// What somebody else has just changed is marked for two seconds, where it stands.

import { onCleanup, signal } from '../dom.js';
import { me } from '../session.js';
import { onEntry, peek } from '../store.js';

const LASTS = 2000;

/** Ends with the surrounding scope. What it makes is put on elements in templates: <tr ${marks.record(…)}>. */
export function markers() {
  const places = new Set();

  onCleanup(onEntry(entry => {
    if (entry.actor === me()?.id) return;
    const keys = new Set(entry.changes.flatMap(keysOf));
    // After the screen has drawn what came, so that new rows are marked too.
    queueMicrotask(() => {
      for (const { element, key } of places) if (keys.has(key())) mark(element);
    });
  }));

  // Told once for all that one screenful draws.
  const version = signal(0);
  let isNews = false;
  const news = () => {
    if (isNews) return;
    isNews = true;
    queueMicrotask(() => {
      isNews = false;
      version.update(count => count + 1);
    });
  };

  const at = key => element => {
    const place = { element, key };
    places.add(place);
    news();
    onCleanup(() => { places.delete(place); news(); });
  };

  return {
    record: id => at(() => id()),
    field: (id, field) => at(() => `${id()} ${field}`),
    /** Where a field stands on the screen at the moment, perhaps more than once. Reactive. */
    elementsOf: (id, field) => {
      version();
      return [...places].filter(({ key }) => key() === `${id} ${field}`).map(({ element }) => element);
    },
    cell: (objective, team) => at(() => `${objective()} ${team()}`),
  };
}

function keysOf(change) {
  const fields = Object.keys(change.fields ?? {}).map(field => `${change.id} ${field}`);
  const commitment = change.kind === 'commitment' && (peek('commitment', change.id) ?? change.before);
  return [change.id, ...fields, commitment ? `${commitment.objective} ${commitment.team}` : null];
}

function mark(element) {
  element.classList.remove('marked');
  // Reading a measure makes the browser start the animation anew.
  void element.offsetWidth;
  element.classList.add('marked');
  setTimeout(() => element.classList.remove('marked'), LASTS);
}
