// Taking back what was done, and bringing back what was deleted: null when it is done, else every reason why not.

import { call } from '../api.js';
import { sentence } from '../elements/dialog.js';
import { newId } from '../kinds.js';
import { toast } from '../shell/toast.js';

/** Entries, newest first, as one; it stops at the first that cannot be taken back. */
export async function undoEntries(entries) {
  for (const [done, entry] of entries.entries()) {
    const refused = await attempt(`/api/entries/${entry}/undo`);
    if (refused) return done ? [`${done} of ${entries.length} were undone.`, ...refused] : refused;
  }
  toast(entries.length > 1 ? `${entries.length} undone` : 'Undone');
  return null;
}

export async function restoreDeleted(change) {
  const refused = await attempt(`/api/changes/${change.seq}/restore`);
  if (!refused) toast('Brought back');
  return refused;
}

async function attempt(path) {
  try {
    await call('POST', path, { body: {}, key: newId() });
    return null;
  } catch (error) {
    const each = (error.errors ?? []).map(it => `${sentence(it.message)}.`);
    return each.length ? each : [error.message];
  }
}
