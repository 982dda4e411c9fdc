// Edits on their way to the server: shown at once, sent one after the other, kept in the browser until answered.
//
// A failing line keeps the queue and tries again; a refusal takes the edit back and rejects its promise, or, where it
// comes after nobody waits any more, keeps it to be mended; a clash of one field asks the person. Each edit is kept under
// the member who made it, so that a reload loses nothing, and signing out erases what is left.

import { ApiError, LineError, call } from './api.js';
import { address, newId, says } from './kinds.js';
import { signal } from './signals.js';
import { drop, lay, lift, peek, put, revision } from './store.js';

const LONGEST = 10_000;        // a line that takes the edit and never answers is none

const queue = [];
const undoable = [];
let shelf = null;
let isSending = false;
let delay = 0;
let timer = null;
let hooks = { conflict: async () => 'theirs', refused: () => {}, written: () => {}, arrived: () => {} };

/** How many edits the line keeps back; 0 while all goes well. */
export const waiting = signal(0);

/** What was refused after it had waited: [{ …edit, problem: { message, errors }, dependents: [edits] }]. Reactive. */
export const refused = signal([]);

/**
 * `conflict(question)` answers "mine", "theirs" or { both: fields }; `written(what)` tells, `refused(error)` where nobody
 * waits, and `arrived(edit, record)` of everything.
 */
export const onOutbox = given => { hooks = { ...hooks, ...given }; };

/** Takes up the member's edits that an earlier page could not send, and keeps those made since this one began. */
export async function open(member) {
  shelf = await (await import('./shelf.js')).openShelf(member);
  for (const { edit } of queue) shelf.keep(edit);
  for (const edit of await shelf.orphans()) {
    if (edit.problem) refused.update(list => [...list, edit]);
    else again(edit);
  }
  if (queue.length) kick();
}

function again(edit) {
  lay(edit);
  queue.push({ edit, settle: null, hasWaited: true });
}

/** The member signs out: nothing of theirs stays on this page. */
export function erase() {
  clearTimeout(timer);
  for (const { edit } of queue.splice(0)) lift(edit);
  undoable.length = 0;
  waiting.set(0);
  refused.set([]);
  shelf = null;
}

// What screens call. All answer a promise, which a refusal rejects. With `says: null` nothing is said of it, and undo passes
// it over.

export function create(kind, fields, { says: text = says(kind, 'added') } = {}) {
  const id = fields.id ?? newId();
  const body = { ...fields, id };
  const edit = { type: 'create', method: 'POST', path: address(kind), kind, id, fields, body };
  return { id, done: enqueue(edit, text) };
}

/**
 * `rev` is the revision the person was looking at when they began; by default the newest known. Edits with one `group`
 * (newId()) are one to whoever made them, and are taken back together.
 */
export function edit(kind, id, fields, { rev, says: text = says(kind, 'changed'), group } = {}) {
  const since = rev ?? revision(kind, id);
  const now = peek(kind, id);
  const was = Object.fromEntries(Object.keys(fields).map(field => [field, now?.[field] ?? null]));
  const path = address(kind, id);
  const about = now?.title ?? now?.name;
  const change = { type: 'edit', method: 'PATCH', path, kind, id, fields, body: fields, rev: since, was, about };
  return enqueue(change, text, group);
}

export function remove(kind, id, { says: text = says(kind, 'deleted') } = {}) {
  const edit = { type: 'remove', method: 'DELETE', path: address(kind, id), kind, id };
  return enqueue(edit, text);
}

/** An action: POST to a path of its own. `kind`, `id` and `fields` say what it will look like when it is done. */
export function act(path, body, { kind, id, fields, says: text } = {}) {
  return enqueue({ type: 'act', method: 'POST', path, body, kind, id, fields, isAction: true }, text);
}

/** Takes back this page's newest edit, and all that were made with it in one go. */
export async function undo() {
  const last = undoable.at(-1);
  if (!last) return null;
  const group = undoable.filter(each => each === last || (last.group && each.group === last.group)).reverse();
  for (const each of group) undoable.splice(undoable.indexOf(each), 1);
  const outcomes = await Promise.allSettled(group.map(takeBack));
  const failed = outcomes.filter(each => each.status === 'rejected').map(each => each.reason);
  if (failed.length === 0) return last;
  const [error] = failed;
  if (group.length > 1) error.message = `${group.length - failed.length} of ${group.length} undone. ${error.message}`;
  throw error;
}

