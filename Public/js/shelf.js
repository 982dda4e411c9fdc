// Where the outbox keeps one member's unsent and refused edits.
//
// Several tabs may be open. Each holds a lock for as long as it lives; the edits of a tab whose lock is free were
// left behind and are taken up by whoever comes next.

import { openDatabase, within } from './database.js';
import { newId } from './kinds.js';

const TAB = newId();

export async function openShelf(member) {
  navigator.locks?.request(`quartet-tab-${TAB}`, () => new Promise(() => {}));
  const database = await openDatabase(member);
  const change = work => within(database, ['edits'], 'readwrite', work);
  let order = Date.now();
  return {
    keep(edit) {
      edit.order ??= order++;
      // Named by order, not by key: an edit that is sent again under a new key is still the same one.
      return change(edits => edits.put({ ...edit, tab: TAB }));
    },
    drop: edit => change(edits => edits.delete(edit.order)),
    async orphans() {
      const alive = await livingTabs();
      const all = await within(database, ['edits'], 'readonly', edits => edits.getAll()) ?? [];
      const left = all.filter(edit => !alive.has(edit.tab));
      for (const edit of left) await change(edits => edits.put({ ...edit, tab: TAB }));
      return left.map(({ tab: _, ...edit }) => edit);
    },
  };
}

async function livingTabs() {
  const { held = [] } = await navigator.locks?.query() ?? {};
  return new Set(held.map(lock => lock.name.replace('quartet-tab-', '')).filter(tab => tab !== TAB));
}
