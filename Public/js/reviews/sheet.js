// One review with all that belongs to it, live: its agenda, what was noted and decided, and, before it begins, what the
// data would put on its agenda.

import { get } from '../api.js';
import { batch, computed, onCleanup, signal } from '../dom.js';
import * as outbox from '../outbox.js';
import { rereading } from '../reread.js';
import { tell } from '../shell/tell.js';
import { onEntry, put, record, replace, where } from '../store.js';

const PARTS = { agendaItems: 'agendaItem', reviewNotes: 'reviewNote', decisions: 'decision' };
const OF_REVIEWS = new Set(['review', 'reviewNote', 'decision']);

const byPosition = (a, b) => a.position - b.position || (a.id < b.id ? -1 : 1);
const byTime = (a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? '') || (a.id < b.id ? -1 : 1);

/** Ends with the surrounding scope. `load()` reads it. */
export function openSheet(room, id) {
  const review = () => record('review', id);
  const ofReview = (kind, order) => where(kind, it => it.review === id, order);
  const items = ofReview('agendaItem', byPosition);
  const notes = ofReview('reviewNote', byTime);
  const decisions = ofReview('decision', byTime);
  const expected = signal([]);
  const before = signal(null);

  async function load() {
    const sheet = await get(`/api/reviews/${id}/sheet`);
    batch(() => {
      put('review', [sheet.review, sheet.before].filter(Boolean));
      for (const [name, kind] of Object.entries(PARTS)) {
        replace(kind, it => it.review === id, sheet[name], sheet.seq);
      }
      expected.set(sheet.expected);
      before.set(sheet.before?.id ?? null);
    });
  }

  const soon = rereading(load);
  onCleanup(onEntry(entry => {
    const isNews = entry.changes.some(it => it.plan === room.id && !OF_REVIEWS.has(it.kind));
    if (isNews && review()?.state === 'scheduled') soon();
  }));

  /** The agenda as it is, or before the review begins, as it would be; what is expected only has no id. */
  const agenda = computed(() => (review()?.state === 'scheduled'
    ? [...items(), ...expected().filter(it => !items().some(other => keyOf(other) === keyOf(it)))].sort(byPosition)
    : items()));

  const create = (kind, fields, says) => outbox.create(kind, { plan: room.id, review: id, ...fields }, { says });

  return {
    id, review, items, notes, decisions, agenda, load,
    before: () => record('review', before()),
    isOpen: () => review()?.state === 'open',
    canWrite: () => room.standing().canEdit && review()?.state !== 'closed' && room.plan()?.state !== 'closed',
    canRun: () => room.plan()?.state !== 'closed' && (room.standing().canManage
      || (room.standing().canEdit && review()?.leader === room.me().id)),

    /** Makes a note, a decision or an item; answers its id and the promise that it is there. */
    create,
    act: (verb, body, says) => outbox.act(`/api/reviews/${id}/${verb}`, body, { kind: 'review', id, says }),
    save: (kind, it, patch, says = '') => outbox.edit(kind, it.id, patch, { says }).catch(tell),
    remove: (kind, it, says) => outbox.remove(kind, it.id, { says }).catch(tell),
    decisionsOf: item => decisions().filter(it => it.item === item),

    /** An item's new place is between two others; one that was only expected stays where it is put. */
    move(item, to) {
      const others = agenda.peek().filter(it => keyOf(it) !== keyOf(item));
      const position = between(others[to - 1]?.position, others[to]?.position);
      if (item.id) return this.save('agendaItem', item, { position }, 'Agenda reordered');
      const { cause, about, title, evidence, minutes } = item;
      return create('agendaItem', { cause, about, title, evidence, minutes, position }, 'Agenda reordered').done.catch(tell);
    },

    makeTask: decision => outbox.act(`/api/decisions/${decision.id}/tasks`, {}, {
      kind: 'decision', id: decision.id, says: 'Task made',
    }),
  };
}

/** By what an item is known before and after it is a record. */
export const keyOf = it => `${it.cause} ${it.cause === 'own' ? it.id : it.about ?? it.title}`;

const STEP = 1000;
function between(low, high) {
  if (low === undefined) return (high ?? 2 * STEP) - STEP;
  return high === undefined ? low + STEP : (low + high) / 2;
}
