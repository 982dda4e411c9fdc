// Lines of history, newest first: who did what, the rest of an entry folded, the way back.

import { computed, each, html, onCleanup, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { missing, more, pages } from '../elements/pages.js';
import { ago, dayInWords, dayOf, many, moment, time } from '../format.js';
import './more-words.js';
import { line as inWords, quotation, said } from './feed.js';
import { linesOf, manyInWords } from './lines.js';
import { restoreDeleted, undoLine } from './take-back.js';
import { describe } from './words.js';

const PAGE = 60;

/**
 * The changes behind a list: `read(query)` answers a page of them for the members of `query()`, a list of [name, value];
 * `onChange(fn)` calls with each later one, and `isAskedFor(change)` says whether it belongs here.
 */
export function changesFor({ query, read, onChange, isAskedFor, size = PAGE }) {
  const list = pages({
    size, key: change => change.seq,
    read: ({ after, limit }) => read(new URLSearchParams([...query(), ['limit', limit], ...after ? [['after', after]] : []])),
    take: page => page.items,
  });
  const arrived = new Set();
  onCleanup(onChange(change => {
    if (!isAskedFor(change)) return;
    arrived.add(change.seq);
    list.change(all => (all.some(it => it.seq === change.seq) ? all : [change, ...all]));
  }));
  return { ...list, isNew: line => line.changes.some(change => arrived.has(change.seq)) };
}

/**
 * `names` say what ids stand for. `canUndo(line)` and `canRestore(change)` say what is offered, `places(line)` what else
 * its menu leads to: [{ text, href }]. `place(change)` may add where it happened; `hiddenBy()` answers whose changes these are
 * ("plan=<id>") while a filter may hide some.
 */
export function changeList(list, {
  names, canUndo = () => false, canRestore = () => false, places = () => [], place = () => null, hiddenBy = () => null,
  isByDay = true,
}) {
  const known = learnedFrom(list, names);
  const lines = computed(() => linesOf(list.rows()));
  const days = computed(() => [...Map.groupBy(lines(), line => (isByDay ? dayOf(line.at) : ''))]
    .map(([key, all]) => ({ key, all })));
  const drawn = { list, names: known, canUndo, canRestore, places, place, hiddenBy, isByDay };
  return html`
    <div class="journal" data-keys="list" aria-busy=${() => String(list.isWaiting())}>
      ${each(days, day => day.key, day => html`
        <section>
          ${isByDay ? html`<h2>${() => dayInWords(day().key)}</h2>` : null}
          <ol>${each(() => day().all, line => line.key, line => lineItem(line, drawn))}</ol>
        </section>`)}
      ${when(list.isEmpty, () => html`
        <div class="empty-state"><p>Nothing has changed that fits these filters.</p></div>`)}
      ${missing(list, 'The changes')}
      ${more(list, 'Show earlier changes')}
    </div>`;
}

/** What is gone is still called by its last name: its deletion, or else its creation, tells it. */
function learnedFrom(list, names) {
  const gone = computed(() => {
    const found = new Map();
    for (const { kind, id, plan, before, after, action } of list.rows()) {
      const key = `${kind} ${id}`;
      if (action !== 'update' && !found.has(key)) found.set(key, { ...before, ...after, kind, id, plan });
    }
    return found;
  });
  return { ...names, record: (kind, id) => names.record(kind, id) ?? gone().get(`${kind} ${id}`) };
}

function lineItem(line, { list, names, canUndo, canRestore, places, place, hiddenBy, isByDay }) {
  const refused = signal(null);
  const isBusy = signal(false);
  const attempt = work => async () => {
    if (isBusy.peek()) return;
    isBusy.set(true);
    refused.set(await work());
    isBusy.set(false);
  };
  const undo = attempt(() => undoLine(line.peek(), hiddenBy()));
  const restore = attempt(() => restoreDeleted(line.peek().head));
  const others = () => line().changes.filter(change => change !== line().head);
  const together = computed(() => manyInWords(line(), names));
  const act = (test, word, run) => when(test, () => html`
    <button type="button" class="btn quiet sm" aria-label=${() => `${word}: ${spoken(line(), together(), names)}`}
      aria-disabled=${() => (isBusy() ? 'true' : null)} @click=${run}>${word}</button>`);
  const restorable = () => canRestore(line().head);
  const leads = () => places(line());
  return html`
    <li data-row class=${() => (list.isNew(line()) ? 'marked' : null)}>
      <time datetime=${() => line().at} title=${() => moment(line().at)}>
        ${() => (isByDay ? time(line().at) : ago(line().at))}</time>
      ${() => avatar(names.person(line().actor), 'sm')}
      <p>${() => (together() ? said(line().actor, together(), names) : inWords(line().head, names))}
        ${() => where(place(line().head))}</p>
      <div class="acts">
        ${act(restorable, 'Restore', restore)}
        ${act(() => !restorable() && canUndo(line()), 'Undo', undo)}
        ${when(() => leads().length, () => menuButton({
          content: icon('more'), label: 'More', look: 'btn quiet sm icon', side: 'end', items: leads,
        }))}
      </div>
      ${() => (together() ? null : quotation(line().head, names))}
      ${when(() => others().length, () => html`
        <details><summary data-open>${() => (together() ? 'Which' : `and ${many(others().length, 'more change')}`)}</summary>
          <ul>${each(() => (together() ? line().changes : others()), change => change.seq, change => html`
            <li><p>${() => inWords(change(), names)}</p>${() => quotation(change(), names)}</li>`)}</ul></details>`)}
      ${() => (refused() ? html`
        <div class="reasons" role="alert"><p>This cannot be done:</p>
          <ul>${refused().map(reason => html`<li>${reason}</li>`)}</ul></div>` : null)}
    </li>`;
}

const where = place => (place ? html`<span class="at">${' '}in ${place}</span>` : null);

const spoken = (line, together, names) => {
  const { verb, object, rest } = together ?? describe(line.head, names);
  return [verb, object, rest].filter(Boolean).join(' ');
};
