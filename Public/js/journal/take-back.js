// Taking back what was done, and bringing back what was deleted: null when it is done, else every reason why not.

import { call, get } from '../api.js';
import { ask, sentence } from '../elements/dialog.js';
import { newId } from '../kinds.js';
import { toast } from '../shell/toast.js';

const FURTHEST = 200;

/** How many changes of these entries are not among those that are shown: a filter hides them. `of` is "plan=<id>". */
async function hiddenOf({ entries, changes }, of) {
  const asked = `${of}&since=${entries.at(-1) - 1}&until=${entries[0] + FURTHEST}&limit=${FURTHEST}`;
  const { items } = await get(`/api/changes?${asked}`);
  return items.filter(change => entries.includes(change.entry)).length - changes.length;
}

/** An entry is taken back as a whole: where a filter hides a part of it, that is asked first. */
export async function undoLine(line, of) {
  try {
    const hidden = of ? await hiddenOf(line, of) : 0;
    if (hidden > 0 && !await ask({
      title: 'Undo what the filter hides, too?', yes: 'Undo all of it',
      text: `What was done together is undone together: ${line.changes.length + hidden} changes, ${hidden} of them hidden by the filter.`,
    })) return null;
  } catch (error) {
    return [error.message];
  }
  return undoEntries(line.entries);
}

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
