// The History tab: every change of this plan, filtered by what stands in the address.

import { computed } from '../dom.js';
import { call, get } from '../api.js';
import { changesOf } from '../journal/changes.js';
import { history } from '../journal/history.js';
import { newId } from '../kinds.js';
import { toast } from '../shell/toast.js';
import { sentence } from '../elements/dialog.js';
import { onEntry } from '../store.js';

const ANSWERS = new Set([
  'committed', 'declined', 'askedAgain', 'settled', 'signedOff', 'verified', 'accepted', 'declinedRequest', 'countered',
  'withdrawn', 'released', 'pulsed',
]);

export function tab(room, { params, setSearch }) {
  const filters = computed(() => ({
    actor: params().search.get('actor') ?? '', kind: params().search.get('kind') ?? '',
  }));
  return history({
    filters, setFilters: setSearch, names: room.names, people: room.everyone,
    read: query => get(`/api/changes?plan=${room.id}&${query}`),
    onChange: told => onEntry(entry => {
      for (const change of changesOf(entry)) if (change.plan === room.id) told(change);
    }),
    // What somebody answered, signed or verified is not undone but given anew.
    canUndo: change => room.standing().canEdit && !ANSWERS.has(change.verb),
    undo,
  });
}

/** Null when it is done, else the reasons why not. */
async function undo(entry) {
  try {
    await call('POST', `/api/entries/${entry}/undo`, { body: {}, key: newId() });
    toast('Undone');
    return null;
  } catch (error) {
    return (error.errors ?? []).map(each => sentence(each.message)).join(' ') || error.message;
  }
}
