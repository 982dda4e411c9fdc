// Every change of a plan in words, by day, read page by page; new ones arrive on top while one looks.

import { computed, each, effect, html, onCleanup, signal, untrack, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { options } from '../elements/options.js';
import { missing, more, pages } from '../elements/pages.js';
import { dayInWords, dayOf, moment, time } from '../format.js';
import { line, quotation } from './feed.js';

const KINDS = Object.entries({
  plan: 'The plan', planMember: 'Plan team', objective: 'Objectives',
  commitment: 'Commitments', task: 'Tasks', signOff: 'Sign-offs', pulse: 'Pulses', verification: 'Still true',
  comment: 'Comments',
}).map(([id, name]) => ({ id, name }));
const PAGE = 60;

/**
 * `filters` reads { actor, kind }, `setFilters(change)` puts them in the address; `read(query)` answers a page of
 * changes, `onChange(fn)` calls with each later one, `undo(entry)` answers null or the reasons why not.
 */
export function history({ filters, setFilters, people, names, read, onChange, undo, canUndo }) {
  const reasons = signal(new Map());
  const list = pages({
    size: PAGE, key: change => change.seq,
    read({ after, limit }) {
      const { actor, kind } = filters.peek();
      const query = new URLSearchParams({ limit });
      for (const [name, value] of Object.entries({ actor, kind, after })) if (value) query.set(name, value);
      return read(query);
    },
    take: page => page.items,
  });

  onCleanup(onChange(change => {
    const { actor, kind } = filters.peek();
    if ((actor && change.actor !== actor) || (kind && change.kind !== kind)) return;
    list.change(all => (all.some(it => it.seq === change.seq) ? all : [change, ...all]));
  }));
  const chosen = computed(() => `${filters().actor} ${filters().kind}`);
  effect(() => {
    chosen();
    untrack(() => {
      list.change(() => []);
      list.ask();
    });
  });

  const undoEntry = async change => {
    const refused = await undo(change.entry);
    if (refused) reasons.update(all => new Map(all).set(change.seq, refused));
  };
  const days = computed(() => [...Map.groupBy(list.rows(), change => dayOf(change.at))]
    .map(([key, all]) => ({ key, all })));
  const drawn = { names, reasons, canUndo, undoEntry };
  const pick = (label, name, given) => html`
    <select class="field" aria-label=${label} @change=${event => setFilters({ [name]: event.target.value })}>
      ${options({ value: () => filters()[name], ...given })}</select>`;

  return html`
    <div class="view-bar">
      ${pick('Person', 'actor', {
        any: 'Everybody', choices: people, nameOf: id => names.member(id) ?? 'Somebody else',
      })}
      ${pick('Kind', 'kind', { any: 'Everything', choices: () => KINDS, nameOf: kind => kind })}
    </div>
    <section class="card journal" aria-label="Changes" aria-busy=${() => String(list.isWaiting())}>
      ${each(days, day => day.key, day => html`
        <section>
          <h2>${() => dayInWords(day().key)}</h2>
          <ol>${each(() => day().all, it => it.seq, change => entry(change, drawn))}</ol>
        </section>`)}
      ${when(list.isEmpty, () => html`
        <div class="empty-state"><p>Nothing has changed that fits these filters.</p></div>`)}
      ${missing(list, 'The changes')}
      ${more(list, 'Show earlier changes')}
    </section>`;
}

function entry(change, { names, reasons, canUndo, undoEntry }) {
  const refused = () => reasons().get(change().seq);
  return html`
    <li>
      <time datetime=${() => change().at} title=${() => moment(change().at)}>${() => time(change().at)}</time>
      ${() => avatar(names.person(change().actor), 'sm')}
      <p>${() => line(change(), names)}</p>
      ${() => (canUndo(change()) ? html`
        <button type="button" class="btn quiet sm" @click=${() => undoEntry(change.peek())}>Undo</button>` : null)}
      ${() => quotation(change(), names)}
      ${() => (refused() ? html`<p class="reasons" role="alert">${refused()}</p>` : null)}
    </li>`;
}
