// The History tab: every change of this plan; or, as the address says, the plan as it stood at a moment (?at=), or two
// moments of it side by side (?compare=a..b).

import { computed, html, match } from '../dom.js';
import { get } from '../api.js';
import { me } from '../session.js';
import { onEntry } from '../store.js';
import { part } from '../shell/part.js';
import { changesOf } from '../journal/changes.js';
import { filtersIn } from '../journal/filters.js';
import { history } from '../journal/history.js';
import { lastVisit, visit } from '../journal/visits.js';
import { addDays, dayOf, today } from '../format.js';
import { historyRights } from './history-rights.js';

export function tab(room, { params, setSearch }) {
  const shown = computed(() => ['compare', 'at'].find(name => params().search.get(name)) ?? 'changes');
  const asked = name => computed(() => params().search.get(name) ?? '');
  return html`<div>${match(shown, name => {
    if (name === 'changes') return changes(room, { params, setSearch });
    return part(async () => {
      const { compareMoments, planAsItStood } = await import('../journal/past.js');
      return () => (name === 'compare'
        ? compareMoments(room, asked('compare'), setSearch) : planAsItStood(room, asked('at')));
    });
  })}</div>`;
}

function changes(room, { params, setSearch }) {
  const filters = computed(() => filtersIn(params().search));
  visit(me()?.id, room.id);
  const visited = lastVisit(me()?.id, room.id);
  // Not before there was anything to compare.
  const since = () => [addDays(today(), -7), dayOf(room.plan()?.createdAt ?? new Date())].sort().at(-1);
  return history({
    of: `plan=${room.id}`,
    end: html`
      <a class="btn line" href=${() => `/plans/${room.id}/history?compare=${since()}..now`}>Compare two moments</a>`,
    filters, setFilters: setSearch, names: room.names, people: room.everyone, teams: room.allTeams,
    teamOf: id => room.parts().find(it => it.member === id)?.team ?? room.member(id)?.team,
    visited: () => visited,
    read: query => get(`/api/changes?plan=${room.id}&${query}`),
    onChange: told => onEntry(entry => {
      for (const change of changesOf(entry)) if (change.plan === room.id) told(change);
    }),
    ...historyRights(room),
  });
}
