// What is selected in a list. Shift takes in all between.

import { signal } from '../dom.js';

/** `order` reads the ids as they stand on the screen. */
export function selection(order) {
  const chosen = signal(new Set());
  const isPicking = signal(false);
  let last = null;

  const toggle = (id, isRange = false) => {
    const next = new Set(chosen.peek());
    const isOn = !next.has(id);
    for (const each of isRange && last ? between(order(), last, id) : [id]) {
      if (isOn) next.add(each);
      else next.delete(each);
    }
    last = id;
    chosen.set(next);
  };

  return {
    has: id => chosen().has(id),
    size: () => chosen().size,
    ids: () => [...chosen()],
    toggle,
    clear: () => chosen.set(new Set()),
    all: isOn => chosen.set(new Set(isOn ? order() : [])),
    /** Where there is no room for a box beside each row, the boxes come when somebody wants to select. */
    isPicking,
    pick: isOn => {
      isPicking.set(isOn);
      if (!isOn) chosen.set(new Set());
    },
  };
}

function between(ids, from, to) {
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b);
  return start < 0 ? [to] : ids.slice(start, end + 1);
}
