// The history of one record.

import { get } from '../api.js';
import { historyRights } from '../plans/history-rights.js';
import { onEntry } from '../store.js';
import { styles } from '../styles.js';
import { changeList, changesFor } from './change-list.js';
import { changesOf } from './changes.js';

export function recordHistory(room, kind, id) {
  styles('history');
  const list = changesFor({
    size: 20, query: () => [['record', id]],
    read: query => get(`/api/changes?plan=${room.id}&${query}`),
    onChange: told => onEntry(entry => { for (const change of changesOf(entry)) told(change); }),
    isAskedFor: change => change.kind === kind && change.id === id,
  });
  list.ask();
  return changeList(list, { names: room.names, isByDay: false, ...historyRights(room) });
}