/** Out of the queue if it has not left, else as a new entry. */
async function takeBack(memory) {
  const at = queue.findIndex(item => item.memory === memory && !item.isOut);
  if (at >= 0) {
    const [item] = queue.splice(at, 1);
    return settle(item, null);
  }
  await memory.arrived;
  if (!memory.entry) return;
  try {
    await call('POST', `/api/entries/${memory.entry}/undo`, { body: {}, key: newId() });
  } catch (error) {
    if (error instanceof LineError) undoable.push(memory);
    throw error;
  }
}

export const canUndo = () => undoable.length > 0;

// What waits, and what was refused (shell/unsent.js shows it)

/** [{ edit, isOut }]: what is out may have arrived already, and cannot be withdrawn. Ask again when `waiting` changes. */
export const queued = () => queue.map(({ edit, isOut = false }) => ({ edit, isOut }));

/** Gives up an edit that has not left, and what was built on it. */
export function withdraw(edit) {
  const item = queue.find(it => it.edit === edit && !it.isOut);
  if (item) for (const each of [...dependentsOf(item), item]) settle(each, null);
}

/** Sends again what was refused, with these fields in place of its own, and after it what was built on it. */
export function mend(entry, fields) {
  const { problem: _, dependents, ...edit } = entry;
  forgetRefused(entry);
  // A new key, since the same one may not carry other content.
  Object.assign(edit, { key: newId(), fields, body: edit.type === 'create' ? { ...fields, id: edit.id } : fields });
  for (const each of [edit, ...dependents]) {
    again(each);
    shelf?.keep(each);
  }
  waiting.set(queue.length);
  kick();
}

/** Gives up what was refused, and what was built on it. */
export function forgetRefused(entry) {
  refused.update(list => list.filter(each => each !== entry));
  shelf?.drop(entry);
}

// The queue

function enqueue(edit, text, group) {
  Object.assign(edit, { key: newId(), says: text, at: new Date().toISOString() });
  lay(edit);
  shelf?.keep(edit);
  const memory = edit.isAction || text === null ? null : { says: text, group, entry: null };
  const promise = new Promise((resolve, reject) => queue.push({ edit, memory, settle: { resolve, reject } }));
  const arrived = promise.catch(() => {});
  if (memory) undoable.push(Object.assign(memory, { arrived }));
  send();
  return promise;
}

/** Tries at once, because the line seems to be back. */
export function kick() {
  clearTimeout(timer);
  timer = null;
  delay = 0;
  send();
}

async function send() {
  if (isSending || timer) return;
  isSending = true;
  try {
    while (queue.some(item => !item.isAsking)) {
      const item = next();
      if (!item) break;
      if (!await deliver(item)) break;
    }
  } finally {
    isSending = false;
  }
}

/** The first that does not stand behind an open question about the same record. */
function next() {
  const asked = new Set(queue.filter(item => item.isAsking).map(item => item.edit.id));
  return queue.find(item => !item.isAsking && !asked.has(item.edit.id));
}

async function deliver(item) {
  const { edit } = item;
  item.isOut = true;
  try {
    const { method, path, body, key, rev } = edit;
    const answer = await call(method, path, { body, key, rev, tries: 1, signal: AbortSignal.timeout(LONGEST) });
    delay = 0;
    arrived(item, answer);
  } catch (error) {
    if (error instanceof LineError) {
      wait();
      return false;
    }
    item.isOut = false;
    if (error instanceof ApiError && error.status === 401) return false;
    if (error instanceof ApiError && error.conflicts?.length) ask(item, error);
    else refuse(item, error);
  }
  waiting.update(count => (count ? queue.length : 0));
  return true;
}

function wait() {
  for (const item of queue) item.hasWaited = true;
  waiting.set(queue.length);
  delay = Math.min(delay ? delay * 2 : 500, 8000);
  timer = setTimeout(() => { timer = null; send(); }, delay * (0.6 + Math.random() * 0.6));
}

