// A list that belongs to a plan's alignment, read when a panel opens and anew with the alignment, while the panel is there.

import { effect, onCleanup, signal, untrack } from '../dom.js';
import { get } from '../api.js';

/** `items` reads the list at `path`, null until it came; `failed` whether the last reading did. */
export function listing(room, path) {
  const items = signal(null);
  const failed = signal(false);
  let isLeft = false;
  onCleanup(() => { isLeft = true; });
  const read = async () => {
    try {
      const answer = await get(path);
      if (!isLeft) items.set(answer.items);
      failed.set(false);
    } catch {
      failed.set(true);
    }
  };
  effect(() => {
    room.alignment.now();
    untrack(read);
  });
  return { items, failed, read };
}
