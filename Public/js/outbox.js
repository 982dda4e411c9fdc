// Edits on their way to the server: shown at once, sent one after the other, kept in the browser until answered.
//
// A failing line keeps the queue and tries again; a refusal takes the edit back and rejects its promise; a clash of
// one field asks the person. Each edit is kept under the member who made it, so that a reload loses nothing, and
// signing out erases what is left.

import { ApiError, LineError, call } from './api.js';
import { address, newId, says } from './kinds.js';
import { signal } from './signals.js';
import { drop, lay, lift, put, revision } from './store.js';
import { openShelf } from './shelf.js';

const queue = [];
const undoable = [];
let shelf = null;
let isSending = false;
let delay = 0;
let timer = null;
let hooks = { conflict: async () => 'theirs', refused: () => {}, written: () => {} };

/** How many edits the line keeps back; 0 while all goes well. */
export const waiting = signal(0);

/** `conflict(question)` answers "mine" or "theirs"; `written(what)` tells, `refused(error)` where nobody waits. */
export const onOutbox = given => { hooks = { ...hooks, ...given }; };

/** Takes up the member's edits that an earlier page could not send, and keeps those made since this one began. */
export async function open(member) {
  shelf = await openShelf(member);
  for (const { edit } of queue) shelf.keep(edit);
  for (const edit of await shelf.orphans()) {
    lay(edit);
    queue.push({ edit, settle: null });
  }
  if (queue.length) kick();
}

/** The member signs out: nothing of theirs stays on this page. */
export function erase() {
  clearTimeout(timer);
  for (const { edit } of queue.splice(0)) lift(edit);
  undoable.length = 0;
  waiting.set(0);
  shelf = null;
}

// What screens call. All answer a promise, which a refusal rejects.

export function create(kind, fields, { says: text } = {}) {
  const id = fields.id ?? newId();
  const body = { ...fields, id };
  const edit = { type: 'create', method: 'POST', path: address(kind), kind, id, fields, body };
  return { id, done: enqueue(edit, text ?? says(kind, 'added')) };
}

/**
 * `rev` is the revision the person was looking at when they began; by default the newest known. Edits with one `group`
 * (newId()) are one to whoever made them, and are taken back together.
 */
export function edit(kind, id, fields, { rev, says: text, group } = {}) {
  const since = rev ?? revision(kind, id);
  const change = { type: 'edit', method: 'PATCH', path: address(kind, id), kind, id, fields, body: fields, rev: since };
  return enqueue(change, text ?? says(kind, 'changed'), group);
}

export function remove(kind, id, { says: text } = {}) {
  const edit = { type: 'remove', method: 'DELETE', path: address(kind, id), kind, id };
  return enqueue(edit, text ?? says(kind, 'deleted'));
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

// The queue

function enqueue(edit, text, group) {
  Object.assign(edit, { key: newId(), says: text, at: new Date().toISOString() });
  lay(edit);
  shelf?.keep(edit);
  const memory = edit.isAction ? null : { says: text, group, entry: null };
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
    const answer = await call(edit.method, edit.path, { body: edit.body, key: edit.key, rev: edit.rev, tries: 1 });
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
  waiting.set(queue.length);
  delay = Math.min(delay ? delay * 2 : 500, 8000);
  timer = setTimeout(() => { timer = null; send(); }, delay * (0.6 + Math.random() * 0.6));
}

function arrived(item, { body, entry, seq }) {
  const { edit, memory } = item;
  if (edit.type === 'remove' && seq) drop(edit.kind, edit.id, seq);
  if (body?.id && edit.kind && body.id === edit.id) put(edit.kind, [body]);
  if (edit.type === 'edit' && body?.rev) rebase(edit, body.rev);
  // What changed nothing names the entry that comes next, which is somebody else's.
  const isEntry = Boolean(entry) && entry <= seq;
  if (memory && isEntry) memory.entry = entry;
  else forgetMemory(memory);
  forgetItem(item);
  item.settle?.resolve({ record: body, entry });
  if (edit.says && entry) hooks.written({ entry, says: edit.says, isUndoable: Boolean(memory) && isEntry });
}

function forgetMemory(memory) {
  const at = undoable.indexOf(memory);
  if (at >= 0) undoable.splice(at, 1);
}

// A later edit of the same field was made on top of this one, and must not be taken for a clash with it.
function rebase(sent, rev) {
  for (const { edit } of queue) {
    const isSame = edit !== sent && edit.type === 'edit' && edit.id === sent.id;
    if (!isSame || !Object.keys(edit.fields).some(field => field in sent.fields)) continue;
    edit.rev = rev;
    shelf?.keep(edit);
  }
}

function refuse(item, error) {
  const lost = item.edit.type === 'create' ? queue.filter(each => each !== item && each.edit.id === item.edit.id) : [];
  for (const each of [...lost, item]) settle(each, error);
  if (!item.settle) hooks.refused(error, item.edit);
}

async function ask(item, error) {
  const { edit } = item;
  item.isAsking = true;
  let answer;
  try {
    answer = await hooks.conflict({ kind: edit.kind, id: edit.id, conflicts: error.conflicts });
  } catch {
    // A question that cannot be asked must not stand before the record for ever: whoever made the edit is told.
    if (error.record) put(edit.kind, [error.record]);
    refuse(item, error);
    return send();
  }
  item.isAsking = false;
  if (answer === 'mine') {
    // A new key, since the same one may not carry another base.
    Object.assign(edit, { key: newId(), rev: error.record?.rev ?? revision(edit.kind, edit.id) });
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
