// What is selected in a list, and the keys that move through it: j and k, x to select, Enter to open.

import { onCleanup, signal } from '../dom.js';

/** `order` reads the ids as they stand on the screen. */
export function selection(order) {
  const chosen = signal(new Set());
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
  };
}

function between(ids, from, to) {
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b);
  return start < 0 ? [to] : ids.slice(start, end + 1);
}

/** Moves through the rows of `root` that carry data-id, until the surrounding scope ends. */
export function rowKeys(root, select) {
  const onKey = event => {
    if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
    if (document.querySelector('dialog[open]')) return;
    const rows = [...root.querySelectorAll('[data-id]')];
    const here = document.activeElement?.closest?.('[data-id]');
    const at = rows.indexOf(here);
    if (event.key === 'j') focusRow(rows[Math.min(at + 1, rows.length - 1)]);
    else if (event.key === 'k') focusRow(rows[Math.max(at - 1, 0)]);
    else if (event.key === 'x' && here && root.contains(here)) select.toggle(here.dataset.id);
    else if (event.key === 'Enter' && here && event.target === here) here.querySelector('a[href]')?.click();
    else if (event.key === 'Escape' && select.size()) select.clear();
    else return;
    event.preventDefault();
  };
  addEventListener('keydown', onKey);
  onCleanup(() => removeEventListener('keydown', onKey));
}

const isTyping = event =>
  event.target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable], .pop');

function focusRow(row) {
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}
