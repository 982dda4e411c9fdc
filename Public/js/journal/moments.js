// Moments of a plan that can be looked at: now, sign-offs, reviews, a day, a change. In addresses a moment is "now", the
// number of a change, or a day.

import { computed, html, signal, when } from '../dom.js';
import { get } from '../api.js';
import { day, moment as atInWords, today } from '../format.js';
import { sentence } from './words.js';

const isDay = moment => /^\d{4}-\d\d-\d\d$/.test(moment);
const isSeq = moment => /^\d+$/.test(moment);
const TURNS = new Set(['opened', 'closed']);

/** Reads [{ id, name }]: what marked a moment of this plan, newest first. */
export function momentsOf(room) {
  const found = signal([]);
  get(`/api/changes?plan=${room.id}&kind=signOff,review&what=answered&limit=100`).then(({ items }) => {
    const told = items.filter(({ kind, verb }) => kind === 'signOff' || TURNS.has(verb));
    found.set(told.map(change => ({ id: String(change.seq), name: `${sentence(change, room.names)}, ${atInWords(change.at)}` })));
  }, () => {});
  return found;
}

/** What a number of a change means to people; the change is asked for where the moments do not name it. */
function changeInWords(room, seq) {
  const words = signal(`after change ${seq}`);
  get(`/api/changes?plan=${room.id}&until=${seq}&limit=1`).then(({ items: [change] }) => {
    if (change) words.set(`after “${sentence(change, room.names)}”, ${atInWords(change.at)}`);
  }, () => {});
  return words;
}

const asked = new Map();

/** "on 3 Nov", "after “Vera finished Price one-pager”, 3 Nov 2026, 14:02". Reactive. */
export function momentInWords(moment, moments, room) {
  if (moment === 'now') return 'now';
  if (isDay(moment)) return `at the end of ${day(moment)}`;
  if (!isSeq(moment)) return `at ${moment}`;
  const named = moments().find(it => it.id === moment);
  if (named) return `after “${named.name}”`;
  const key = `${room.id} ${moment}`;
  if (!asked.has(key)) asked.set(key, changeInWords(room, moment));
  return asked.get(key)();
}

const A_DAY = 'day';

/** `read()` answers the moment, `set(moment)` changes it. */
export function momentPicker(label, read, set, moments, room) {
  const named = computed(() => moments().some(it => it.id === read()));
  const own = () => isSeq(read()) && !named();
  const choose = ({ target: { value } }) => set(value === A_DAY ? today() : value);
  const option = (id, name, isChosen) => html`<option value=${id} .selected=${isChosen}>${name}</option>`;
  return html`
    <div class="moment">
      <label><span>${label}</span>
        <select class="field" @change=${choose}>
          ${() => option('now', 'Now', read() === 'now')}
          ${() => option(A_DAY, 'A day…', isDay(read()))}
          ${() => (own() ? option(read(), momentInWords(read(), moments, room), true) : null)}
          ${when(() => moments().length, () => html`<optgroup label="Sign-offs and reviews">
            ${() => moments().map(({ id, name }) => option(id, name, read() === id))}</optgroup>`)}
        </select></label>
      ${when(() => isDay(read()), () => html`
        <input type="date" class="field" aria-label=${`${label}: day`} max=${today} .value=${read}
          @change=${({ target }) => { if (target.value) set(target.value); }}>`)}
    </div>`;
}
