// What a member has read, kept for when there is no line: answers as they came, and the entries of the stream since,
// which hold for the records of those answers. Nobody else is ever answered from it.

import { deleteDatabase, membersKept, openDatabase, within } from './database.js';
import { KEPT_FOR } from './session.js';
import { remember } from './store.js';

const MOST_ANSWERS = 150;
const MOST_ENTRIES = 2000;
const LARGEST = 4 << 20;

// Of the moment only, of somebody else, or of what was only being typed.
const NOT_KEPT = /^\/api\/(demo|setup|sessions|invitations|share|search|export)|[?&]q=/;

let owner = localStorage.getItem(KEPT_FOR);
let isRemembered = false;
let isErased = false;

const open = () => (owner && !isErased ? openDatabase(owner) : null);

/** From now on it is kept for this member; what was kept of others is forgotten, but not what they could not send. */
export async function keepFor(member) {
  owner = member;
  localStorage.setItem(KEPT_FOR, member);
  for (const other of await membersKept()) if (other !== member) await forget(other);
  const database = await open();
  await within(database, ['entries'], 'readwrite', entries => {
    entries.count().onsuccess = ({ target }) => trim(entries, target.result - MOST_ENTRIES);
  });
}

export async function keep(path, response) {
  if (NOT_KEPT.test(path)) return;
  const text = await response.text();
  if (text.length > LARGEST) return;
  const database = await open();
  await within(database, ['answers'], 'readwrite', answers => {
    answers.put({ path, text, at: Date.now() });
    answers.count().onsuccess = ({ target }) => target.result > MOST_ANSWERS && dropOldest(answers);
  });
}

/** The answer as it was read last: { text, at }; null where it never was. */
export async function recall(path) {
  const database = await open();
  const answer = await within(database, ['answers'], 'readonly', answers => answers.get(path));
  if (answer && !isRemembered) {
    isRemembered = true;
    remember(await within(database, ['entries'], 'readonly', entries => entries.getAll()) ?? []);
  }
  return answer;
}

/** There is no such answer any more, or not for this member. */
export const drop = async path => within(await open(), ['answers'], 'readwrite', answers => answers.delete(path));

/** An entry of the stream, or an answer to an edit in the shape of one. */
export const note = async entry => within(await open(), ['entries'], 'readwrite', entries => entries.put(entry));

/** Rights have changed, or the server's history: only who one is stays known. */
export const clear = async () => within(await open(), ['answers', 'entries'], 'readwrite', (answers, entries) => {
  answers.delete(IDBKeyRange.upperBound('/api/session', true));
  answers.delete(IDBKeyRange.lowerBound('/api/session', true));
  return entries.clear();
});

/** Nothing of the member stays, unless `sparing` what they could not send; nor does the app, if it can be had again. */
export async function erase({ sparing = false, isOffline = false } = {}) {
  const member = owner;
  isErased = true;
  localStorage.removeItem(KEPT_FOR);
  if (!isOffline) await caches.delete('quartet-app');
  if (member) await (sparing ? forget(member) : deleteDatabase(member));
}

async function forget(member) {
  const database = await openDatabase(member);
  const unsent = await within(database, ['edits'], 'readonly', edits => edits.count());
  if (!unsent) return deleteDatabase(member);
  await within(database, ['answers', 'entries'], 'readwrite', (answers, entries) => {
    answers.clear();
    return entries.clear();
  });
}

function dropOldest(answers) {
  answers.index('at').openKeyCursor().onsuccess = ({ target }) => answers.delete(target.result.primaryKey);
}

function trim(entries, count) {
  let left = count;
  entries.openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor || left-- <= 0) return;
    cursor.delete();
    cursor.continue();
  };
}
