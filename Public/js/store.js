// Records by kind and id, as the server has them, with this member's own unsent edits laid over them. No DOM here.
//
// One apply() takes answers and events alike: a record is never replaced by what is older than it. What a screen
// sees is always base + pending edits, so that taking an edit back is forgetting it, nothing more.

import { batch, computed, signal } from './signals.js';
import { KINDS } from './kinds.js';

const shelves = new Map();
const pending = new Map();   // "kind id" → edits not yet answered, oldest first
const ahead = new Map();     // "kind id" → changes that were kept, of a record that was not read yet
const entryListeners = new Set();
const strangerListeners = new Set();

function shelf(kind) {
  if (!shelves.has(kind)) shelves.set(kind, { base: new Map(), cells: new Map(), gone: new Map(), version: signal(0) });
  return shelves.get(kind);
}

function cell(kind, id) {
  const { cells } = shelf(kind);
  if (!cells.has(id)) cells.set(id, signal(undefined));
  return cells.get(id);
}

const label = (kind, id) => `${kind} ${id}`;

// Reading

/** The record as this member should see it, or undefined. Reactive. */
export const record = (kind, id) => (id ? cell(kind, id)() : undefined);

export const peek = (kind, id) => shelves.get(kind)?.cells.get(id)?.peek();

/** The revision the server last told of, which an edit begun now is based on. */
export const revision = (kind, id) => shelves.get(kind)?.base.get(id)?.rev;

/** A live selection: the records of a kind that pass the test, in order if `compare` is given. */
export function where(kind, test, compare) {
  const { cells, version } = shelf(kind);
  return computed(last => {
    version();
    const found = [];
    for (const each of cells.values()) {
      const value = each.peek();
      if (value && test(value)) found.push(value);
    }
    if (compare) found.sort(compare);
    return last && sameList(last, found) ? last : found;
  });
}

const sameList = (a, b) => a.length === b.length && a.every((item, i) => item === b[i]);

// Learning from the server

/** Full records, as an answer or a snapshot holds them. */
export function put(kind, records) {
  batch(() => { for (const each of records) learn(kind, each.id, each.rev, each); });
}

/** The same, and what passes the test but is neither among them nor newer than `seq` is gone. */
export function replace(kind, test, records, seq) {
  batch(() => {
    const here = new Set(records.map(each => each.id));
    for (const [id, base] of shelf(kind).base) {
      if (!here.has(id) && base.rev <= seq && test(base)) drop(kind, id, seq);
    }
    put(kind, records);
  });
}

/** An entry of the live stream: all its changes at once. */
export function apply(entry) {
  batch(() => {
    for (const change of entry.changes) applyChange(change, entry);
    for (const listener of entryListeners) listener(entry);
  });
}

/** Entries that came after answers that are put only now, or never: what they say of a record waits until it is. */
export function remember(entries) {
  batch(() => {
    for (const entry of entries) {
      for (const change of entry.changes) {
        const { kind, id, action } = change;
        const isUnknown = action === 'update' && !shelves.get(kind)?.base.has(id);
        if (isUnknown) ahead.set(label(kind, id), [...ahead.get(label(kind, id)) ?? [], { ...change, at: entry.at }]);
        else applyChange(change, entry);
      }
    }
  });
}

function applyChange(change, { at }) {
  const { kind, id, rev, action, fields } = change;
  if (!KINDS[kind]) return;
  if (action === 'delete') return drop(kind, id, rev);
  const isWhole = action === 'create' || action === 'restore';
  const known = shelf(kind).base.get(id);
  if (isWhole) return learn(kind, id, rev, { ...KINDS[kind].defaults, ...fields, id, rev, updatedAt: at });
  if (known) return learn(kind, id, rev, { ...known, ...fields, rev, updatedAt: at });
  for (const listener of strangerListeners) listener(change);
}

function learn(kind, id, rev, full) {
  const { base, gone } = shelf(kind);
  if ((base.get(id)?.rev ?? 0) >= rev || (gone.get(id) ?? 0) >= rev) return;
  base.set(id, full);
  gone.delete(id);
  for (const later of ahead.get(label(kind, id)) ?? []) {
    const now = base.get(id);
    if (later.rev > now.rev) base.set(id, { ...now, ...later.fields, rev: later.rev, updatedAt: later.at });
  }
  show(kind, id);
}

/** The record is gone as of `rev`, and no older answer brings it back. */
export function drop(kind, id, rev) {
  const { base, gone } = shelf(kind);
  if ((base.get(id)?.rev ?? 0) > rev) return;
  gone.set(id, rev);
  base.delete(id);
  show(kind, id);
}

/** What the member may no longer see: the plan and all of its parts. */
export function forget(plan) {
  batch(() => {
    for (const [kind, { base }] of shelves) {
      for (const [id, each] of base) {
        if (each.plan !== plan && !(kind === 'plan' && id === plan)) continue;
        base.delete(id);
        show(kind, id);
      }
    }
  });
}

/** Told of each entry of the stream, after it was applied. */
export function onEntry(listener) {
  entryListeners.add(listener);
  return () => entryListeners.delete(listener);
}

/** Told of a change to a record that was never loaded, whose other fields are therefore unknown. */
export function onStranger(listener) {
  strangerListeners.add(listener);
  return () => strangerListeners.delete(listener);
}

// Edits of one's own, laid over what the server has

/** `edit` is { kind, id, type: create | edit | remove | act, fields }. */
export function lay(edit) {
  if (!edit.kind) return;
  const key = label(edit.kind, edit.id);
  pending.set(key, [...pending.get(key) ?? [], edit]);
  show(edit.kind, edit.id);
}

export function lift(edit) {
  if (!edit.kind) return;
  const key = label(edit.kind, edit.id);
  const rest = (pending.get(key) ?? []).filter(each => each !== edit);
  if (rest.length) pending.set(key, rest);
  else pending.delete(key);
  show(edit.kind, edit.id);
}

// The server numbers what is made. Until it has, it reads "T-…" and comes last.
const UNNUMBERED = { toString: () => '…', valueOf: () => Infinity };

function made(kind) {
  const { defaults, isNumbered } = KINDS[kind];
  return isNumbered ? { ...defaults, number: UNNUMBERED } : defaults;
}

function show(kind, id) {
  const { base, version } = shelf(kind);
  let value = base.get(id);
  for (const edit of pending.get(label(kind, id)) ?? []) {
    if (edit.type === 'create') value ??= { ...made(kind), ...edit.fields, id, rev: 0, createdAt: edit.at };
    else if (edit.type === 'remove') value = undefined;
    else if (value) value = { ...value, ...edit.fields };
  }
  const shown = cell(kind, id);
  if (shown.peek() === value) return;
  batch(() => {
    shown.set(value);
    version.update(count => count + 1);
  });
}