function arrived(item, { body, entry, seq }) {
  const { edit, memory } = item;
  if (edit.type === 'remove' && seq) drop(edit.kind, edit.id, seq);
  if (body?.id && edit.kind && body.id === edit.id) put(edit.kind, [body]);
  // Sent again because its answer was lost, it is answered by the record as it is now, with what others made of it since.
  if (edit.fields && edit.kind && body?.id === edit.id && body.rev) rebase(edit, Math.min(body.rev, seq));
  // What changed nothing names the entry that comes next, which is somebody else's.
  const isEntry = Boolean(entry) && entry <= seq;
  if (memory && isEntry) memory.entry = entry;
  else forgetMemory(memory);
  hooks.arrived(edit, body);
  forgetItem(item);
  item.settle?.resolve({ record: body, entry });
  if (edit.says && entry) hooks.written({ entry, says: edit.says, isUndoable: Boolean(memory) && isEntry });
}

function forgetMemory(memory) {
  const at = undoable.indexOf(memory);
  if (at >= 0) undoable.splice(at, 1);
}

// A later edit of the same field was made on top of this one, and must not be taken for a clash with it; nor may one of what
// this one has made pass over what others made of it since.
function rebase(sent, rev) {
  for (const { edit } of queue) {
    const isSame = edit !== sent && edit.type === 'edit' && edit.id === sent.id;
    const isOnTop = edit.rev === undefined || Object.keys(edit.fields ?? {}).some(field => field in sent.fields);
    if (!isSame || !isOnTop) continue;
    edit.rev = rev;
    shelf?.keep(edit);
  }
}

function refuse(item, error) {
  const lost = dependentsOf(item);
  // Who made it has gone on to something else: it is theirs to mend when they choose.
  const isLate = item.hasWaited;
  for (const each of [...lost, item]) settle(each, isLate ? null : error);
  if (!isLate) return;
  const problem = { message: error.message, errors: error.errors ?? [] };
  const entry = { ...item.edit, problem, dependents: lost.map(each => each.edit) };
  refused.update(list => [...list, entry]);
  shelf?.keep(entry);
  hooks.refused(error, entry);
}

/** Edits of what this one would have made, and whatever else names it. */
function dependentsOf({ edit }) {
  if (edit.type !== 'create') return [];
  const found = new Set([edit.id]);
  const names = it => [...found].some(id => it.id === id || JSON.stringify([it.path, it.body ?? null]).includes(id));
  return queue.filter(item => {
    if (item.edit === edit || !names(item.edit)) return false;
    if (item.edit.type === 'create') found.add(item.edit.id);
    return true;
  });
}

async function ask(item, error) {
  const { edit } = item;
  item.isAsking = true;
  let answer;
  try {
    answer = await hooks.conflict({ kind: edit.kind, id: edit.id, conflicts: error.conflicts, was: edit.was ?? {} });
  } catch {
    // A question that cannot be asked must not stand before the record for ever: whoever made the edit is told.
    if (error.record) put(edit.kind, [error.record]);
    refuse(item, error);
    return send();
  }
  item.isAsking = false;
  if (answer === 'mine' || answer.both) {
    lift(edit);
    const fields = { ...edit.fields, ...answer.both };
    // A new key, since the same one may not carry another base.
    Object.assign(edit, { key: newId(), rev: error.record?.rev ?? revision(edit.kind, edit.id), fields, body: fields });
    lay(edit);
    shelf?.keep(edit);
  } else {
    if (error.record) put(edit.kind, [error.record]);
    settle(item, null);
  }
  send();
}

/** Ends an edit that did not go through: with an error for who waits for it, or quietly. */
function settle(item, error) {
  forgetMemory(item.memory);
  forgetItem(item);
  waiting.update(count => (count ? queue.length : 0));
  if (error) item.settle?.reject(error);
  else item.settle?.resolve(null);
}

function forgetItem(item) {
  const at = queue.indexOf(item);
  if (at >= 0) queue.splice(at, 1);
  shelf?.drop(item.edit);
  lift(item.edit);
}
