// Home speaks of records whose plans were never opened here. What a line needs for its words is read by itself.

import { get } from '../api.js';
import { effect, untrack } from '../signals.js';
import { address } from '../kinds.js';
import { peek, put } from '../store.js';

const asked = new Map();

/** While the surrounding scope lives, reads what is not known here of `wanted()`, [[kind, id]]. */
export function fillIn(wanted) {
  effect(() => {
    const all = wanted();
    untrack(() => all.forEach(([kind, id]) => need(kind, id)));
  });
}

/** What the words of a change name: [[kind, id]]. */
export function spokenOf({ kind, id, action, after }) {
  if (action === 'delete') return [];
  const about = after?.about?.split(':');
  if (kind === 'comment') return about ? [about] : [];
  return ['objective', 'commitment', 'task'].includes(kind) ? [[kind, id]] : [];
}

/** Reads one record, once, where it is not known here. */
export async function need(kind, id) {
  const key = `${kind} ${id}`;
  if (!id || peek(kind, id)) return;
  if (!asked.has(key)) asked.set(key, read(kind, id));
  await asked.get(key);
}

async function read(kind, id) {
  const found = await get(address(kind, id)).catch(() => null);
  if (!found) return;
  put(kind, [found]);
  if (kind === 'commitment') need('objective', found.objective);
}
