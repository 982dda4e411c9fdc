// Keys that work everywhere. Nothing fires while somebody types, and single keys can be switched off in Settings.
//
// A list takes part by data-keys="list" on it and data-row on its rows: j and k move among the rows, and from one list
// to the next; Enter clicks the row's [data-open], x its checkbox, and other keys what names them by data-key.

import { current, go } from '../router.js';
import { singleKeys } from '../settings/preferences.js';
import { openPalette, showKeys, takeBack } from './later.js';
import { places } from './places.js';

const SECOND_KEY_WITHIN = 1200;
let pendingSince = -Infinity;
let typed = null;

const FIELDS = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
const isTyping = target => target.closest?.(FIELDS);

export function listenForKeys() {
  addEventListener('keydown', event => {
    if (event.defaultPrevented || event.isComposing) return;
    if (typed !== null && event.key.length === 1 && !event.metaKey && !event.ctrlKey) {
      typed += event.key;
      event.preventDefault();
      return;
    }
    if (event.metaKey || event.ctrlKey) return withCommand(event);
    if (event.altKey || isTyping(event.target) || !singleKeys.peek()) return;
    if (document.querySelector('dialog:modal, :is(.menu, .pop):popover-open')) return;
    const run = single(event);
    if (!run) return;
    event.preventDefault();
    run();
  });
}

function withCommand(event) {
  const key = event.key.toLowerCase();
  if (key === 'k') {
    event.preventDefault();
    find();
  } else if (key === 'z' && !event.shiftKey && !isTyping(event.target)) {
    event.preventDefault();
    takeBack();
  }
}

function single({ key, target }) {
  const isSecond = performance.now() - pendingSince < SECOND_KEY_WITHIN;
  pendingSince = -Infinity;
  if (isSecond) {
    const place = places().find(each => each.key === key);
    return place && (() => go(place.href));
  }
  if (key === 'g') return () => { pendingSince = performance.now(); };
  if (key === '/') return search;
  if (key === '?') return showKeys;
  if (key === 'c') return current.peek()?.create?.run;
  return inList(key, target);
}

function search() {
  const field = document.querySelector('main [data-search]');
  if (field) field.focus();
  else find();
}

/** Whoever knows the palette does not wait for it: what they type while it is fetched stands in it when it opens. */
async function find() {
  if (typed !== null) return;
  typed = '';
  try {
    await openPalette(() => typed);
  } finally {
    typed = null;
  }
}

function inList(key, target) {
  const row = target.closest?.('[data-row]');
  if (key === 'j' || key === 'k') return () => step(row, key === 'j' ? 1 : -1);
  if (!row) return null;
  if (key === 'x') {
    const box = row.querySelector('input[type=checkbox]');
    return box && (() => box.click());
  }
  if (key === 'Enter') return target === row ? () => row.querySelector('[data-open]')?.click() : null;
  const named = key.length === 1 && row.querySelector(`[data-key="${CSS.escape(key)}"]`);
  return named ? () => named.click() : null;
}

function step(row, by) {
  const rows = [...document.querySelectorAll('main [data-keys=list] [data-row]')].filter(it => it.checkVisibility());
  if (!rows.length) return;
  const at = row ? rows.indexOf(row) + by : 0;
  const next = rows[Math.max(0, Math.min(rows.length - 1, at))];
  next.tabIndex = -1;
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
