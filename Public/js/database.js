// What this browser keeps of a member: a database for each, which signing out deletes.
//
//   edits     not sent yet, or refused, by their order (shelf.js)
//   answers   that were read, by their address, and entries of the stream since, by their seq (kept.js)

const STORES = { edits: 'order', answers: 'path', entries: 'seq' };
const VERSION = 2;
const opened = new Map();

const nameOf = member => `quartet-${member}`;

/** Null where the browser allows none, or it was deleted meanwhile. */
export function openDatabase(member) {
  if (!opened.has(member)) opened.set(member, open(nameOf(member)).catch(() => null));
  return opened.get(member);
}

export async function deleteDatabase(member) {
  (await opened.get(member))?.close();
  opened.delete(member);
  await new Promise(done => {
    const request = indexedDB.deleteDatabase(nameOf(member));
    request.onsuccess = request.onerror = request.onblocked = () => done();
  });
}

/** The members of whom this browser keeps something. */
export const membersKept = async () => (await indexedDB.databases?.() ?? [])
  .map(({ name }) => /^quartet-(.+)$/.exec(name)?.[1]).filter(Boolean);

function open(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(STORES)) {
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath });
      }
      request.transaction.objectStore('answers').createIndex('at', 'at');
    };
    request.onsuccess = () => {
      // Another tab deletes it, or knows a later version.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

/** Runs `work(...stores)` in one transaction. Answers what the request that it answers brings; null where it failed. */
export function within(database, names, mode, work) {
  return new Promise(resolve => {
    if (!database) return resolve(null);
    try {
      const transaction = database.transaction(names, mode);
      const request = work(...names.map(name => transaction.objectStore(name)));
      transaction.oncomplete = () => resolve(request?.result ?? null);
      transaction.onerror = transaction.onabort = () => resolve(null);
    } catch {
      resolve(null);   // closed: deleted by another tab
    }
  });
}
