// The plan as it stood at a moment, and two moments of it side by side, differences said in words.

import { batch, computed, each, effect, html, onCleanup, signal, untrack, when } from '../dom.js';
import { ApiError, get } from '../api.js';
import { sentence } from '../elements/dialog.js';
import { many, timeZone } from '../format.js';
import { rereading } from '../reread.js';
import { tryAgain } from '../shell/part.js';
import { onEntry } from '../store.js';
import { momentInWords, momentPicker, momentsOf } from './moments.js';
import { recordCard } from './past-record.js';
import { compared, counted, single } from './stood.js';

const NOW = 'now';

/** The plan at what `moment()` names (moments.js), read anew when that changes, and as it changes where it is now. */
function snapshotAt(room, moment) {
  const it = { snapshot: signal(null), problem: signal(null), isReading: signal(true) };
  let question = 0;
  const read = async () => {
    const mine = ++question;
    it.isReading.set(true);
    const query = moment.peek() === NOW ? '' : `?${new URLSearchParams({ at: moment.peek(), zone: timeZone() })}`;
    const [found, error] = await get(`/api/plans/${room.id}/snapshot${query}`).then(got => [got], failed => [null, failed]);
    if (mine !== question) return;
    batch(() => {
      it.isReading.set(false);
      it.problem.set(error ?? null);
      it.snapshot.set(found);
    });
  };
  effect(() => {
    moment();
    untrack(read);
  });
  const soon = rereading(() => (moment.peek() === NOW ? read() : null));
  onCleanup(onEntry(entry => { if (entry.changes.some(change => change.plan === room.id)) soon(); }));
  return { ...it, read };
}

/** What ids stand for: records as they are in these snapshots, people and teams as they are called now. */
function namesIn(room, ...snapshots) {
  const kinds = { objective: 'objectives', task: 'tasks' };
  return {
    ...room.names,
    record: (kind, id) => snapshots.map(it => it()?.[kinds[kind]]?.find(each => each.id === id)).find(Boolean)
      ?? room.names.record(kind, id),
  };
}

function problemLine(side, word) {
  const error = side.problem();
  if (!error) return null;
  const why = error instanceof ApiError && error.errors?.[0];
  return why ? html`<p class="again" role="alert">${word} ${why.message}.</p>`
    : tryAgain(`${word} could not be read.`, side.read);
}

export function planAsItStood(room, at) {
  const side = snapshotAt(room, at);
  const moments = momentsOf(room);
  const sections = computed(() => side.snapshot() && single(side.snapshot()).filter(it => it.records.length));
  const names = namesIn(room, side.snapshot);
  return html`
    <div class="past-bar" role="status">
      <p><b>The plan as it stood</b>${' '}${() => momentInWords(at(), moments, room)}. Nothing can be changed here.</p>
      <div class="acts">
        <a class="btn line" href=${() => `/plans/${room.id}/history?compare=${at()}..now`}>Compare with now</a>
        <a class="btn quiet" href=${`/plans/${room.id}/history`}>All changes</a></div>
    </div>
    ${() => problemLine(side, 'That moment')}
    ${each(() => sections() ?? [], it => it.kind, it => html`
      <section class="card stood" data-kind=${() => it().kind}>
        <header><h2>${() => it().name}</h2>
          ${() => (it().kind === 'plan' ? null : html`<span class="n">${it().records.length}</span>`)}</header>
        ${each(() => it().records, record => record.id, record => recordCard(record, { names, isSingle: true }))}
      </section>`)}`;
}

export function compareMoments(room, compare, setSearch) {
  const ends = computed(() => {
    const [from, to] = compare().split('..');
    return { left: from || NOW, right: to || NOW };
  });
  const left = snapshotAt(room, computed(() => ends().left));
  const right = snapshotAt(room, computed(() => ends().right));
  const moments = momentsOf(room);
  const isBrief = signal(true);
  const names = namesIn(room, right.snapshot, left.snapshot);
  const sections = computed(() => left.snapshot() && right.snapshot() && compared(left.snapshot(), right.snapshot()));
  const shown = computed(() => (sections() ?? []).map(it => ({
    ...it, records: isBrief() ? it.records.filter(each => each.state !== 'same') : it.records,
  })).filter(it => it.records.length));
  const set = side => moment => setSearch({ compare: Object.values({ ...ends.peek(), [side]: moment }).join('..') });
  const swap = () => setSearch({ compare: `${ends.peek().right}..${ends.peek().left}` });
  const isBusy = () => left.isReading() || right.isReading();
  return html`
    <div class="past-bar">
      <h2>Two moments side by side</h2>
      <div class="acts"><a class="btn quiet" href=${`/plans/${room.id}/history`}>All changes</a></div>
    </div>
    <div class="moments">
      ${momentPicker('Before', () => ends().left, set('left'), moments, room)}
      <button type="button" class="btn quiet sm" @click=${swap}>Swap</button>
      ${momentPicker('After', () => ends().right, set('right'), moments, room)}
    </div>
    <div class="moments">
      <p role="status">${() => (sections() ? inWords(counted(sections())) : '')}</p>
      <label class="check"><input type="checkbox" .checked=${isBrief} @change=${event => isBrief.set(event.target.checked)}>
        Only differences</label>
    </div>
    ${() => problemLine(left, 'The moment before')}
    ${() => problemLine(right, 'The moment after')}
    <div class="compared" aria-busy=${() => String(isBusy())}>
      ${each(shown, it => it.kind, it => html`
        <section class="card stood two">
          <header><h2>${() => it().name}</h2></header>
          <div class="heads" aria-hidden="true"><span></span><span>Before</span><span>After</span></div>
          ${each(() => it().records, record => record.id, record => recordCard(record, { names, isBrief }))}
        </section>`)}
      ${when(() => sections() && !shown().length, () => html`
        <div class="empty-state"><p>Nothing differs between these two moments.</p></div>`)}
    </div>`;
}

function inWords({ added, removed, changed }) {
  if (!added && !removed && !changed) return 'No differences';
  const parts = [changed && `${changed} changed`, added && `${added} added`, removed && `${removed} removed`];
  return sentence(`${many(added + removed + changed, 'difference')}: ${parts.filter(Boolean).join(', ')}`);
}
