// Where the outbox keeps one member's unsent edits: IndexedDB, a database for each member.
//
// Several tabs may be open. Each holds a lock for as long as it lives; the edits of a tab whose lock is free were
// left behind and are taken up by whoever comes next.

import { newId } from './kinds.js';

const TAB = newId();
const STORE = 'edits';

export async function openShelf(member) {
  navigator.locks?.request(`quartet-tab-${TAB}`, () => new Promise(() => {}));
  const name = `quartet-${member}`;
  const database = await openDatabase(name).catch(() => null);
  let order = Date.now();
  return {
    keep(edit) {
      edit.order ??= order++;
      // Named by order, not by key: an edit that is sent again under a new key is still the same one.
      return write(database, store => store.put({ ...edit, tab: TAB }));
    },
    drop: edit => write(database, store => store.delete(edit.order)),
    async orphans() {
      const alive = await livingTabs();
      const all = await read(database);
      const left = all.filter(edit => !alive.has(edit.tab));
      for (const edit of left) await write(database, store => store.put({ ...edit, tab: TAB }));
      return left.map(({ tab: _, ...edit }) => edit);
    },
    erase() {
      database?.close();
      return new Promise(done => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = request.onerror = request.onblocked = () => done();
      });
    },
  };
}

async function livingTabs() {
  const { held = [] } = await navigator.locks?.query() ?? {};
  return new Set(held.map(lock => lock.name.replace('quartet-tab-', '')).filter(tab => tab !== TAB));
}

function openDatabase(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'order' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function write(database, change) {
  if (!database) return Promise.resolve();
  return new Promise(resolve => {
    const transaction = database.transaction(STORE, 'readwrite');
    change(transaction.objectStore(STORE));
    transaction.oncomplete = transaction.onerror = transaction.onabort = () => resolve();
  });
}

function read(database) {
  if (!database) return Promise.resolve([]);
  return new Promise(resolve => {
    const request = database.transaction(STORE).objectStore(STORE).getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve([]);
  });
}
